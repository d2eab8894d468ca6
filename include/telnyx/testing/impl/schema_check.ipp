#pragma once

#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/schema_check.hpp"
#include "telnyx/testing/impl/schema_members.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace telnyx::testing::detail {

class schema_checker {
  public:
    schema_checker(boost::json::object const& root, bool strict) : root_(root), strict_(strict) {}

    void check(boost::json::value const& described, std::string const& pointer, int objects) {
        constexpr int most_nested = 200;
        if (described.is_bool() && !strict_) return;
        if (!described.is_object()) refuse_value(pointer, "must be a JSON schema");
        if (++nested_ > most_nested) refuse_value(pointer, "is nested too deeply");
        auto const& schema = described.get_object();
        check_type(schema, pointer);
        check_scalars(schema, pointer);
        if (strict_) check_strict(schema, pointer, objects);
        check_parts(schema, pointer, schema_type(schema) == "object" ? objects + 1 : objects);
        --nested_;
    }

    /// In strict mode, the root is an object and not one of several.
    void check_root(std::string const& pointer) {
        auto const& root = root_.get_object();
        if (strict_ && schema_list(root, "anyOf") != nullptr)
            refuse_value(pointer + "/anyOf", "is not permitted at the root");
        if (strict_ && schema_text(root, "$ref").empty() && schema_text(root, "type") != "object")
            refuse_value(pointer + "/type", "must be object at the root");
        check(root_, pointer, 0);
    }

  private:
    static void check_type(boost::json::object const& schema, std::string const& pointer) {
        static constexpr std::array<std::string_view, 7> types{"string", "number",  "integer", "object",
                                                               "array",  "boolean", "null"};
        auto const* const type = schema.if_contains("type");
        if (type == nullptr) return;
        auto const check = [&](boost::json::value const& each) {
            if (!each.is_string() ||
                std::find(types.begin(), types.end(), std::string_view(each.get_string())) == types.end())
                refuse_value(pointer + "/type", "must name types of JSON");
        };
        if (!type->is_array()) return check(*type);
        if (type->get_array().empty()) refuse_value(pointer + "/type", "must not be empty");
        for (auto const& each : type->get_array())
            check(each);
    }

    void check_scalars(boost::json::object const& schema, std::string const& pointer) const {
        for (auto const* const name :
             {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
              "minItems", "maxItems", "minProperties", "maxProperties"})
            optional_member(schema, name, json_kind::number, pointer);
        for (auto const* const name : {"description", "title", "pattern", "format"})
            optional_member(schema, name, json_kind::string, pointer);
        if (auto const* const values = optional_member(schema, "enum", json_kind::array, pointer))
            if (values->get_array().empty()) refuse_value(pointer + "/enum", "must not be empty");
        if (auto const* const names = optional_member(schema, "required", json_kind::array, pointer))
            for (auto const& each : names->get_array())
                if (!each.is_string()) refuse_value(pointer + "/required", "must be a list of names");
        if (auto const* const reference = optional_member(schema, "$ref", json_kind::string, pointer))
            if (schema_target(root_, reference->get_string()) == nullptr)
                refuse_value(pointer + "/$ref", "must refer to a schema within the root");
    }

    void check_parts(boost::json::object const& schema, std::string const& pointer, int objects) {
        for (auto const* const name : {"properties", "$defs", "definitions"})
            if (auto const* const parts = optional_member(schema, name, json_kind::object, pointer))
                for (auto const& [key, each] : parts->get_object())
                    check(each, pointer + "/" + name + "/" + std::string(key),
                          std::string_view(name) == "properties" ? objects : 0);
        for (auto const* const name : {"anyOf", "oneOf", "allOf", "prefixItems"})
            if (auto const* const parts = optional_member(schema, name, json_kind::array, pointer)) {
                auto const place = pointer + "/" + name;
                if (parts->get_array().empty()) refuse_value(place, "must not be empty");
                for (std::size_t i = 0; i < parts->get_array().size(); ++i)
                    check(parts->get_array()[i], place + "/" + std::to_string(i), objects);
            }
        for (auto const* const name : {"items", "additionalProperties", "propertyNames"}) {
            auto const* const part = schema.if_contains(name);
            if (part != nullptr && !part->is_bool()) check(*part, pointer + "/" + name, objects);
        }
    }

    void check_strict(boost::json::object const& schema, std::string const& pointer, int objects) {
        constexpr int most_objects = 10;
        for (auto const* const name :
             {"oneOf", "allOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas"})
            if (schema.contains(name)) refuse_value(pointer + "/" + name, "is not permitted in strict mode");
        if (auto const* const values = schema_list(schema, "enum")) enumerated_ += values->size();
        if (enumerated_ > 1000) refuse_value(pointer + "/enum", "must have at most 1000 values in strict mode");
        bool const is_object = schema.contains("properties") || schema_text(schema, "type") == "object" ||
                               schema_lists(schema, "type", "object");
        if (!is_object) return;
        if (objects >= most_objects) refuse_value(pointer, "must be within 10 levels of objects in strict mode");
        auto const* const others = schema.if_contains("additionalProperties");
        if (others == nullptr || !others->is_bool() || others->get_bool())
            refuse_value(pointer + "/additionalProperties", "must be false in strict mode");
        if (auto const* const properties = schema_object(schema, "properties"))
            for (auto const& [name, unused] : *properties) {
                if (!schema_lists(schema, "required", name))
                    refuse_value(pointer + "/required", "must contain \"" + std::string(name) + "\" in strict mode");
                if (++properties_ > 5000) refuse_value(pointer, "must have at most 5000 properties in strict mode");
            }
    }

    boost::json::value const root_;
    bool strict_;
    int nested_ = 0;
    std::size_t properties_ = 0;
    std::size_t enumerated_ = 0;
};

TELNYX_DECL void check_schema(boost::json::object const& schema, std::string const& pointer, bool strict) {
    schema_checker(schema, strict).check_root(pointer);
}

} // namespace telnyx::testing::detail
