#pragma once

#include "telnyx/ai/types/assistant_tool.hpp"
#include "telnyx/ai/types/enabled_features.hpp"
#include "telnyx/ai/types/insight_settings.hpp"
#include "telnyx/ai/types/messaging_settings.hpp"
#include "telnyx/ai/types/privacy_settings.hpp"
#include "telnyx/ai/types/telephony_settings.hpp"
#include "telnyx/ai/types/transcription_settings.hpp"
#include "telnyx/ai/types/voice_settings.hpp"
#include "telnyx/ai/types/widget_settings.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace telnyx::ai {

/// A new assistant. `{{x}}` in its instructions, greeting and tools stands for the dynamic variable `x`.
struct assistant_create_params {
    required<std::string> instructions;                        ///< instructions for the model
    required<std::string> model;                               ///< ID of the model it uses, see `ai.retrieve_models()`
    required<std::string> name;                                ///< distinguishes it from others
    telnyx::optional<std::string> description{};               ///< for the owner
    telnyx::optional<boost::json::object> dynamic_variables{}; ///< default values of the dynamic variables
    /// URL requested for the variables when a conversation starts.
    telnyx::optional<std::string> dynamic_variables_webhook_url{};
    telnyx::optional<std::vector<open_enum<ai::enabled_features>>> enabled_features{}; ///< allowed uses
    /// Its first words. Empty: it waits for the user. `<assistant-speaks-first-with-model-generated-message>`: the
    /// model generates a greeting.
    telnyx::optional<std::string> greeting{};
    telnyx::optional<ai::insight_settings> insight_settings{}; ///< insights to generate
    /// Identifier of the integration secret with the API key of another model provider.
    telnyx::optional<std::string> llm_api_key_ref{};
    telnyx::optional<ai::messaging_settings> messaging_settings{}; ///< text message settings
    telnyx::optional<ai::privacy_settings> privacy_settings{};     ///< data retention
    telnyx::optional<ai::telephony_settings> telephony_settings{}; ///< call settings
    telnyx::optional<std::vector<std::string>> tool_ids{};         ///< IDs of stored tools that it can use
    telnyx::optional<std::vector<assistant_tool>> tools{};         ///< tools it can use
    telnyx::optional<transcription_settings> transcription{};      ///< speech recognition
    telnyx::optional<ai::voice_settings> voice_settings{};         ///< speech synthesis
    telnyx::optional<ai::widget_settings> widget_settings{};       ///< appearance on a web page
};
BOOST_DESCRIBE_STRUCT(assistant_create_params, (),
                      (instructions, model, name, description, dynamic_variables, dynamic_variables_webhook_url,
                       enabled_features, greeting, insight_settings, llm_api_key_ref, messaging_settings,
                       privacy_settings, telephony_settings, tool_ids, tools, transcription, voice_settings,
                       widget_settings))

} // namespace telnyx::ai
