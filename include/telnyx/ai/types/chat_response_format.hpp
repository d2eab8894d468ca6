#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::ai {

/// The format of a model's answer. `json_schema_format()` creates one with a schema in short form.
struct chat_response_format {
    /// Kinds of formats.
    enum class kind { text, json_object, json_schema };

    /// A schema that the answer must match.
    struct schema_definition {
        required<std::string> name;                     ///< name of the format
        telnyx::optional<std::string> description{};    ///< its purpose, which guides the model
        telnyx::optional<boost::json::object> schema{}; ///< JSON schema of the answer
        std::optional<bool> strict{};                   ///< whether an answer that does not match makes the call fail
    };

    required<open_enum<kind>> type;                    ///< plain text, any JSON object, or JSON with a schema
    telnyx::optional<schema_definition> json_schema{}; ///< the schema, for `kind::json_schema`
};
BOOST_DESCRIBE_STRUCT(chat_response_format::schema_definition, (), (name, description, schema, strict))
BOOST_DESCRIBE_STRUCT(chat_response_format, (), (type, json_schema))

/// JSON strings of the formats.
constexpr auto enum_texts(chat_response_format::kind) {
    return std::array<std::string_view, 3>{"text", "json_object", "json_schema"};
}

/// JSON that strictly matches `schema`; `name` is the name of the format.
inline chat_response_format json_schema_format(required<std::string> name, boost::json::object schema) {
    chat_response_format format{.type = chat_response_format::kind::json_schema};
    format.json_schema = {.name = std::move(name.get()), .schema = std::move(schema), .strict = true};
    return format;
}

} // namespace telnyx::ai
