#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <variant>

namespace telnyx::ai {

/// A new insight.
struct insight_create_params {
    required<std::string> instructions; ///< question for the model about each conversation
    required<std::string> name;         ///< name of the insight
    telnyx::optional<std::variant<std::string, boost::json::object>>
        json_schema{};                       ///< JSON schema for answers, as object or as text
    telnyx::optional<std::string> webhook{}; ///< URL called with each answer
};
BOOST_DESCRIBE_STRUCT(insight_create_params, (), (instructions, name, json_schema, webhook))

} // namespace telnyx::ai
