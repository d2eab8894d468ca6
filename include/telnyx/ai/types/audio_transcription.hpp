#pragma once

#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Transcript of an audio file.
struct audio_transcription {
    /// A segment of the audio.
    struct segment {
        double id{};        ///< segment number
        double end{};       ///< end, in seconds
        double start{};     ///< start, in seconds
        std::string text{}; ///< text of the segment
    };

    std::string text{};                             ///< complete text
    std::optional<double> duration{};               ///< duration of the audio in seconds; only with `verbose_json`
    std::optional<std::vector<segment>> segments{}; ///< segments of the audio; only with `verbose_json`
};
BOOST_DESCRIBE_STRUCT(audio_transcription::segment, (), (id, end, start, text))
BOOST_DESCRIBE_STRUCT(audio_transcription, (), (text, duration, segments))

} // namespace telnyx::ai
