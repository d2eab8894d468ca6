#pragma once

#include "telnyx/ai/types/custom_header.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// Lets an assistant call an HTTP server.
struct webhook_tool {
    /// How the server is called.
    struct details {
        /// Methods of the request.
        enum class http_method { get, post, put, delete_, patch };

        /// Kinds of JSON schema.
        enum class schema_type { object };

        /// What the assistant fills in, as a JSON schema of an object.
        struct parameter_schema {
            telnyx::optional<boost::json::object> properties{};    ///< a schema for each parameter
            telnyx::optional<std::vector<std::string>> required{}; ///< names of the parameters that must be filled in
            telnyx::optional<open_enum<schema_type>> type{};       ///< always an object
        };

        /// A dynamic variable that is set from the answer.
        struct stored_field {
            telnyx::required<std::string> name;       ///< of the variable, not empty
            telnyx::required<std::string> value_path; ///< where the value is in the body, such as `customer.name`
        };

        telnyx::required<std::string> description; ///< what the tool is good for, for the assistant
        telnyx::required<std::string> name;        ///< of the tool
        telnyx::required<std::string> url;         ///< `{x}` in it stands for the path parameter `x`
        std::optional<bool> async{}; ///< whether the assistant goes on without the answer; false by default
        telnyx::optional<parameter_schema> body_parameters{};   ///< sent as the body
        telnyx::optional<std::vector<custom_header>> headers{}; ///< added to those that sign the request
        telnyx::optional<open_enum<http_method>> method{};      ///< POST by default
        telnyx::optional<parameter_schema> path_parameters{};   ///< put into the URL
        telnyx::optional<parameter_schema> query_parameters{};  ///< sent as the query
        telnyx::optional<std::vector<stored_field>> store_fields_as_variables{}; ///< taken from the answer's body
        telnyx::optional<std::int64_t> timeout_ms{}; ///< how long the answer may take, 500 to 10,000 ms; not if `async`
    };

    constant<"webhook"> type{}; ///< tells it from other tools
    required<details> webhook;  ///< how the server is called
};

/// Texts of the methods in JSON.
constexpr auto enum_texts(webhook_tool::details::http_method) {
    return std::array<std::string_view, 5>{"GET", "POST", "PUT", "DELETE", "PATCH"};
}

/// Texts of the kinds of schema in JSON.
constexpr auto enum_texts(webhook_tool::details::schema_type) {
    return std::array<std::string_view, 1>{"object"};
}

BOOST_DESCRIBE_STRUCT(webhook_tool::details::parameter_schema, (), (properties, required, type))
BOOST_DESCRIBE_STRUCT(webhook_tool::details::stored_field, (), (name, value_path))
BOOST_DESCRIBE_STRUCT(webhook_tool::details, (),
                      (description, name, url, async, body_parameters, headers, method, path_parameters,
                       query_parameters, store_fields_as_variables, timeout_ms))
BOOST_DESCRIBE_STRUCT(webhook_tool, (), (type, webhook))

} // namespace telnyx::ai
