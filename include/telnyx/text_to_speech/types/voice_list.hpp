#pragma once

#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::text_to_speech {

/// A list of voices.
struct voice_list {
    /// A voice.
    struct voice {
        std::optional<std::string> gender{};   ///< gender of the voice
        std::optional<std::string> language{}; ///< language of the voice
        std::optional<std::string> name{};     ///< display name
        std::optional<std::string> provider{}; ///< the provider
        std::optional<std::string> voice_id{}; ///< ID of the voice at the provider
    };

    std::optional<std::vector<voice>> voices{}; ///< the voices
};
BOOST_DESCRIBE_STRUCT(voice_list::voice, (), (gender, language, name, provider, voice_id))
BOOST_DESCRIBE_STRUCT(voice_list, (), (voices))

} // namespace telnyx::text_to_speech
