#pragma once

#include "telnyx/ai/types/transcription_settings_config.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// Speech recognition of an assistant.
struct transcription_settings {
    /// Speech recognition models.
    enum class speech_model {
        deepgram_flux,   ///< fast turn taking; English only
        deepgram_nova_3, ///< detects the language, slightly slower
        deepgram_nova_2,
        azure_fast,
        distil_whisper_distil_large_v2,
        openai_whisper_large_v3_turbo
    };

    telnyx::optional<std::string> language{};                   ///< spoken language; detected if absent or `auto`
    telnyx::optional<open_enum<speech_model>> model{};          ///< the model to use
    telnyx::optional<std::string> region{};                     ///< region of a model of another cloud provider
    telnyx::optional<transcription_settings_config> settings{}; ///< detailed settings
};

/// JSON strings of the models.
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
