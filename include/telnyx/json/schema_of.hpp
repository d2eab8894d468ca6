#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/json/schema_type_of.hpp"

#include <boost/json/object.hpp>
#include <string>

namespace telnyx::json {

namespace detail {

/// What a schema says about objects.
enum class schema_form {
    open,   ///< members that may be absent are not required, additional ones are allowed
    closed, ///< the same without additional members, as `decode_options::strict` reads it
    strict, ///< all members are required, without additional ones
};

/// The schema of a type that is described for schemas. The root is written in full, whatever its type.
TELNYX_DECL boost::json::object make_schema(type_info const& root, schema_form form);

/// The C++ name of a described struct, without namespaces and template arguments.
TELNYX_DECL std::string schema_name(schema_object_type const& type);

} // namespace detail

/// Returns a JSON Schema (draft 2020-12) of `T`: what `encode()` writes and `decode()` reads.
///
/// The members of a struct are properties under their JSON names, in the order of their declaration; those that may be
/// absent are not `required`. Enumerations are lists of their texts, without the unknown texts that an `open_enum` can
/// hold. Unsigned integers have a minimum, integers of 8 and 16 bits also a maximum; wider ones have no limits, so that
/// a number that is too big is an error of `decode()` rather than replaced by a wrong one. Types that occur in several
/// places or in themselves are in `$defs`, under their C++ name without namespaces and template arguments; a number
/// tells types of the same name apart.
///
/// A struct may describe itself and its members for a model. Names in the table are those in C++:
///
///     struct place {
///         std::string city{};
///         std::optional<std::string> country{};
///
///         static constexpr std::string_view json_description = "A place on Earth";
///         static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> json_descriptions{{
///             {"city", "Name of the city"},
///             {"country", "Code of the country, such as DE"},
///         }};
///     };
///     BOOST_DESCRIBE_STRUCT(place, (), (city, country))
///
/// A type that has no form in JSON does not compile.
template <class T>
boost::json::object schema_of() {
    return detail::make_schema(detail::type_of<T, detail::use::schema>::value, detail::schema_form::open);
}

/// Returns a schema of `T` in the form that structured output with `"strict": true` accepts.
///
/// It differs from `schema_of<T>()` as follows: all members are `required`, and those that may be absent may be null
/// instead, which `decode()` reads as absent; no object has additional properties; and `$ref` stands alone, so a type
/// with a definition is written in place where a member has a description. Servers have limits on top of that: OpenAI's
/// are 10 levels of objects and 5,000 properties, and some servers do not take recursive types.
///
/// `T` must be a struct. Maps and free-form values (`boost::json::value`), wherever they are in `T`, do not compile.
template <class T>
boost::json::object strict_schema_of() {
    static_assert(detail::described<T>, "the root of a strict schema must be a described struct");
    return detail::make_schema(detail::type_of<T, detail::use::strict_schema>::value, detail::schema_form::strict);
}

} // namespace telnyx::json

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/schema_of.ipp"
#endif
