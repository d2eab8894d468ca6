#pragma once

#include "telnyx/body/file_upload.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::ai {

/// Audio to be written down: `file` or `file_url`, one of flac, m4a, mp3, mp4, mpeg, mpga, ogg, wav and webm, at most
/// 100 MB.
struct audio_transcribe_params {
    /// Models that write down speech.
    enum class speech_model {
        distil_whisper_distil_large_v2, ///< the fastest; English only
        openai_whisper_large_v3_turbo,  ///< many languages, a little slower
        deepgram_nova_3                 ///< kinds of English; mp3 and wav only
    };

    /// Forms of the answer.
    enum class transcript_format {
        json,        ///< the text alone
        verbose_json ///< with the length of the audio, and its segments
    };

    /// What points in time are given for.
    enum class granularity { segment };

    required<open_enum<speech_model>> model;  ///< model that listens
    telnyx::optional<file_upload> file{};     ///< the audio itself, sent piece by piece
    telnyx::optional<std::string> file_url{}; ///< where Telnyx can fetch the audio
    /// Spoken language, such as `en-US`; not for `distil-whisper/distil-large-v2`.
    telnyx::optional<std::string> language{};
    /// Deepgram's own settings, such as `smart_format`; only for `deepgram/nova-3`.
    telnyx::optional<boost::json::object> model_config{};
    telnyx::optional<open_enum<transcript_format>> response_format{}; ///< form of the answer; `json` by default
    /// What points in time to give; needs `verbose_json`.
    telnyx::optional<open_enum<granularity>> timestamp_granularities{};

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> json_names{
        {{"timestamp_granularities", "timestamp_granularities[]"}}};
};

/// Texts of the models in JSON.
constexpr auto enum_texts(audio_transcribe_params::speech_model) {
    return std::array<std::string_view, 3>{"distil-whisper/distil-large-v2", "openai/whisper-large-v3-turbo",
                                           "deepgram/nova-3"};
}

/// Texts of the forms in JSON.
constexpr auto enum_texts(audio_transcribe_params::transcript_format) {
    return std::array<std::string_view, 2>{"json", "verbose_json"};
}

/// Texts of the granularities in JSON.
constexpr auto enum_texts(audio_transcribe_params::granularity) {
    return std::array<std::string_view, 1>{"segment"};
}

BOOST_DESCRIBE_STRUCT(audio_transcribe_params, (),
                      (model, file_url, language, model_config, response_format, timestamp_granularities))

} // namespace telnyx::ai
