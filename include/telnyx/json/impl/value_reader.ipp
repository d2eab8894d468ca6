#pragma once

#include "telnyx/json/impl/value_reader.hpp"

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/decode_error.hpp"
#include "telnyx/json/impl/union_match.hpp"

#include <bit>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

namespace telnyx::json::detail {

namespace decode_impl {

template <class Type>
Type const& as(decode_target target) {
    return static_cast<Type const&>(*target.type);
}

inline std::string_view expected_name(type_kind kind) {
    switch (kind) {
    case type_kind::boolean:
        return "a boolean";
    case type_kind::signed_integer:
    case type_kind::unsigned_integer:
        return "an integer";
    case type_kind::floating:
        return "a number";
    case type_kind::string:
    case type_kind::open_enum:
    case type_kind::closed_enum:
    case type_kind::constant:
        return "a string";
    case type_kind::array:
    case type_kind::any_array:
        return "an array";
    case type_kind::object:
    case type_kind::map:
    case type_kind::any_object:
        return "an object";
    default:
        return "one of the types of a union";
    }
}

inline std::string_view found_name(scalar_kind kind) {
    switch (kind) {
    case scalar_kind::null:
        return "null";
    case scalar_kind::boolean:
        return "a boolean";
    case scalar_kind::string:
        return "a string";
    case scalar_kind::floating:
        return "a number with a fraction or beyond 64 bits";
    default:
        return "an integer";
    }
}

inline bool is_wrapper(type_kind kind) {
    return kind == type_kind::optional || kind == type_kind::nullable || kind == type_kind::optional_nullable;
}

// Consecutive chunks of a stream contain the same identifiers: texts of the same size are the usual case, and only
// their bytes need to be copied.
inline void assign(std::string& to, std::string_view text) {
    if (to.size() == text.size())
        std::memcpy(to.data(), text.data(), text.size());
    else
        to.assign(text);
}

// Only the text parts of a content count; a part without a type is identified by its member.
inline void append_text_part(std::string& to, boost::json::value const& part) {
    auto const append = [&](boost::json::value const* text) {
        if (text != nullptr && text->is_string()) to.append(text->get_string());
    };
    if (!part.is_object()) return append(&part);
    auto const* const type = part.get_object().if_contains("type");
    if (type == nullptr || *type == "text" || *type == "output_text") append(part.get_object().if_contains("text"));
}

inline void set_bit(std::uint64_t& bits, std::ptrdiff_t place, bool value) {
    auto const bit = std::uint64_t{1} << place;
    bits = value ? bits | bit : bits & ~bit;
}

inline std::string refusal_of_text(std::span<std::string_view const> texts) {
    constexpr std::size_t most = 20;
    std::string reason = texts.size() == 1 ? "expected " : "expected one of ";
    for (std::size_t i = 0; i != texts.size() && i != most; ++i)
        reason.append(i == 0 ? "\"" : ", \"").append(texts[i]) += '"';
    if (texts.size() > most) reason += ", ...";
    return reason += ", found another string";
}

template <class Number>
void put(void* object, Number value) {
    *static_cast<Number*>(object) = value;
}

inline void put_bits(decode_target target, std::uint64_t bits) {
    // Copies the bytes, since `long` and `long long` are different types of the same size.
    auto const copy = [&](auto number) { std::memcpy(target.object, &number, sizeof number); };
    switch (target.type->size) {
    case 1:
        return copy(static_cast<std::uint8_t>(bits));
    case 2:
        return copy(static_cast<std::uint16_t>(bits));
    case 4:
        return copy(static_cast<std::uint32_t>(bits));
    default:
        return copy(bits);
    }
}

inline void put_integer(decode_target target, scalar const& value) {
    bool const big = value.kind == scalar_kind::unsigned_integer;
    put_bits(target, big ? value.unsigned_integer : static_cast<std::uint64_t>(value.signed_integer));
}

} // namespace decode_impl

TELNYX_DECL void value_reader::mismatch(decode_target target, std::string_view found) const {
    std::string reason = "expected ";
    reason += decode_impl::expected_name(target.type->kind);
    reason += ", found ";
    reason += found;
    text_.fail(std::move(reason));
}

TELNYX_DECL void value_reader::read_document(decode_target target, outline* held) {
    auto const kind = target.type->kind;
    bool const may_be_null =
        decode_impl::is_wrapper(kind) || kind == type_kind::variant || kind == type_kind::any_value;
    // A null member gets its default value; a response that is null as a whole is an error.
    if (text_.peek() == 'n' && !may_be_null) mismatch(target, "null");
    if (!held || kind != type_kind::object || text_.peek() != '{')
        read(target);
    else if (held->with_members)
        read_object<true>(decode_impl::as<object_type>(target), target.object, held);
    else
        read_object<false>(decode_impl::as<object_type>(target), target.object, held);
}

// Objects, maps and arrays

TELNYX_DECL void value_reader::read(decode_target target) {
    char const first = text_.peek();
    auto const* type = target.type; // separate, since g++ would go through memory to change them together
    auto* object = target.object;
    while (decode_impl::is_wrapper(type->kind)) {
        auto const& wrapper = static_cast<wrapper_type const&>(*type);
        if (first == 'n') {
            text_.skip_scalar();
            return wrapper.set_null(object);
        }
        if (wrapper.inner->kind == type_kind::constant && first != '{' && first != '[')
            return read_optional_constant(wrapper, object);
        type = wrapper.inner;
        object = wrapper.engage(object);
    }
    if (first == '{' || first == '[')
        read_container({type, object}, first == '{');
    else if (first == '"' && type->kind == type_kind::string)
        decode_impl::assign(*static_cast<std::string*>(object), text_.read_text());
    else
        read_scalar({type, object});
}

/// It holds a value only if the text matches.
TELNYX_DECL void value_reader::read_optional_constant(wrapper_type const& type, void* object) {
    auto const& expected = decode_impl::as<constant_type>({type.inner});
    auto const value = text_.read_scalar();
    if (strict_ && value.kind != scalar_kind::string) mismatch({&expected}, decode_impl::found_name(value.kind));
    if (strict_) check_constant(expected, value.text);
    if (value.text == expected.text)
        type.engage(object);
    else
        type.reset(object);
}

TELNYX_DECL void value_reader::read_scalar(decode_target target) {
    if (target.type->kind == type_kind::variant)
        read_scalar_in_union(decode_impl::as<variant_type>(target), target.object);
    else
        store(target, text_.read_scalar());
}

TELNYX_DECL void value_reader::read_container(decode_target target, bool is_object) {
    using namespace decode_impl;
    switch (target.type->kind) {
    case type_kind::object:
        if (is_object) return read_object<false>(as<object_type>(target), target.object);
        break;
    case type_kind::map:
        if (is_object) return read_map(as<map_type>(target), target.object);
        break;
    case type_kind::array:
        if (!is_object) return read_array(as<array_type>(target), target.object);
        break;
    case type_kind::variant:
        return read_union(as<variant_type>(target), target.object, is_object);
    case type_kind::any_object:
        if (!is_object) break;
        *static_cast<boost::json::object*>(target.object) = std::move(read_any().get_object());
        return;
    case type_kind::any_array:
        if (is_object) break;
        *static_cast<boost::json::array*>(target.object) = std::move(read_any().get_array());
        return;
    case type_kind::any_value:
        *static_cast<boost::json::value*>(target.object) = read_any();
        return;
    case type_kind::string:
        if (target.type->form == text_form::string_only) break;
        return read_text_from_container(target);
    default:
        break;
    }
    mismatch(target, is_object ? "an object" : "an array");
}

TELNYX_DECL void value_reader::read_text_from_container(decode_target target) {
    auto& text = *static_cast<std::string*>(target.object);
    auto const* const begin = text_.position();
    if (target.type->form == text_form::json) {
        walk(nullptr);
        text.assign(begin, text_.position());
        return;
    }
    text.clear();
    auto const content = read_any();
    if (!content.is_array()) return decode_impl::append_text_part(text, content);
    for (auto const& part : content.get_array())
        decode_impl::append_text_part(text, part);
}

// Two versions, so that objects whose members are not recorded have no overhead.
template <bool NotesMembers>
void value_reader::read_object(object_type const& type, void* object, outline* held) {
    text_reader::level here(text_, place::container::object);
    std::uint64_t visited = 0;
    member_info const* likely = type.members.data();
    while (here.next()) {
        auto const* const key = text_.position();
        auto const* member = read_key_of(type, likely);
        here.key = member ? member->name : std::string_view();
        if (!member) {
            if (strict_) refuse_unknown(key);
            if (held) note_unknown(*held, key);
            walk(nullptr);
            continue;
        }
        if constexpr (NotesMembers) note_member(*held, member - type.members.data());
        auto const bit = std::uint64_t{1} << (member - type.members.data());
        visited |= bit;
        likely = member + 1;
        decode_target const target{member->type, member->access(object)};
        if ((type.tolerated & bit) == 0)
            read(target);
        else
            read_tolerated(target);
    }
    if (auto const missing = type.required & ~visited)
        refuse_missing(here, type.members[static_cast<std::size_t>(std::countr_zero(missing))]);
    if (strict_) require_constants(type, visited, here);
    for (std::size_t i = 0; i != type.members.size(); ++i)
        if ((visited >> i & 1) == 0) reset({type.members[i].type, type.members[i].access(object)});
}

TELNYX_DECL void value_reader::require_constants(object_type const& type, std::uint64_t visited, place& here) const {
    for (std::size_t i = 0; i != type.members.size(); ++i)
        if ((visited >> i & 1) == 0 && type.members[i].type->kind == type_kind::constant)
            refuse_missing(here, type.members[i]);
}

TELNYX_DECL void value_reader::refuse_missing(place& here, member_info const& member) const {
    here.key = member.name;
    text_.fail("missing");
}

TELNYX_DECL void value_reader::refuse_unknown(char const* key) {
    text_.go_to(key);
    text_.fail("unknown member " + base::quoted_beginning(text_.read_key(), 100));
}

/// Reads a value whose type may be wrong.
TELNYX_DECL void value_reader::read_tolerated(decode_target target) {
    auto const* const begin = text_.position();
    try {
        read(target);
    } catch (decode_error const&) {
        if (strict_) throw;
        text_.go_to(begin);
        walk(nullptr); // throws again if the type is not the problem
        reset(target);
    }
}

/// Records the member's value, which comes next. If a key occurs twice, the last value counts.
TELNYX_DECL void value_reader::note_member(outline& held, std::ptrdiff_t place) {
    decode_impl::set_bit(held.nulls, place, text_.peek() == 'n');
    decode_impl::set_bit(held.filled, place, !text_.at_nothing());
}

/// The same for a key unknown to the type.
TELNYX_DECL void value_reader::note_unknown(outline& held, char const* key) {
    text_.peek();
    bool const is_nothing = text_.at_nothing();
    auto const* const value = text_.position();
    text_.go_to(key);
    auto const name = text_.read_key();
    for (auto const& each : held.watched)
        if (each == name) decode_impl::set_bit(held.found, &each - held.watched.data(), !is_nothing);
    text_.go_to(value);
}

/// Reads a key, which is usually that of the likely member or of a later one. Returns nullptr for a key unknown to the
/// type.
TELNYX_DECL member_info const* value_reader::read_key_of(object_type const& type, member_info const* likely) {
    auto const* const end = type.members.data() + type.members.size();
    for (; likely != end; ++likely)
        if (text_.take_key(likely->name)) return likely;
    auto const key = text_.read_key();
    for (auto const& member : type.members)
        if (member.name == key) return &member;
    return nullptr;
}

TELNYX_DECL void value_reader::read_map(map_type const& type, void* map) {
    text_reader::level here(text_, place::container::map);
    type.clear(map);
    while (here.next()) {
        auto const entry = type.entry(map, text_.read_key());
        here.key = *entry.key;
        read({type.inner, entry.value});
    }
}

TELNYX_DECL void value_reader::read_array(array_type const& type, void* array) {
    text_reader::level here(text_, place::container::array);
    auto room = type.view(array);
    while (here.next()) {
        if (here.count == room.size) {
            type.grow(array);
            room = type.view(array);
        }
        decode_target const element{type.inner, type.element(room, here.count++)};
        // Long lists are usually vectors.
        if (type.inner->kind == type_kind::floating && text_.at_number())
            store_floating(element, text_.read_double());
        else
            read(element);
    }
    type.truncate(array, here.count);
}

// Free-form values

TELNYX_DECL boost::json::value value_reader::read_any() {
    boost::json::value_stack values;
    values.reset();
    walk(&values);
    return values.release();
}

TELNYX_DECL void value_reader::walk(boost::json::value_stack* values) {
    char const first = text_.peek();
    if (first != '{' && first != '[') {
        if (values)
            push(*values, text_.read_scalar());
        else
            text_.skip_scalar();
        return;
    }
    bool const is_object = first == '{';
    text_reader::level here(text_, is_object ? place::container::object : place::container::array);
    std::size_t size = 0;
    for (; here.next(); ++size) {
        if (is_object) {
            auto const key = text_.read_key();
            if (values) values->push_key(key);
        }
        walk(values);
    }
    if (!values) return;
    if (is_object)
        values->push_object(size);
    else
        values->push_array(size);
}

TELNYX_DECL void value_reader::push(boost::json::value_stack& values, scalar const& value) {
    switch (value.kind) {
    case scalar_kind::null:
        return values.push_null();
    case scalar_kind::boolean:
        return values.push_bool(value.boolean);
    case scalar_kind::signed_integer:
        return values.push_int64(value.signed_integer);
    case scalar_kind::unsigned_integer:
        return values.push_uint64(value.unsigned_integer);
    case scalar_kind::floating:
        return values.push_double(value.floating);
    case scalar_kind::string:
        return values.push_string(value.text);
    }
}

// Unions

TELNYX_DECL void value_reader::read_union(variant_type const& type, void* object, bool is_object) {
    auto const alternative = [&](std::size_t i) -> decode_target {
        return {type.alternatives[i], type.select[i](object)};
    };
    auto choice = only_container(type, is_object);
    if (choice != no_alternative) return read_container(alternative(choice), is_object);

    auto const* const begin = text_.position();
    auto value = read_any();
    auto const* const end = text_.position();
    choice = choose_alternative(type, value);
    if (choice == no_alternative) text_.fail("matches no alternative of the union");
    auto const any = any_alternative(type);
    if (choice != any) {
        try {
            text_.go_to(begin);
            return read(alternative(choice));
        } catch (decode_error const&) {
            if (any == no_alternative) throw;
            text_.go_to(end);
        }
    }
    *static_cast<boost::json::value*>(alternative(any).object) = std::move(value);
}

TELNYX_DECL void value_reader::read_scalar_in_union(variant_type const& type, void* object) {
    auto const* const begin = text_.position();
    auto const value = text_.read_scalar();
    auto const choice = choose_alternative(type, value);
    if (choice != no_alternative) {
        text_.go_to(begin);
        return read({type.alternatives[choice], type.select[choice](object)});
    }
    if (strict_ || value.kind != scalar_kind::null) mismatch({&type, object}, decode_impl::found_name(value.kind));
    reset({&type, object});
}

// Scalars

TELNYX_DECL void value_reader::store(decode_target target, scalar const& value) {
    if (target.type->kind == type_kind::any_value) return store_any(target, value);
    switch (value.kind) {
    case scalar_kind::null:
        // Perhaps a closed enum has no enumerator 0.
        if (strict_ || target.type->kind == type_kind::closed_enum) mismatch(target, "null");
        return reset(target);
    case scalar_kind::string:
        return store_string(target, value.text);
    case scalar_kind::boolean:
        if (target.type->kind != type_kind::boolean) mismatch(target, "a boolean");
        return decode_impl::put(target.object, value.boolean);
    default:
        return store_number(target, value);
    }
}

TELNYX_DECL void value_reader::store_string(decode_target target, std::string_view text) {
    using namespace decode_impl;
    switch (target.type->kind) {
    case type_kind::string:
        static_cast<std::string*>(target.object)->assign(text);
        break;
    case type_kind::open_enum:
        if (strict_) find_enumerator(as<enum_type>(target), text);
        static_cast<telnyx::detail::open_enum_state*>(target.object)->assign(text, as<enum_type>(target).texts);
        break;
    case type_kind::closed_enum:
        put_bits(target, value_at(as<enum_type>(target), find_enumerator(as<enum_type>(target), text)));
        break;
    case type_kind::constant:
        if (strict_) check_constant(as<constant_type>(target), text);
        break;
    default:
        mismatch(target, "a string");
    }
}

TELNYX_DECL std::size_t value_reader::find_enumerator(enum_type const& type, std::string_view text) const {
    int const found = telnyx::detail::find_text(text, type.texts);
    if (found < 0) text_.fail(decode_impl::refusal_of_text(type.texts));
    return static_cast<std::size_t>(found);
}

TELNYX_DECL void value_reader::check_constant(constant_type const& type, std::string_view text) const {
    if (text != type.text) text_.fail(decode_impl::refusal_of_text({&type.text, 1}));
}

TELNYX_DECL void value_reader::store_number(decode_target target, scalar const& value) {
    switch (target.type->kind) {
    case type_kind::floating:
        return store_floating(target, *as_double(value));
    case type_kind::signed_integer:
    case type_kind::unsigned_integer:
        return store_integer(target, value);
    case type_kind::constant:
        if (strict_) mismatch(target, "a number");
        break;
    default:
        mismatch(target, "a number");
    }
}

TELNYX_DECL void value_reader::store_floating(decode_target target, double value) {
    if (target.type->size == sizeof(double)) return decode_impl::put(target.object, value);
    auto const narrow = static_cast<float>(value);
    if (!std::isfinite(narrow)) text_.fail("number out of range");
    decode_impl::put(target.object, narrow);
}

TELNYX_DECL void value_reader::store_integer(decode_target target, scalar const& value) {
    if (value.kind == scalar_kind::floating) {
        auto const integer = exact_integer(value);
        if (!integer) mismatch(target, decode_impl::found_name(value.kind));
        return store_integer(target, *integer);
    }
    if (!in_range(*target.type, value)) text_.fail("number out of range");
    decode_impl::put_integer(target, value);
}

TELNYX_DECL void value_reader::store_any(decode_target target, scalar const& value) {
    auto& any = *static_cast<boost::json::value*>(target.object);
    switch (value.kind) {
    case scalar_kind::null:
        any = nullptr;
        break;
    case scalar_kind::boolean:
        any = value.boolean;
        break;
    case scalar_kind::signed_integer:
        any = value.signed_integer;
        break;
    case scalar_kind::unsigned_integer:
        any = value.unsigned_integer;
        break;
    case scalar_kind::floating:
        any = value.floating;
        break;
    case scalar_kind::string:
        any = boost::json::string_view(value.text);
        break;
    }
}

TELNYX_DECL void value_reader::reset(decode_target target) {
    using namespace decode_impl;
    switch (target.type->kind) {
    case type_kind::boolean:
    case type_kind::signed_integer:
    case type_kind::unsigned_integer:
    case type_kind::floating:
    case type_kind::closed_enum:
        std::memset(target.object, 0, target.type->size);
        break;
    case type_kind::string:
        static_cast<std::string*>(target.object)->clear();
        break;
    case type_kind::open_enum:
        static_cast<telnyx::detail::open_enum_state*>(target.object)->clear();
        break;
    case type_kind::constant:
        break;
    case type_kind::optional:
    case type_kind::nullable:
    case type_kind::optional_nullable:
        as<wrapper_type>(target).reset(target.object);
        break;
    case type_kind::object:
        for (auto const& member : as<object_type>(target).members)
            reset({member.type, member.access(target.object)});
        break;
    case type_kind::array:
        as<array_type>(target).truncate(target.object, 0);
        break;
    case type_kind::map:
        as<map_type>(target).clear(target.object);
        break;
    case type_kind::variant: {
        auto const& type = as<variant_type>(target);
        reset({type.alternatives.front(), type.select.front()(target.object)});
        break;
    }
    case type_kind::any_value:
        *static_cast<boost::json::value*>(target.object) = nullptr;
        break;
    case type_kind::any_object:
        static_cast<boost::json::object*>(target.object)->clear();
        break;
    case type_kind::any_array:
        static_cast<boost::json::array*>(target.object)->clear();
        break;
    }
}

} // namespace telnyx::json::detail
