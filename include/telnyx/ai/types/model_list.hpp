#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace telnyx::ai {

/// The available models.
struct model_list {
    /// A model. Other servers may send only the first four members; the rest are empty if of an unexpected type.
    struct model {
        /// Classes of prices.
        enum class price_class { small, medium, large, unlisted };

        /// Serving capacities.
        enum class capacity { default_, priority, flex };

        std::string id{};                                    ///< such as `openai/gpt-4o`; used in `model` parameters
        std::variant<std::int64_t, std::string> created{};   ///< release time: seconds since 1970, or ISO 8601
        std::string owned_by{};                              ///< who trained or provides it
        std::optional<std::string> object{};                 ///< `model`
        optional_nullable<std::string> base_model{};         ///< of a fine-tuned model: the model that it was made from
        std::optional<std::int64_t> context_length{};        ///< maximum number of tokens, of the prompt and the answer
        optional_nullable<std::string> description{};        ///< what it is good for
        std::optional<bool> is_fine_tunable{};               ///< whether fine-tuning can start from it
        std::optional<bool> is_vision_supported{};           ///< whether it takes images
        std::optional<std::vector<std::string>> languages{}; ///< ISO codes, such as `en`
        std::optional<std::string> license{};                ///< such as `Apache 2.0`
        optional_nullable<std::int64_t> max_completion_tokens{};     ///< maximum number of generated tokens
        std::optional<std::string> organization{};                   ///< who published it first
        std::optional<std::int64_t> parameters{};                    ///< number of its parameters
        optional_nullable<std::string> parameters_str{};             ///< the same for people, such as `8B`
        std::optional<std::map<std::string, std::string>> pricing{}; ///< price by kind of token, `currency` and `unit`
        std::optional<bool> recommended_for_assistants{};            ///< whether Telnyx recommends it for assistants
        std::optional<std::vector<std::string>> regions{};           ///< regions that have it, such as `eu-central-1`
        std::optional<std::vector<open_enum<capacity>>> service_tiers{}; ///< values for `service_tier` in chats
        std::optional<std::string> task{};                               ///< such as `text-generation`
        std::optional<open_enum<price_class>> tier{};                    ///< its class of prices

        static constexpr std::array<std::string_view, 17> tolerated_members{"base_model",
                                                                            "context_length",
                                                                            "description",
                                                                            "is_fine_tunable",
                                                                            "is_vision_supported",
                                                                            "languages",
                                                                            "license",
                                                                            "max_completion_tokens",
                                                                            "organization",
                                                                            "parameters",
                                                                            "parameters_str",
                                                                            "pricing",
                                                                            "recommended_for_assistants",
                                                                            "regions",
                                                                            "service_tiers",
                                                                            "task",
                                                                            "tier"};
    };

    std::vector<model> data{};           ///< the models
    std::optional<std::string> object{}; ///< `list`
};

/// JSON strings of the classes.
constexpr auto enum_texts(model_list::model::price_class) {
    return std::array<std::string_view, 4>{"small", "medium", "large", "unlisted"};
}

/// JSON strings of the capacities.
constexpr auto enum_texts(model_list::model::capacity) {
    return std::array<std::string_view, 3>{"default", "priority", "flex"};
}

BOOST_DESCRIBE_STRUCT(model_list::model, (),
                      (id, created, owned_by, object, base_model, context_length, description, is_fine_tunable,
                       is_vision_supported, languages, license, max_completion_tokens, organization, parameters,
                       parameters_str, pricing, recommended_for_assistants, regions, service_tiers, task, tier))
BOOST_DESCRIBE_STRUCT(model_list, (), (data, object))

} // namespace telnyx::ai
