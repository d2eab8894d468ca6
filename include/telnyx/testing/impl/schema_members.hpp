#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <boost/system/error_code.hpp>

#include <string_view>

// How keywords of a JSON schema are read. A keyword of the wrong type counts as absent.

namespace telnyx::testing::detail {

inline std::string_view schema_text(boost::json::object const& schema, std::string_view keyword) {
    auto const* const found = schema.if_contains(keyword);
    return found != nullptr && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}

/// A list with at least one element; null if there is none.
inline boost::json::array const* schema_list(boost::json::object const& schema, std::string_view keyword) {
    auto const* const found = schema.if_contains(keyword);
    auto const* const list = found == nullptr ? nullptr : found->if_array();
    return list == nullptr || list->empty() ? nullptr : list;
}

inline boost::json::object const* schema_object(boost::json::object const& schema, std::string_view keyword) {
    auto const* const found = schema.if_contains(keyword);
    return found == nullptr ? nullptr : found->if_object();
}

inline double schema_number(boost::json::object const& schema, std::string_view keyword, double otherwise) {
    auto const* const found = schema.if_contains(keyword);
    return found != nullptr && found->is_number() ? found->to_number<double>() : otherwise;
}

/// The alternatives of `anyOf` or `oneOf`; null if there are none.
inline boost::json::array const* schema_alternatives(boost::json::object const& schema) {
    auto const* const any = schema_list(schema, "anyOf");
    return any != nullptr ? any : schema_list(schema, "oneOf");
}

/// The type of the values, which is guessed if the schema has no `type`. Of several types, the first besides null.
inline std::string_view schema_type(boost::json::object const& schema) {
    auto const type = schema_text(schema, "type");
    if (!type.empty()) return type;
    if (auto const* const types = schema_list(schema, "type"))
        for (auto const& each : *types)
            if (each.is_string() && each.get_string() != "null") return each.get_string();
    if (schema.contains("properties") || schema.contains("required")) return "object";
    if (schema.contains("items") || schema.contains("prefixItems")) return "array";
    return schema.contains("minimum") || schema.contains("maximum") ? "number" : "string";
}

/// Whether null conforms to a schema.
inline bool schema_allows_null(boost::json::object const& schema) {
    if (auto const* const types = schema_list(schema, "type"))
        for (auto const& each : *types)
            if (each == "null") return true;
    if (auto const* const alternatives = schema_alternatives(schema))
        for (auto const& each : *alternatives)
            if (each.is_object() && schema_text(each.get_object(), "type") == "null") return true;
    return schema_text(schema, "type") == "null";
}

/// Whether a list of texts, such as `required`, contains a name.
inline bool schema_lists(boost::json::object const& schema, std::string_view keyword, std::string_view name) {
    if (auto const* const names = schema_list(schema, keyword))
        for (auto const& each : *names)
            if (each.is_string() && each.get_string() == name) return true;
    return false;
}

/// The schema at a reference such as `#/$defs/place`; null if there is none.
inline boost::json::object const* schema_target(boost::json::value const& root, std::string_view reference) {
    if (!reference.starts_with('#')) return nullptr;
    boost::system::error_code failure;
    auto const* const target = root.find_pointer(reference.substr(1), failure);
    return target == nullptr ? nullptr : target->if_object();
}

} // namespace telnyx::testing::detail
