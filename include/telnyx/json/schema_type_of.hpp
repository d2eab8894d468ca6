#pragma once

#include "telnyx/json/schema_type.hpp"
#include "telnyx/json/type_of.hpp"

#include <array>
#include <boost/json/fwd.hpp>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

// Completes `type_of` for schemas.

namespace telnyx::json::detail {

template <use Use>
inline constexpr bool is_for_schema = Use == use::schema || Use == use::strict_schema;

/// A text of the compiler's that contains the name of `T`, with its namespaces.
template <class T>
constexpr char const* signature_of() {
    return __PRETTY_FUNCTION__;
}

template <class T>
constexpr std::string_view description_of() {
    if constexpr (requires { T::json_description; })
        return T::json_description;
    else
        return {};
}

/// The description of a member, by its C++ name.
template <class T>
constexpr std::string_view description_of(std::string_view member) {
    if constexpr (requires { T::json_descriptions; })
        for (auto const& [name, description] : T::json_descriptions)
            if (name == member) return description;
    return {};
}

template <class T, use Use, class List>
struct schema_member_table;

template <class T, use Use, template <class...> class List, class... Members>
struct schema_member_table<T, Use, List<Members...>> {
    static std::array<schema_member, sizeof...(Members)> const members;

    /// Whether `json_descriptions` has the names of members only.
    static constexpr bool describes_members() {
        if constexpr (requires { T::json_descriptions; })
            for (auto const& each : T::json_descriptions)
                if (((each.first != Members::name) && ...)) return false;
        return true;
    }
};

template <class T, use Use, template <class...> class List, class... Members>
constinit std::array<schema_member, sizeof...(Members)> const schema_member_table<T, Use, List<Members...>>::members{
    {{json_name<T>(Members::name), description_of<T>(Members::name), &type_of<member_type<Members>, Use>::value}...}};

template <class T, use Use>
struct schema_object_type_of {
    static_assert(schema_member_table<T, Use, members_of<T>>::describes_members(),
                  "json_descriptions of this struct describes something that is no member");
    static schema_object_type const value;
};

template <class T, use Use>
constinit schema_object_type const schema_object_type_of<T, Use>::value{
    {type_kind::object},
    signature_of<T>(),
    description_of<T>(),
    schema_member_table<T, Use, members_of<T>>::members,
    member_table<T, Use, members_of<T>>::required()};

template <described T, use Use>
requires is_for_schema<Use>
struct type_of<T, Use> : schema_object_type_of<T, Use> {
};

template <class E>
struct schema_enum_type_of {
    static schema_enum_type const value;
};

template <class E>
constinit schema_enum_type const schema_enum_type_of<E>::value{{{type_kind::closed_enum}, closed_enum_table<E>::texts},
                                                               signature_of<E>()};

template <enumeration E, use Use>
requires is_for_schema<Use>
struct type_of<E, Use> : schema_enum_type_of<E> {
};

template <class E, use Use>
requires is_for_schema<Use>
struct type_of<open_enum<E>, Use> : type_of<E, Use> {
};

// Strict schemas

template <use Use>
concept strict = Use == use::strict_schema;

template <class T, class Less, class Allocator, use Use>
requires strict<Use>
struct type_of<std::map<std::string, T, Less, Allocator>, Use> : no_type {
    static_assert(!strict<Use>, "a strict schema cannot express a map, since it names all members of an object: "
                                "use a std::vector of a struct with the key and the value");
};

/// For free-form values.
template <use Use>
struct no_strict_type : no_type {
    static_assert(!strict<Use>, "a strict schema cannot express free-form values (boost::json::value, object and "
                                "array), since it gives every value a type: use a struct or a std::string");
};

template <use Use>
requires strict<Use>
struct type_of<boost::json::value, Use> : no_strict_type<Use> {
};

template <use Use>
requires strict<Use>
struct type_of<boost::json::object, Use> : no_strict_type<Use> {
};

template <use Use>
requires strict<Use>
struct type_of<boost::json::array, Use> : no_strict_type<Use> {
};

} // namespace telnyx::json::detail
