#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::text_to_speech {

/// A text to be spoken. The voice says it all, as in `telnyx.NaturalHD.Alloy`; or a provider and its own settings do.
struct text_to_speech_generate_params {
    /// Who makes the speech.
    enum class tts_provider { aws, telnyx, azure, elevenlabs, minimax, rime, resemble, inworld };

    /// How the audio comes.
    enum class audio_output {
        binary_output, ///< as bytes
        base64_output  ///< as base64 text in JSON
    };

    /// What a text is written in.
    enum class text_kind {
        text, ///< plain words
        ssml  ///< Speech Synthesis Markup Language
    };

    /// Feelings that a voice can express.
    enum class emotion_kind { neutral, happy, sad, angry, fearful, disgusted, surprised };

    /// Settings of AWS Polly.
    struct aws_settings {
        telnyx::optional<std::string> language_code{};              ///< such as `en-US`
        telnyx::optional<std::vector<std::string>> lexicon_names{}; ///< lexicons to pronounce by
        telnyx::optional<std::string> output_format{};              ///< of the audio
        telnyx::optional<std::string> sample_rate{};                ///< of the audio
        telnyx::optional<open_enum<text_kind>> text_type{};         ///< what the text is written in
    };

    /// Settings of Azure.
    struct azure_settings {
        telnyx::optional<std::string> api_key{};       ///< key of an own account; Telnyx's unless set
        telnyx::optional<std::string> deployment_id{}; ///< own deployment
        telnyx::optional<std::string> effect{};        ///< sound effect
        telnyx::optional<std::string> gender{};        ///< of the voice
        telnyx::optional<std::string> language_code{}; ///< `en-US` by default
        telnyx::optional<std::string> output_format{}; ///< of the audio; `audio-24khz-160kbitrate-mono-mp3` by default
        telnyx::optional<std::string> region{};        ///< such as `westeurope`
        telnyx::optional<open_enum<text_kind>> text_type{}; ///< what the text is written in; `text` by default
    };

    /// Settings of ElevenLabs.
    struct elevenlabs_settings {
        telnyx::optional<std::string> api_key{};                ///< key of an own account; Telnyx's unless set
        telnyx::optional<std::string> language_code{};          ///< language of the text
        telnyx::optional<boost::json::object> voice_settings{}; ///< such as `stability` and `similarity_boost`
    };

    /// Settings of MiniMax.
    struct minimax_settings {
        telnyx::optional<std::string> language_boost{};  ///< language to be pronounced better
        telnyx::optional<std::int64_t> pitch{};          ///< by how much the voice is raised
        telnyx::optional<std::string> response_format{}; ///< of the audio
        telnyx::optional<double> speed{};                ///< 1 is normal, more is faster
        telnyx::optional<double> vol{};                  ///< loudness
    };

    /// Settings of Resemble.
    struct resemble_settings {
        telnyx::optional<std::string> api_key{};     ///< key of an own account
        telnyx::optional<std::string> format{};      ///< of the audio
        telnyx::optional<std::string> precision{};   ///< of the samples
        telnyx::optional<std::string> sample_rate{}; ///< of the audio
    };

    /// Settings of Rime.
    struct rime_settings {
        telnyx::optional<std::string> response_format{}; ///< of the audio
        telnyx::optional<std::int64_t> sampling_rate{};  ///< of the audio, in Hz
        telnyx::optional<double> voice_speed{};          ///< how fast it is spoken
    };

    /// Settings of Telnyx's own voices.
    struct telnyx_settings {
        telnyx::optional<open_enum<emotion_kind>> emotion{}; ///< how it sounds; of Ultra voices
        telnyx::optional<std::string> response_format{};     ///< of the audio; `mp3` by default
        telnyx::optional<std::int64_t> sampling_rate{};      ///< of the audio, in Hz; 24,000 by default
        telnyx::optional<double> temperature{}; ///< how much it varies; of Natural and NaturalHD voices; 0.5 by default
        telnyx::optional<double> voice_speed{}; ///< 0.5 to 2; 1 is normal, more is faster
        telnyx::optional<double> volume{};      ///< loudness, 0 to 2, of Ultra voices; 1 by default
    };

    telnyx::optional<aws_settings> aws{};     ///< of AWS Polly
    telnyx::optional<azure_settings> azure{}; ///< of Azure
    /// Whether to make the audio anew even when it was made before; false by default.
    std::optional<bool> disable_cache{};
    telnyx::optional<elevenlabs_settings> elevenlabs{};      ///< of ElevenLabs
    telnyx::optional<boost::json::object> inworld{};         ///< of Inworld
    telnyx::optional<std::string> language{};                ///< of the text, such as `en-US`
    telnyx::optional<minimax_settings> minimax{};            ///< of MiniMax
    telnyx::optional<open_enum<audio_output>> output_type{}; ///< how the audio comes; `binary_output` by default
    telnyx::optional<open_enum<tts_provider>> provider{};    ///< who makes the speech; must be given unless `voice` is
    telnyx::optional<resemble_settings> resemble{};          ///< of Resemble
    telnyx::optional<rime_settings> rime{};                  ///< of Rime
    telnyx::optional<telnyx_settings> telnyx{};              ///< of Telnyx
    telnyx::optional<std::string> text{};                    ///< to be spoken
    telnyx::optional<open_enum<text_kind>> text_type{}; ///< what the text is written in; SSML with AWS and Azure only
    /// `provider.model.voice` or `provider.voice`, such as `telnyx.NaturalHD.Alloy`; wins over what else names them.
    telnyx::optional<std::string> voice{};
    telnyx::optional<boost::json::object> voice_settings{}; ///< of the voice, as its provider has them
};

/// Texts of the providers in JSON.
constexpr auto enum_texts(text_to_speech_generate_params::tts_provider) {
    return std::array<std::string_view, 8>{"aws",     "telnyx", "azure",    "elevenlabs",
                                           "minimax", "rime",   "resemble", "inworld"};
}

/// Texts of the kinds of output in JSON.
constexpr auto enum_texts(text_to_speech_generate_params::audio_output) {
    return std::array<std::string_view, 2>{"binary_output", "base64_output"};
}

/// Texts of the kinds of text in JSON.
constexpr auto enum_texts(text_to_speech_generate_params::text_kind) {
    return std::array<std::string_view, 2>{"text", "ssml"};
}

/// Texts of the feelings in JSON.
constexpr auto enum_texts(text_to_speech_generate_params::emotion_kind) {
    return std::array<std::string_view, 7>{"neutral", "happy", "sad", "angry", "fearful", "disgusted", "surprised"};
}

BOOST_DESCRIBE_STRUCT(text_to_speech_generate_params::aws_settings, (),
                      (language_code, lexicon_names, output_format, sample_rate, text_type))
BOOST_DESCRIBE_STRUCT(text_to_speech_generate_params::azure_settings, (),
                      (api_key, deployment_id, effect, gender, language_code, output_format, region, text_type))
BOOST_DESCRIBE_STRUCT(text_to_speech_generate_params::elevenlabs_settings, (), (api_key, language_code, voice_settings))
BOOST_DESCRIBE_STRUCT(text_to_speech_generate_params::minimax_settings, (),
                      (language_boost, pitch, response_format, speed, vol))
BOOST_DESCRIBE_STRUCT(text_to_speech_generate_params::resemble_settings, (), (api_key, format, precision, sample_rate))
BOOST_DESCRIBE_STRUCT(text_to_speech_generate_params::rime_settings, (), (response_format, sampling_rate, voice_speed))
BOOST_DESCRIBE_STRUCT(text_to_speech_generate_params::telnyx_settings, (),
                      (emotion, response_format, sampling_rate, temperature, voice_speed, volume))
BOOST_DESCRIBE_STRUCT(text_to_speech_generate_params, (),
                      (aws, azure, disable_cache, elevenlabs, inworld, language, minimax, output_type, provider,
                       resemble, rime, telnyx, text, text_type, voice, voice_settings))

} // namespace telnyx::text_to_speech
