#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace telnyx::ai {

/// A question answered about each conversation after it has ended.
struct insight_template {
    /// Who created it: a user or Telnyx.
    enum class origin { custom, default_ };

    std::string id{};                                ///< UUID of the insight
    std::string created_at{};                        ///< creation time, ISO 8601
    std::string instructions{};                      ///< question for the model about the conversation
    std::optional<open_enum<origin>> insight_type{}; ///< who created it
    std::optional<std::variant<std::string, boost::json::object, boost::json::value>>
        json_schema{};                    ///< JSON schema of answers, as object or as text
    std::optional<std::string> name{};    ///< name of the insight
    std::optional<std::string> webhook{}; ///< URL called with each answer
};
BOOST_DESCRIBE_STRUCT(insight_template, (), (id, created_at, instructions, insight_type, json_schema, name, webhook))

/// JSON strings of the origins.
constexpr auto enum_texts(insight_template::origin) {
    return std::array<std::string_view, 2>{"custom", "default"};
}

} // namespace telnyx::ai
