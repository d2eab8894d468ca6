#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>

namespace telnyx::text_to_speech {

/// Which voices to list.
struct text_to_speech_list_voices_params {
    /// Text-to-speech providers.
    enum class tts_provider { aws, telnyx, azure, elevenlabs, minimax, rime, resemble, inworld };

    telnyx::optional<std::string> api_key{};              ///< API key of your account with the provider, if required
    telnyx::optional<open_enum<tts_provider>> provider{}; ///< only voices of this provider
};

/// JSON strings of the providers.
constexpr auto enum_texts(text_to_speech_list_voices_params::tts_provider) {
    return std::array<std::string_view, 8>{"aws",     "telnyx", "azure",    "elevenlabs",
                                           "minimax", "rime",   "resemble", "inworld"};
}

BOOST_DESCRIBE_STRUCT(text_to_speech_list_voices_params, (), (api_key, provider))

} // namespace telnyx::text_to_speech
