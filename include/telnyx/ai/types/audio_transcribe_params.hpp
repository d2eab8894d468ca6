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

/// Audio to transcribe: `file` or `file_url`, one of flac, m4a, mp3, mp4, mpeg, mpga, ogg, wav and webm, at most 100
/// MB.
struct audio_transcribe_params {
    /// Transcription models.
    enum class speech_model {
        distil_whisper_distil_large_v2, ///< fastest; English only
        openai_whisper_large_v3_turbo,  ///< many languages, a little slower
        deepgram_nova_3                 ///< English variants; mp3 and wav only
    };

    /// Formats of the response.
    enum class transcript_format {
        json,        ///< text only
        verbose_json ///< with the duration of the audio and its segments
    };

    /// Granularities of timestamps.
    enum class granularity { segment };

    required<open_enum<speech_model>> model;  ///< transcription model
    telnyx::optional<file_upload> file{};     ///< the audio itself, sent in chunks
    telnyx::optional<std::string> file_url{}; ///< URL from which Telnyx can fetch the audio
    /// Spoken language, such as `en-US`; not for `distil-whisper/distil-large-v2`.
    telnyx::optional<std::string> language{};
    /// Deepgram options, such as `smart_format`; only for `deepgram/nova-3`.
    telnyx::optional<boost::json::object> model_config{};
    telnyx::optional<open_enum<transcript_format>> response_format{}; ///< format of the response; `json` by default
    /// Granularity of timestamps; requires `verbose_json`.
    telnyx::optional<open_enum<granularity>> timestamp_granularities{};

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> json_names{
        {{"timestamp_granularities", "timestamp_granularities[]"}}};
};

/// JSON strings of the models.
constexpr auto enum_texts(audio_transcribe_params::speech_model) {
    return std::array<std::string_view, 3>{"distil-whisper/distil-large-v2", "openai/whisper-large-v3-turbo",
                                           "deepgram/nova-3"};
}

/// JSON strings of the formats.
constexpr auto enum_texts(audio_transcribe_params::transcript_format) {
    return std::array<std::string_view, 2>{"json", "verbose_json"};
}

/// JSON strings of the granularities.
constexpr auto enum_texts(audio_transcribe_params::granularity) {
    return std::array<std::string_view, 1>{"segment"};
}

BOOST_DESCRIBE_STRUCT(audio_transcribe_params, (),
                      (model, file_url, language, model_config, response_format, timestamp_granularities))

} // namespace telnyx::ai
