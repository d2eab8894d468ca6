#pragma once

#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// What is said in an audio file.
struct audio_transcription {
    /// A stretch of the audio.
    struct segment {
        double id{};        ///< its number
        double end{};       ///< where it ends, in seconds
        double start{};     ///< where it begins, in seconds
        std::string text{}; ///< what is said in it
    };

    std::string text{};                             ///< all that is said
    std::optional<double> duration{};               ///< length of the audio in seconds; only with `verbose_json`
    std::optional<std::vector<segment>> segments{}; ///< stretches of the audio; only with `verbose_json`
};
BOOST_DESCRIBE_STRUCT(audio_transcription::segment, (), (id, end, start, text))
BOOST_DESCRIBE_STRUCT(audio_transcription, (), (text, duration, segments))

} // namespace telnyx::ai
