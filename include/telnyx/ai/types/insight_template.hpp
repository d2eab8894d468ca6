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

/// A question that is answered about each conversation once it is over.
struct insight_template {
    /// Whether somebody made it, or Telnyx did.
    enum class origin { custom, default_ };

    std::string id{};                                ///< UUID of the insight
    std::string created_at{};                        ///< when it was made, ISO 8601
    std::string instructions{};                      ///< what a model is asked about the conversation
    std::optional<open_enum<origin>> insight_type{}; ///< who made it
    std::optional<std::variant<std::string, boost::json::object, boost::json::value>>
        json_schema{};                    ///< JSON schema that answers follow, as object or as text
    std::optional<std::string> name{};    ///< what it is called
    std::optional<std::string> webhook{}; ///< URL that is called with each answer
};
BOOST_DESCRIBE_STRUCT(insight_template, (), (id, created_at, instructions, insight_type, json_schema, name, webhook))

/// Texts of the origins in JSON.
constexpr auto enum_texts(insight_template::origin) {
    return std::array<std::string_view, 2>{"custom", "default"};
}

} // namespace telnyx::ai
