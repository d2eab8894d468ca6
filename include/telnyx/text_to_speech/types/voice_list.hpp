#pragma once

#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::text_to_speech {

/// Voices that can speak a text.
struct voice_list {
    /// A voice.
    struct voice {
        std::optional<std::string> gender{};   ///< how it sounds
        std::optional<std::string> language{}; ///< that it speaks
        std::optional<std::string> name{};     ///< for people
        std::optional<std::string> provider{}; ///< whose it is
        std::optional<std::string> voice_id{}; ///< its id with the provider
    };

    std::optional<std::vector<voice>> voices{}; ///< the voices
};
BOOST_DESCRIBE_STRUCT(voice_list::voice, (), (gender, language, name, provider, voice_id))
BOOST_DESCRIBE_STRUCT(voice_list, (), (voices))

} // namespace telnyx::text_to_speech
