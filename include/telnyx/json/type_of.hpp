#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/nullable.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/type.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/fwd.hpp>
#include <boost/mp11/list.hpp>
#include <concepts>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace telnyx::json::detail {

template <class T>
concept described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

// The static members are declared here and defined below, so that the tables of recursive types can refer to each
// other.

/// Purpose of a description. Functions that only another purpose needs are omitted and need not compile. The tables for
/// schemas have no functions; `schema_type_of.hpp` completes them.
enum class use { decoding, encoding, schema, strict_schema };

/// The place of a table that a failed assertion leaves out, so that no more errors follow.
struct no_type {
    static constexpr type_info value{type_kind::any_value};
};

template <class T>
inline constexpr bool is_pointer = std::is_pointer_v<T>;
template <class T, class Deleter>
inline constexpr bool is_pointer<std::unique_ptr<T, Deleter>> = true;
template <class T>
inline constexpr bool is_pointer<std::shared_ptr<T>> = true;

/// The description of `T`; `type_of<T, Use>::value` is a `type_info` or derived from it.
template <class T, use Use>
struct type_of : no_type {
    static constexpr bool is_text = std::same_as<T, std::string_view>;
    static constexpr bool is_changeable = !std::is_reference_v<T> && !std::is_const_v<T>;

    static_assert(is_changeable, "no JSON mapping for references and const types");
    static_assert(!is_pointer<T>, "no JSON mapping for pointers: hold a value, a std::optional or a std::vector");
    static_assert(!is_text, "no JSON mapping for std::string_view: hold a std::string");
    static_assert(!is_changeable || is_pointer<T> || is_text,
                  "no JSON mapping for this type: is BOOST_DESCRIBE_STRUCT missing?");
};

template <class T, use Use>
struct object_type_of {
    static object_type const value;
};

template <described T, use Use>
struct type_of<T, Use> : object_type_of<T, Use> {};

template <class T, use Use>
struct type_of<required<T>, Use> : type_of<T, Use> {};

template <class T, use Use>
struct wrapper_type_of {
    static wrapper_type const value;
};

template <class T, use Use>
struct type_of<std::optional<T>, Use> : wrapper_type_of<std::optional<T>, Use> {};

template <class T, use Use>
struct type_of<telnyx::optional<T>, Use> : type_of<std::optional<T>, Use> {};

template <class T, use Use>
struct type_of<nullable<T>, Use> : wrapper_type_of<nullable<T>, Use> {};

template <class T, use Use>
struct type_of<optional_nullable<T>, Use> : wrapper_type_of<optional_nullable<T>, Use> {};

template <class T, class Allocator, use Use>
struct type_of<std::vector<T, Allocator>, Use> {
    static_assert(!std::same_as<T, bool>, "no JSON mapping for std::vector<bool>: its elements have no address");
    static array_type const value;
};

template <class T, class Less, class Allocator, use Use>
struct type_of<std::map<std::string, T, Less, Allocator>, Use> {
    static map_type const value;
};

template <class Key, class T, class Less, class Allocator, use Use>
struct type_of<std::map<Key, T, Less, Allocator>, Use> : no_type {
    static_assert(std::same_as<Key, std::string>, "no JSON mapping for maps with keys other than std::string");
};

template <class... Alternatives, use Use>
struct type_of<std::variant<Alternatives...>, Use> {
    static variant_type const value;
};

template <class E, use Use>
struct type_of<open_enum<E>, Use> {
    static constexpr enum_type value{{type_kind::open_enum}, telnyx::detail::enum_table<E>::texts};
};

template <class E>
concept enumeration = std::is_enum_v<E>;

template <class E>
struct enum_type_of {
    static enum_type const value;
};

template <enumeration E, use Use>
struct type_of<E, Use> : enum_type_of<E> {};

template <fixed_string Text, use Use>
struct type_of<constant<Text>, Use> {
    static constexpr constant_type value{{type_kind::constant}, constant<Text>::value};
};

template <std::integral T, use Use>
struct type_of<T, Use> {
    static constexpr type_info value{std::same_as<T, bool> ? type_kind::boolean
                                     : std::is_signed_v<T> ? type_kind::signed_integer
                                                           : type_kind::unsigned_integer,
                                     sizeof(T)};
};

template <std::floating_point T, use Use>
struct type_of<T, Use> {
    static_assert(sizeof(T) <= sizeof(double), "no JSON mapping for long double");
    static constexpr type_info value{type_kind::floating, sizeof(T)};
};

template <use Use>
struct type_of<std::string, Use> {
    static constexpr type_info value{type_kind::string};
};

template <use Use>
struct type_of<boost::json::value, Use> {
    static constexpr type_info value{type_kind::any_value};
};

template <use Use>
struct type_of<boost::json::object, Use> {
    static constexpr type_info value{type_kind::any_object};
};

template <use Use>
struct type_of<boost::json::array, Use> {
    static constexpr type_info value{type_kind::any_array};
};

/// The address by which the tables' functions refer to an object.
template <class T>
void* erase(T& object) {
    return std::addressof(object);
}

template <class T>
void* erase(required<T>& object) {
    return erase(object.get());
}

template <class T>
void* erase(telnyx::optional<T>& object) {
    return static_cast<std::optional<T>*>(std::addressof(object));
}

template <class E>
void* erase(open_enum<E>& object) {
    return static_cast<telnyx::detail::open_enum_state*>(std::addressof(object));
}

template <class T>
void* erase_const(T const& object) {
    return erase(const_cast<T&>(object));
}

/// The inverse of `erase()`; not for `required` and `optional`, whose erased form is the value they hold or their base
/// class.
template <class T>
T& restore(void* object) {
    return *static_cast<T*>(object);
}

template <class T>
T make_value();

template <class T>
inline constexpr bool is_required = false;
template <class T>
inline constexpr bool is_required<required<T>> = true;

template <class T>
struct make_members;

template <template <class...> class List, class... Members>
struct make_members<List<Members...>> {
    template <class Class, class Type>
    static Type type(Type Class::*);

    template <class T>
    static T make() {
        return T{make_value<decltype(type(Members::pointer))>()...};
    }
};

/// An object in its default state, even if its type has no default constructor because of `required` members.
template <class T>
T make_value() {
    if constexpr (std::is_default_constructible_v<T>)
        return T{};
    else if constexpr (is_required<T>)
        return T(make_value<typename T::value_type>());
    else if constexpr (described<T>)
        return make_members<members_of<T>>::template make<T>();
    else
        return T(std::in_place_index<0>, make_value<std::variant_alternative_t<0, T>>());
}

template <class T>
struct value_maker {
    operator T() const { return make_value<T>(); }
};

/// Calls `emplace()` with the arguments that construct a `T` in place: none, or an object that converts to it.
template <class T, class Emplace>
auto make_in_place(Emplace emplace) {
    if constexpr (std::is_default_constructible_v<T>)
        return emplace();
    else
        return emplace(value_maker<T>{});
}

// Described structs

template <class Class, class Type>
Type pointed_to(Type Class::*);

template <class Member>
using member_type = decltype(pointed_to(Member::pointer));

/// A member may be missing if its type has a state for that, or if it only holds a constant.
template <class T>
inline constexpr bool must_be_present = true;
template <class T>
inline constexpr bool must_be_present<std::optional<T>> = false;
template <class T>
inline constexpr bool must_be_present<telnyx::optional<T>> = false;
template <class T>
inline constexpr bool must_be_present<optional_nullable<T>> = false;
template <fixed_string Text>
inline constexpr bool must_be_present<constant<Text>> = false;

/// C++ keywords get an underscore to become names.
constexpr std::string_view without_last_underscore(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}

template <class T>
constexpr std::string_view json_name(std::string_view member) {
    if constexpr (requires { T::json_names; })
        for (auto const& [name, wire] : T::json_names)
            if (name == member) return wire;
    return without_last_underscore(member);
}

/// Whether the names can be written without escapes.
template <class T>
constexpr bool has_plain_names() {
    if constexpr (requires { T::json_names; })
        for (auto const& [name, wire] : T::json_names)
            for (char const each : wire)
                if (each == '"' || each == '\\' || static_cast<unsigned char>(each) < ' ') return false;
    return true;
}

template <class T, class Member>
void* access_member(void* object) {
    return erase(restore<T>(object).*Member::pointer);
}

/// Whether a struct lists a member in one of its lists.
template <class Names>
constexpr bool is_listed(Names const& names, std::string_view member) {
    return std::find(std::begin(names), std::end(names), member) != std::end(names);
}

/// Whether a member of a response is useful but not essential: it may be missing or of an unexpected type, and is then
/// left empty. A struct lists such members in `tolerated_members`.
template <class T>
constexpr bool is_tolerated(std::string_view member) {
    if constexpr (requires { T::tolerated_members; }) return is_listed(T::tolerated_members, member);
    return false;
}

/// Whether a member may be missing although its type has no state for that. A struct lists such members in
/// `omissible_members`.
template <class T>
constexpr bool is_omissible(std::string_view member) {
    if constexpr (requires { T::omissible_members; })
        if (is_listed(T::omissible_members, member)) return true;
    return is_tolerated<T>(member);
}

/// Allowed forms of a text in a response. A struct lists the members in `text_part_members` or `json_text_members`.
template <class T>
constexpr text_form text_form_of(std::string_view member) {
    if constexpr (requires { T::text_part_members; })
        if (is_listed(T::text_part_members, member)) return text_form::parts;
    if constexpr (requires { T::json_text_members; })
        if (is_listed(T::json_text_members, member)) return text_form::json;
    return text_form::string_only;
}

template <text_form Form>
inline constexpr type_info text_type{type_kind::string, 0, Form};

template <text_form Form>
struct optional_text_type {
    static wrapper_type const value;
};

template <class T, use Use, class List>
struct member_table;

template <class T, class Member, use Use>
constexpr type_info const* member_type_info() {
    constexpr auto form = text_form_of<T>(Member::name);
    if constexpr (Use == use::decoding && form != text_form::string_only) {
        static_assert(std::same_as<member_type<Member>, std::optional<std::string>>);
        return &optional_text_type<form>::value;
    } else {
        return &type_of<member_type<Member>, Use>::value;
    }
}

template <class T, use Use, template <class...> class List, class... Members>
struct member_table<T, Use, List<Members...>> {
    static_assert(sizeof...(Members) <= object_type::max_members, "no JSON mapping for more than 64 members");
    static_assert(has_plain_names<T>(),
                  "json_names of this struct has a name with quotes, backslashes or control characters");

    static std::array<member_info, sizeof...(Members)> const members;

    static constexpr std::uint64_t required() {
        return mask_of({(must_be_present<member_type<Members>> && !is_omissible<T>(Members::name))...});
    }
    static constexpr std::uint64_t tolerated() { return mask_of({is_tolerated<T>(Members::name)...}); }

  private:
    static constexpr std::uint64_t mask_of(std::array<bool, sizeof...(Members)> const& chosen) {
        std::uint64_t mask = 0, bit = 1;
        for (bool const each : chosen) {
            if (each) mask |= bit;
            bit <<= 1;
        }
        return mask;
    }
};

template <class T, use Use, template <class...> class List, class... Members>
constinit std::array<member_info, sizeof...(Members)> const member_table<T, Use, List<Members...>>::members{
    {{json_name<T>(Members::name), &access_member<T, Members>, member_type_info<T, Members, Use>()}...}};

template <class T, use Use>
constinit object_type const object_type_of<T, Use>::value{{type_kind::object},
                                                          member_table<T, Use, members_of<T>>::members,
                                                          member_table<T, Use, members_of<T>>::required(),
                                                          member_table<T, Use, members_of<T>>::tolerated()};

// Closed enums

template <class E>
inline constexpr bool has_enum_texts = requires {
    enum_texts(E{});
};

/// The texts of a closed enum, and its values unless they are the indices of the texts.
template <class E>
struct closed_enum_table {
    static_assert(has_enum_texts<E>,
                  "no JSON mapping for this enumeration: are enum_texts(E) and BOOST_DESCRIBE_ENUM missing?");
    static constexpr std::array<std::string_view, 0> texts{};
    static constexpr std::array<std::uint64_t, 0> values{};
};

template <class E>
requires has_enum_texts<E>
struct closed_enum_table<E> : telnyx::detail::enum_table<E> {
    static constexpr std::array<std::uint64_t, 0> values{};
};

/// The bits of the underlying type, with zeros before them.
template <class E>
constexpr std::uint64_t bits_of(E value) {
    return static_cast<std::uint64_t>(value) & ~std::uint64_t{} >> (64 - 8 * sizeof(E));
}

template <class List>
struct enumerator_table;

template <template <class...> class List, class... Enumerators>
struct enumerator_table<List<Enumerators...>> {
    static constexpr std::array<std::string_view, sizeof...(Enumerators)> texts{
        without_last_underscore(Enumerators::name)...};
    static constexpr std::array<std::uint64_t, sizeof...(Enumerators)> values{bits_of(Enumerators::value)...};
};

template <class E>
requires(!has_enum_texts<E> && boost::describe::has_describe_enumerators<E>::value) struct closed_enum_table<E>
    : enumerator_table<boost::describe::describe_enumerators<E>> {
};

template <class E>
constinit enum_type const enum_type_of<E>::value{
    {type_kind::closed_enum, sizeof(E)}, closed_enum_table<E>::texts, closed_enum_table<E>::values};

// Wrappers

template <class T>
void* engage_wrapper(void* object) {
    auto& wrapper = restore<T>(object);
    if (!wrapper.has_value()) make_in_place<typename T::value_type>([&](auto... maker) { wrapper.emplace(maker...); });
    return erase(*wrapper);
}

template <class T>
void reset_wrapper(void* object) {
    restore<T>(object).reset();
}

template <class T>
void set_null_wrapper(void* object) {
    restore<T>(object).set_null();
}

template <class T>
constexpr auto reset_function() {
    if constexpr (requires(T & wrapper) { wrapper.reset(); })
        return &reset_wrapper<T>;
    else
        return &set_null_wrapper<T>;
}

template <class T>
constexpr auto set_null_function() {
    if constexpr (requires(T & wrapper) { wrapper.set_null(); })
        return &set_null_wrapper<T>;
    else
        return &reset_wrapper<T>;
}

template <class T>
void* wrapped_value(void* object) {
    auto& wrapper = restore<T>(object);
    return wrapper.has_value() ? erase(*wrapper) : nullptr;
}

inline bool never_null(void const*) {
    return false;
}

template <class T>
bool wrapper_is_null(void const* object) {
    return static_cast<T const*>(object)->is_null();
}

template <class T>
constexpr auto is_null_function() {
    if constexpr (requires(T const& wrapper) { wrapper.is_null(); })
        return &wrapper_is_null<T>;
    else
        return &never_null;
}

template <class T>
inline constexpr type_kind wrapper_kind = type_kind::optional;
template <class T>
inline constexpr type_kind wrapper_kind<nullable<T>> = type_kind::nullable;
template <class T>
inline constexpr type_kind wrapper_kind<optional_nullable<T>> = type_kind::optional_nullable;

template <class T, use Use>
constexpr wrapper_type describe_wrapper(type_info const* inner) {
    wrapper_type made{{wrapper_kind<T>}, inner};
    if constexpr (Use == use::decoding) {
        made.engage = &engage_wrapper<T>;
        made.reset = reset_function<T>();
        made.set_null = set_null_function<T>();
    } else if constexpr (Use == use::encoding) {
        made.value = &wrapped_value<T>;
        made.is_null = is_null_function<T>();
    }
    return made;
}

template <class T, use Use>
constinit wrapper_type const
    wrapper_type_of<T, Use>::value = describe_wrapper<T, Use>(&type_of<typename T::value_type, Use>::value);

template <text_form Form>
constinit wrapper_type const
    optional_text_type<Form>::value = describe_wrapper<std::optional<std::string>, use::decoding>(&text_type<Form>);

// Vectors

template <class T>
void grow_array(void* object) {
    auto& elements = restore<T>(object);
    if constexpr (std::is_arithmetic_v<typename T::value_type>)
        elements.resize(elements.size() + std::max<std::size_t>(elements.size(), 16));
    else
        make_in_place<typename T::value_type>([&](auto... maker) { elements.emplace_back(maker...); });
}

template <class T>
void truncate_array(void* object, std::size_t size) {
    auto& elements = restore<T>(object);
    while (elements.size() > size)
        elements.pop_back(); // unlike erase(), needs no assignment of elements
}

template <class T>
array_view view_array(void const* object) {
    auto const& elements = *static_cast<T const*>(object);
    return {elements.empty() ? nullptr : erase_const(elements.front()), elements.size()};
}

template <class T, use Use>
constexpr array_type describe_array() {
    using element = typename T::value_type;
    array_type made{{type_kind::array}, &type_of<element, Use>::value, sizeof(element)};
    if constexpr (Use == use::decoding || Use == use::encoding) made.view = &view_array<T>;
    if constexpr (Use == use::decoding) {
        made.grow = &grow_array<T>;
        made.truncate = &truncate_array<T>;
    }
    return made;
}

template <class T, class Allocator, use Use>
constinit array_type const
    type_of<std::vector<T, Allocator>, Use>::value = describe_array<std::vector<T, Allocator>, Use>();

// Maps

template <class T>
void clear_map(void* object) {
    restore<T>(object).clear();
}

template <class T>
map_entry enter_map(void* object, std::string_view key) {
    auto& map = restore<T>(object);
    auto const [place, created] = make_in_place<typename T::mapped_type>(
        [&](auto... maker) { return map.try_emplace(std::string(key), maker...); });
    return {&place->first, erase(place->second)};
}

template <class T>
void for_each_in_map(void const* object, void* context, void (*visit)(void*, map_entry)) {
    for (auto const& [key, value] : *static_cast<T const*>(object))
        visit(context, {&key, erase_const(value)});
}

template <class T, use Use>
constexpr map_type describe_map() {
    map_type made{{type_kind::map}, &type_of<typename T::mapped_type, Use>::value};
    if constexpr (Use == use::decoding) {
        made.clear = &clear_map<T>;
        made.entry = &enter_map<T>;
    } else if constexpr (Use == use::encoding) {
        made.for_each = &for_each_in_map<T>;
    }
    return made;
}

template <class T, class Less, class Allocator, use Use>
constinit map_type const type_of<std::map<std::string, T, Less, Allocator>, Use>::value =
    describe_map<std::map<std::string, T, Less, Allocator>, Use>();

// Variants

template <class T, std::size_t Index>
void* select_alternative(void* object) {
    auto& variant = restore<T>(object);
    if (variant.index() != Index)
        make_in_place<std::variant_alternative_t<Index, T>>(
            [&](auto... maker) { variant.template emplace<Index>(maker...); });
    return erase(*std::get_if<Index>(&variant));
}

template <class T>
std::size_t alternative_index(void const* object) {
    return static_cast<T const*>(object)->index();
}

template <class T, std::size_t Index>
void const* held_alternative(void const* object) {
    return erase_const(*std::get_if<Index>(static_cast<T const*>(object)));
}

template <class T, use Use, class Indices = std::make_index_sequence<std::variant_size_v<T>>>
struct alternative_table;

template <class T, use Use, std::size_t... Indices>
struct alternative_table<T, Use, std::index_sequence<Indices...>> {
    static constexpr std::array<variant_type::select_function, sizeof...(Indices)> select{
        &select_alternative<T, Indices>...};
    static constexpr std::array<variant_type::held_function, sizeof...(Indices)> held{&held_alternative<T, Indices>...};
    static std::array<type_info const*, sizeof...(Indices)> const types;
};

template <class T, use Use, std::size_t... Indices>
constinit std::array<type_info const*, sizeof...(Indices)> const
    alternative_table<T, Use, std::index_sequence<Indices...>>::types{
        &type_of<std::variant_alternative_t<Indices, T>, Use>::value...};

template <class T, use Use>
constexpr variant_type describe_variant() {
    variant_type made{{type_kind::variant}, alternative_table<T, Use>::types};
    if constexpr (Use == use::decoding) {
        made.select = alternative_table<T, Use>::select;
    } else if constexpr (Use == use::encoding) {
        made.index = &alternative_index<T>;
        made.held = alternative_table<T, Use>::held;
    }
    return made;
}

template <class... Alternatives, use Use>
constinit variant_type const
    type_of<std::variant<Alternatives...>, Use>::value = describe_variant<std::variant<Alternatives...>, Use>();

} // namespace telnyx::json::detail
