#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <variant>

namespace telnyx::ai {

/// Changes to an insight.
struct insight_update_params {
    telnyx::optional<std::string> instructions{}; ///< question for the model about each conversation
    telnyx::optional<std::variant<std::string, boost::json::object>>
        json_schema{};                       ///< JSON schema for answers, as object or as text
    telnyx::optional<std::string> name{};    ///< name of the insight
    telnyx::optional<std::string> webhook{}; ///< URL called with each answer
};
BOOST_DESCRIBE_STRUCT(insight_update_params, (), (instructions, json_schema, name, webhook))

} // namespace telnyx::ai
