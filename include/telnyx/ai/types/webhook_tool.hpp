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

/// Lets an assistant send requests to an HTTP server.
struct webhook_tool {
    /// Request to the server.
    struct details {
        /// Methods of the request.
        enum class http_method { get, post, put, delete_, patch };

        /// Kinds of JSON schema.
        enum class schema_type { object };

        /// Parameters filled in by the assistant, as a JSON schema of an object.
        struct parameter_schema {
            telnyx::optional<boost::json::object> properties{};    ///< a schema for each parameter
            telnyx::optional<std::vector<std::string>> required{}; ///< names of the required parameters
            telnyx::optional<open_enum<schema_type>> type{};       ///< always an object
        };

        /// A dynamic variable set from the response.
        struct stored_field {
            telnyx::required<std::string> name;       ///< name of the variable, not empty
            telnyx::required<std::string> value_path; ///< path of the value in the body, such as `customer.name`
        };

        telnyx::required<std::string> description; ///< purpose of the tool, for the assistant
        telnyx::required<std::string> name;        ///< name of the tool
        telnyx::required<std::string> url;         ///< `{x}` in it stands for the path parameter `x`
        std::optional<bool> async{}; ///< whether the assistant continues without the response; false by default
        telnyx::optional<parameter_schema> body_parameters{};   ///< sent as the body
        telnyx::optional<std::vector<custom_header>> headers{}; ///< added to the headers that sign the request
        telnyx::optional<open_enum<http_method>> method{};      ///< POST by default
        telnyx::optional<parameter_schema> path_parameters{};   ///< inserted into the URL
        telnyx::optional<parameter_schema> query_parameters{};  ///< sent as the query
        telnyx::optional<std::vector<stored_field>> store_fields_as_variables{}; ///< taken from the response body
        telnyx::optional<std::int64_t> timeout_ms{}; ///< response timeout, 500 to 10,000 ms; not with `async`
    };

    constant<"webhook"> type{}; ///< identifies this kind of tool
    required<details> webhook;  ///< request to the server
};

/// JSON strings of the methods.
constexpr auto enum_texts(webhook_tool::details::http_method) {
    return std::array<std::string_view, 5>{"GET", "POST", "PUT", "DELETE", "PATCH"};
}

/// JSON strings of the kinds of schema.
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
