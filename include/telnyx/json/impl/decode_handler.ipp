#pragma once

#include "telnyx/json/impl/decode_handler.hpp"

#include "telnyx/json/decode_error.hpp"
#include "telnyx/json/impl/union_match.hpp"
#include "telnyx/open_enum.hpp"

#include <bit>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cmath>
#include <cstring>
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

/// The member after the last one is most often the right one.
inline member_info const* find_member(object_type const& type, std::size_t first, std::string_view name) {
    if (first < type.members.size() && type.members[first].name == name) return &type.members[first];
    for (auto const& member : type.members)
        if (member.name == name) return &member;
    return nullptr;
}

template <class Number>
void put(void* object, Number value) {
    *static_cast<Number*>(object) = value;
}

inline void put_integer(decode_target target, scalar const& value) {
    bool const big = value.kind == scalar_kind::unsigned_integer;
    auto const bits = big ? value.unsigned_integer : static_cast<std::uint64_t>(value.signed_integer);
    // The bytes are copied, since `long` and `long long` are different types of one size.
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

} // namespace decode_impl

TELNYX_DECL void decode_handler::start(decode_target root) {
    root_ = root;
    frames_.clear();
    skipped_ = 0;
    collected_ = 0;
}

TELNYX_DECL std::string decode_handler::path() const {
    std::string result;
    for (auto const& level : frames_) {
        if (level.type->kind == type_kind::array) {
            if (level.next != 0) result += "[" + std::to_string(level.next - 1) + "]";
        } else if (level.type->kind == type_kind::map) {
            if (level.entry.key) result += "[\"" + *level.entry.key + "\"]";
        } else if (level.member) {
            if (!result.empty()) result += '.';
            result += level.member->name;
        }
    }
    return result;
}

TELNYX_DECL void decode_handler::fail(std::string reason) const {
    throw decode_error(path(), std::move(reason));
}

TELNYX_DECL void decode_handler::mismatch(decode_target target, std::string_view found) const {
    std::string reason = "expected ";
    reason += decode_impl::expected_name(target.type->kind);
    reason += ", found ";
    reason += found;
    fail(std::move(reason));
}

// Where values go

TELNYX_DECL decode_target decode_handler::next_target() {
    if (frames_.empty()) return root_;
    auto& top = frames_.back();
    decode_target const container{top.type, top.object};
    if (top.type->kind == type_kind::object)
        return top.member ? decode_target{top.member->type, top.member->access(top.object)} : decode_target{};
    if (top.type->kind == type_kind::map) return {decode_impl::as<map_type>(container).inner, top.entry.value};
    auto const& array = decode_impl::as<array_type>(container);
    return {array.inner, array.element(top.object, top.next++)};
}

TELNYX_DECL decode_target decode_handler::unwrap(decode_target target) {
    while (target.type->kind == type_kind::optional || target.type->kind == type_kind::nullable ||
           target.type->kind == type_kind::optional_nullable) {
        auto const& wrapper = decode_impl::as<wrapper_type>(target);
        target = {wrapper.inner, wrapper.engage(target.object)};
    }
    return target;
}

TELNYX_DECL void decode_handler::reset(decode_target target) {
    using namespace decode_impl;
    switch (target.type->kind) {
    case type_kind::boolean:
    case type_kind::signed_integer:
    case type_kind::unsigned_integer:
    case type_kind::floating:
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

// Objects, maps and arrays

TELNYX_DECL void decode_handler::open(decode_target target, bool is_object) {
    bool const wants_object = target.type->kind == type_kind::object || target.type->kind == type_kind::map;
    bool const wants_array = target.type->kind == type_kind::array;
    if (is_object ? !wants_object : !wants_array) mismatch(target, is_object ? "an object" : "an array");
    if (target.type->kind == type_kind::map) decode_impl::as<map_type>(target).clear(target.object);
    frames_.push_back({.type = target.type, .object = target.object});
}

TELNYX_DECL void decode_handler::enter_key(std::string_view key) {
    auto& top = frames_.back();
    decode_target const container{top.type, top.object};
    if (top.type->kind == type_kind::map) {
        top.entry = decode_impl::as<map_type>(container).entry(top.object, key);
        return;
    }
    auto const& type = decode_impl::as<object_type>(container);
    top.member = decode_impl::find_member(type, top.next, key);
    if (!top.member) return;
    auto const index = static_cast<std::size_t>(top.member - type.members.data());
    top.visited |= std::uint64_t{1} << index;
    top.next = index + 1;
}

TELNYX_DECL void decode_handler::close_object() {
    auto& top = frames_.back();
    if (top.type->kind == type_kind::object) {
        auto const& type = decode_impl::as<object_type>({top.type, top.object});
        if (auto const missing = type.required & ~top.visited) {
            top.member = &type.members[static_cast<std::size_t>(std::countr_zero(missing))];
            fail("missing");
        }
        for (std::size_t i = 0; i != type.members.size(); ++i)
            if ((top.visited >> i & 1) == 0) reset({type.members[i].type, type.members[i].access(top.object)});
    }
    frames_.pop_back();
}

TELNYX_DECL void decode_handler::close_array() {
    auto const& top = frames_.back();
    decode_impl::as<array_type>({top.type, top.object}).truncate(top.object, top.next);
    frames_.pop_back();
}

TELNYX_DECL void decode_handler::begin_container(bool is_object) {
    if (skipped_ != 0) {
        ++skipped_;
        return;
    }
    if (collected_ != 0) {
        ++collected_;
        return;
    }
    auto target = next_target();
    if (!target.type) {
        skipped_ = 1;
        return;
    }
    target = unwrap(target);
    switch (target.type->kind) {
    case type_kind::any_object:
        if (!is_object) mismatch(target, "an array");
        break;
    case type_kind::any_array:
        if (is_object) mismatch(target, "an object");
        break;
    case type_kind::any_value:
    case type_kind::variant:
        break;
    default:
        return open(target, is_object);
    }
    collect_target_ = target;
    collected_ = 1;
    stack_.reset();
}

/// The end of a container that was collected.
TELNYX_DECL void decode_handler::collected() {
    if (--collected_ != 0) return;
    auto value = stack_.release();
    switch (collect_target_.type->kind) {
    case type_kind::variant:
        return store_in_union(collect_target_, value);
    case type_kind::any_object:
        *static_cast<boost::json::object*>(collect_target_.object) = std::move(value.get_object());
        break;
    case type_kind::any_array:
        *static_cast<boost::json::array*>(collect_target_.object) = std::move(value.get_array());
        break;
    default:
        *static_cast<boost::json::value*>(collect_target_.object) = std::move(value);
        break;
    }
}

TELNYX_DECL bool decode_handler::on_object_begin(error_code&) {
    begin_container(true);
    return true;
}

TELNYX_DECL bool decode_handler::on_object_end(std::size_t size, error_code&) {
    if (skipped_ != 0) {
        --skipped_;
    } else if (collected_ != 0) {
        stack_.push_object(size);
        collected();
    } else {
        close_object();
    }
    return true;
}

TELNYX_DECL bool decode_handler::on_array_begin(error_code&) {
    begin_container(false);
    return true;
}

TELNYX_DECL bool decode_handler::on_array_end(std::size_t size, error_code&) {
    if (skipped_ != 0) {
        --skipped_;
    } else if (collected_ != 0) {
        stack_.push_array(size);
        collected();
    } else {
        close_array();
    }
    return true;
}

// Texts; the parser gives those with escapes in several parts

TELNYX_DECL void decode_handler::keep_part(text_view part, std::size_t size) {
    if (skipped_ != 0) return;
    if (collected_ != 0) {
        stack_.push_chars(part);
        return;
    }
    if (size == part.size()) text_.clear();
    text_.append(part.data(), part.size());
}

TELNYX_DECL std::string_view decode_handler::complete_text(text_view part, std::size_t size) {
    if (size == part.size()) return part;
    text_.append(part.data(), part.size());
    return text_;
}

TELNYX_DECL bool decode_handler::on_key_part(text_view part, std::size_t size, error_code&) {
    keep_part(part, size);
    return true;
}

TELNYX_DECL bool decode_handler::on_key(text_view part, std::size_t size, error_code&) {
    if (skipped_ != 0) return true;
    if (collected_ != 0)
        stack_.push_key(part);
    else
        enter_key(complete_text(part, size));
    return true;
}

TELNYX_DECL bool decode_handler::on_string_part(text_view part, std::size_t size, error_code&) {
    keep_part(part, size);
    return true;
}

TELNYX_DECL bool decode_handler::on_string(text_view part, std::size_t size, error_code&) {
    if (skipped_ != 0) return true;
    if (collected_ != 0)
        stack_.push_string(part);
    else
        take({.kind = scalar_kind::string, .text = complete_text(part, size)});
    return true;
}

// Other scalars

TELNYX_DECL bool decode_handler::on_int64(std::int64_t value, text_view text, error_code&) {
    if (skipped_ != 0) return true;
    if (collected_ != 0)
        stack_.push_int64(value);
    else
        take({.kind = scalar_kind::signed_integer, .signed_integer = value, .text = text});
    return true;
}

TELNYX_DECL bool decode_handler::on_uint64(std::uint64_t value, text_view text, error_code&) {
    if (skipped_ != 0) return true;
    if (collected_ != 0)
        stack_.push_uint64(value);
    else
        take({.kind = scalar_kind::unsigned_integer, .unsigned_integer = value, .text = text});
    return true;
}

TELNYX_DECL bool decode_handler::on_double(double value, text_view text, error_code&) {
    if (skipped_ != 0) return true;
    auto const number = floating_scalar(text, value);
    if (!std::isfinite(number.floating)) fail("number out of range");
    if (collected_ != 0)
        stack_.push_double(number.floating);
    else
        take(number);
    return true;
}

TELNYX_DECL bool decode_handler::on_bool(bool value, error_code&) {
    if (skipped_ != 0) return true;
    if (collected_ != 0)
        stack_.push_bool(value);
    else
        take({.kind = scalar_kind::boolean, .boolean = value});
    return true;
}

TELNYX_DECL bool decode_handler::on_null(error_code&) {
    if (skipped_ != 0) return true;
    if (collected_ != 0)
        stack_.push_null();
    else
        take({});
    return true;
}

TELNYX_DECL void decode_handler::take(scalar const& value) {
    auto const target = next_target();
    if (target.type) store(target, value);
}

TELNYX_DECL void decode_handler::store(decode_target target, scalar const& value) {
    using namespace decode_impl;
    bool const is_null = value.kind == scalar_kind::null;
    switch (target.type->kind) {
    case type_kind::optional:
    case type_kind::nullable:
    case type_kind::optional_nullable: {
        auto const& wrapper = as<wrapper_type>(target);
        if (is_null) return wrapper.set_null(target.object);
        if (wrapper.inner->kind == type_kind::constant && value.text != as<constant_type>({wrapper.inner}).text)
            return wrapper.reset(target.object);
        return store({wrapper.inner, wrapper.engage(target.object)}, value);
    }
    case type_kind::variant:
        return store_in_union(target, value);
    case type_kind::any_value:
        return store_any(target, value);
    default:
        break;
    }
    switch (value.kind) {
    case scalar_kind::null:
        return reset(target);
    case scalar_kind::string:
        return store_string(target, value.text);
    case scalar_kind::boolean:
        if (target.type->kind != type_kind::boolean) mismatch(target, "a boolean");
        return put(target.object, value.boolean);
    default:
        return store_number(target, value);
    }
}

TELNYX_DECL void decode_handler::store_string(decode_target target, std::string_view text) {
    using namespace decode_impl;
    switch (target.type->kind) {
    case type_kind::string:
        static_cast<std::string*>(target.object)->assign(text);
        break;
    case type_kind::open_enum:
        static_cast<telnyx::detail::open_enum_state*>(target.object)->assign(text, as<enum_type>(target).texts);
        break;
    case type_kind::constant:
        break;
    default:
        mismatch(target, "a string");
    }
}

TELNYX_DECL void decode_handler::store_number(decode_target target, scalar const& value) {
    switch (target.type->kind) {
    case type_kind::floating: {
        double const number = as_double(value).value();
        if (target.type->size == sizeof(double)) {
            decode_impl::put(target.object, number);
            break;
        }
        auto const narrow = static_cast<float>(number);
        if (!std::isfinite(narrow)) fail("number out of range");
        decode_impl::put(target.object, narrow);
        break;
    }
    case type_kind::signed_integer:
    case type_kind::unsigned_integer: {
        auto const integer = exact_integer(value);
        if (!integer) mismatch(target, decode_impl::found_name(value.kind));
        if (!in_range(*target.type, *integer)) fail("number out of range");
        decode_impl::put_integer(target, *integer);
        break;
    }
    case type_kind::constant:
        break;
    default:
        mismatch(target, "a number");
    }
}

TELNYX_DECL void decode_handler::store_any(decode_target target, scalar const& value) {
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

// Unions

TELNYX_DECL void decode_handler::store_in_union(decode_target target, scalar const& value) {
    auto const& type = decode_impl::as<variant_type>(target);
    auto const choice = choose_alternative(type, value);
    if (choice != no_alternative) return store({type.alternatives[choice], type.select[choice](target.object)}, value);
    if (value.kind != scalar_kind::null) mismatch(target, decode_impl::found_name(value.kind));
    reset(target);
}

TELNYX_DECL void decode_handler::store_in_union(decode_target target, boost::json::value const& value) {
    auto const& type = decode_impl::as<variant_type>(target);
    auto const choice = choose_alternative(type, value);
    if (choice == no_alternative) fail("matches no alternative of the union");
    auto const any = any_alternative(type);
    if (any == no_alternative || any == choice)
        return replay({type.alternatives[choice], type.select[choice](target.object)}, value);
    auto const depth = frames_.size();
    try {
        replay({type.alternatives[choice], type.select[choice](target.object)}, value);
    } catch (decode_error const&) {
        frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(depth), frames_.end());
        replay({type.alternatives[any], type.select[any](target.object)}, value);
    }
}

/// Stores a collected value; the recursion is as deep as the parser let the value be.
TELNYX_DECL void decode_handler::replay(decode_target target, boost::json::value const& value) {
    if (!target.type) return;
    if (!value.is_structured()) return store(target, scalar_of(value));
    target = unwrap(target);
    if (target.type->kind == type_kind::variant) return store_in_union(target, value);
    if (target.type->kind == type_kind::any_value) {
        *static_cast<boost::json::value*>(target.object) = value;
    } else if (target.type->kind == type_kind::any_object && value.is_object()) {
        *static_cast<boost::json::object*>(target.object) = value.get_object();
    } else if (target.type->kind == type_kind::any_array && value.is_array()) {
        *static_cast<boost::json::array*>(target.object) = value.get_array();
    } else if (value.is_object()) {
        open(target, true);
        for (auto const& [key, element] : value.get_object()) {
            enter_key(key);
            replay(next_target(), element);
        }
        close_object();
    } else {
        open(target, false);
        for (auto const& element : value.get_array())
            replay(next_target(), element);
        close_array();
    }
}

} // namespace telnyx::json::detail
