#pragma once

#include <optional>
#include <string>

namespace telnyx::text_to_speech {

/// Speech generated from a text.
struct speech {
    std::string audio{};                       ///< the audio itself
    std::string content_type{};                ///< media type of the audio; empty if sent as base64 in JSON
    std::optional<std::string> base64_audio{}; ///< the audio as received, if sent as base64 in JSON
};

} // namespace telnyx::text_to_speech
