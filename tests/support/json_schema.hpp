#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace telnyx::tests {

/// Checks values against a JSON schema (draft 2020-12), as far as the tests use its keywords.
class json_schema {
  public:
    explicit json_schema(boost::json::value root) : root_(std::move(root)) {}

    /// Where and why a value does not conform; empty if it does.
    std::string violation(boost::json::value const& value) const { return check(root_, value, "#"); }

  private:
    using json = boost::json::value;

    std::string check(json const& described, json const& value, std::string const& place) const {
        if (described.is_bool()) return described.get_bool() ? "" : place + " is not allowed";
        auto const& schema = described.as_object();
        if (auto const* const reference = schema.if_contains("$ref"))
            if (auto found = check(root_.at_pointer(reference->as_string().subview(1)), value, place); !found.empty())
                return found;
        for (auto const& [keyword, demanded] : schema)
            if (auto found = check_keyword(keyword, demanded, schema, value, place); !found.empty()) return found;
        return {};
    }

    std::string check_keyword(std::string_view keyword, json const& demanded, boost::json::object const& schema,
                              json const& value, std::string const& place) const {
        auto const wrong = [&](bool is_wrong) {
            return is_wrong ? place + " violates " + std::string(keyword) + ": " + serialize(value) : std::string();
        };
        if (keyword == "type") return wrong(!has_type(demanded, value));
        if (keyword == "const") return wrong(value != demanded);
        if (keyword == "enum") return wrong(!contains(demanded.as_array(), value));
        if (keyword == "anyOf" || keyword == "oneOf") return wrong(!fits_one(demanded.as_array(), value, place));
        if (keyword == "allOf") {
            for (auto const& each : demanded.as_array())
                if (auto found = check(each, value, place); !found.empty()) return found;
        }
        if (value.is_number()) return wrong(!number_fits(keyword, demanded, value.to_number<double>()));
        if (value.is_string()) return wrong(!size_fits(keyword, "Length", demanded, characters(value.as_string())));
        if (value.is_array()) return check_list(keyword, demanded, schema, value.as_array(), place);
        if (value.is_object()) return check_object(keyword, demanded, schema, value.as_object(), place);
        return {};
    }

    static bool has_type(json const& type, json const& value) {
        if (type.is_array())
            return std::any_of(type.as_array().begin(), type.as_array().end(),
                               [&](json const& each) { return has_type(each, value); });
        auto const whole = value.is_int64() || value.is_uint64();
        return (type == "string" && value.is_string()) || (type == "boolean" && value.is_bool()) ||
               (type == "null" && value.is_null()) || (type == "object" && value.is_object()) ||
               (type == "array" && value.is_array()) || (type == "number" && value.is_number()) ||
               (type == "integer" && whole);
    }

    static bool contains(boost::json::array const& values, json const& value) {
        return std::find(values.begin(), values.end(), value) != values.end();
    }

    bool fits_one(boost::json::array const& alternatives, json const& value, std::string const& place) const {
        return std::any_of(alternatives.begin(), alternatives.end(),
                           [&](json const& each) { return check(each, value, place).empty(); });
    }

    static bool number_fits(std::string_view keyword, json const& demanded, double value) {
        auto const bound = demanded.is_number() ? demanded.to_number<double>() : 0;
        if (keyword == "minimum") return value >= bound;
        if (keyword == "maximum") return value <= bound;
        if (keyword == "exclusiveMinimum") return value > bound;
        if (keyword == "exclusiveMaximum") return value < bound;
        if (keyword != "multipleOf") return true;
        return std::abs(value / bound - std::round(value / bound)) < 1e-6;
    }

    /// Checks `minLength` and the like.
    static bool size_fits(std::string_view keyword, std::string_view what, json const& demanded, std::size_t size) {
        if (!keyword.ends_with(what) || keyword.size() != what.size() + 3) return true;
        auto const bound = demanded.to_number<std::size_t>();
        return keyword.starts_with("min") ? size >= bound : size <= bound;
    }

    static std::size_t characters(std::string_view text) {
        return static_cast<std::size_t>(std::count_if(
            text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    }

    std::string check_list(std::string_view keyword, json const& demanded, boost::json::object const& schema,
                           boost::json::array const& list, std::string const& place) const {
        auto const* const first = schema.if_contains("prefixItems");
        auto const own = first == nullptr ? 0 : first->as_array().size();
        for (std::size_t i = 0; i < list.size(); ++i) {
            auto const at = place + "/" + std::to_string(i);
            std::string found;
            if (keyword == "items" && i >= own) found = check(demanded, list[i], at);
            if (keyword == "prefixItems" && i < own) found = check(demanded.as_array()[i], list[i], at);
            if (keyword == "uniqueItems" && std::count(list.begin(), list.end(), list[i]) > 1)
                found = at + " is not unique";
            if (!found.empty()) return found;
        }
        return size_fits(keyword, "Items", demanded, list.size()) ? "" : place + " violates " + std::string(keyword);
    }

    std::string check_object(std::string_view keyword, json const& demanded, boost::json::object const& schema,
                             boost::json::object const& object, std::string const& place) const {
        if (keyword == "required")
            for (auto const& each : demanded.as_array())
                if (!object.contains(each.as_string())) return place + " lacks " + std::string(each.as_string());
        auto const* const properties = schema.if_contains("properties");
        for (auto const& [name, each] : object) {
            auto const at = place + "/" + std::string(name);
            bool const has_own = properties != nullptr && properties->as_object().contains(name);
            std::string found;
            if (keyword == "properties" && has_own) found = check(demanded.at(name), each, at);
            if (keyword == "additionalProperties" && !has_own) found = check(demanded, each, at);
            if (keyword == "propertyNames") found = check(demanded, boost::json::string(name), at);
            if (!found.empty()) return found;
        }
        return size_fits(keyword, "Properties", demanded, object.size()) ? ""
                                                                         : place + " violates " + std::string(keyword);
    }

    json root_;
};

} // namespace telnyx::tests
