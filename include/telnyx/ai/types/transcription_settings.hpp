#pragma once

#include "telnyx/ai/types/transcription_settings_config.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// How an assistant understands speech.
struct transcription_settings {
    /// Models that recognise speech.
    enum class speech_model {
        deepgram_flux,   ///< quick at taking turns; English only
        deepgram_nova_3, ///< finds out the language, a little slower
        deepgram_nova_2,
        azure_fast,
        distil_whisper_distil_large_v2,
        openai_whisper_large_v3_turbo
    };

    telnyx::optional<std::string> language{};                   ///< spoken language; found out when absent or `auto`
    telnyx::optional<open_enum<speech_model>> model{};          ///< the model to use
    telnyx::optional<std::string> region{};                     ///< where a model of another cloud provider runs
    telnyx::optional<transcription_settings_config> settings{}; ///< fine tuning
};

/// Texts of the models in JSON.
constexpr auto enum_texts(transcription_settings::speech_model) {
    return std::array<std::string_view, 6>{"deepgram/flux",
                                           "deepgram/nova-3",
                                           "deepgram/nova-2",
                                           "azure/fast",
                                           "distil-whisper/distil-large-v2",
                                           "openai/whisper-large-v3-turbo"};
}

BOOST_DESCRIBE_STRUCT(transcription_settings, (), (language, model, region, settings))

} // namespace telnyx::ai
