#pragma once

#include "telnyx/ai/types/assistant_tool.hpp"
#include "telnyx/ai/types/enabled_features.hpp"
#include "telnyx/ai/types/import_metadata.hpp"
#include "telnyx/ai/types/insight_settings.hpp"
#include "telnyx/ai/types/messaging_settings.hpp"
#include "telnyx/ai/types/privacy_settings.hpp"
#include "telnyx/ai/types/telephony_settings.hpp"
#include "telnyx/ai/types/transcription_settings.hpp"
#include "telnyx/ai/types/voice_settings.hpp"
#include "telnyx/ai/types/widget_settings.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// An AI assistant as it is stored. `{{x}}` in its instructions, greeting and tools stands for the dynamic variable
/// `x`.
struct assistant {
    std::string id{};                                           ///< ID of the assistant
    std::string created_at{};                                   ///< ISO 8601 date and time
    std::string instructions{};                                 ///< instructions for the model
    std::string model{};                                        ///< ID of the model it uses
    std::string name{};                                         ///< chosen by the owner
    std::optional<std::string> description{};                   ///< chosen by the owner
    std::optional<boost::json::object> dynamic_variables{};     ///< default values of the dynamic variables
    std::optional<std::string> dynamic_variables_webhook_url{}; ///< queried for variables when a conversation starts
    std::optional<std::vector<open_enum<ai::enabled_features>>> enabled_features{}; ///< allowed uses
    /// Its first words. Empty: it waits for the user. `<assistant-speaks-first-with-model-generated-message>`: the
    /// model generates a greeting.
    std::optional<std::string> greeting{};
    std::optional<ai::import_metadata> import_metadata{};   ///< source of the import
    std::optional<ai::insight_settings> insight_settings{}; ///< insights to generate
    std::optional<std::string> llm_api_key_ref{}; ///< integration secret with the key of another model provider
    std::optional<ai::messaging_settings> messaging_settings{}; ///< text message settings
    std::optional<ai::privacy_settings> privacy_settings{};     ///< data retention
    std::optional<ai::telephony_settings> telephony_settings{}; ///< call settings
    std::optional<std::vector<assistant_tool>> tools{};         ///< tools it can use
    std::optional<transcription_settings> transcription{};      ///< speech recognition
    std::optional<ai::voice_settings> voice_settings{};         ///< speech synthesis
    std::optional<ai::widget_settings> widget_settings{};       ///< appearance on a web page
};
BOOST_DESCRIBE_STRUCT(assistant, (),
                      (id, created_at, instructions, model, name, description, dynamic_variables,
                       dynamic_variables_webhook_url, enabled_features, greeting, import_metadata, insight_settings,
                       llm_api_key_ref, messaging_settings, privacy_settings, telephony_settings, tools, transcription,
                       voice_settings, widget_settings))

} // namespace telnyx::ai
