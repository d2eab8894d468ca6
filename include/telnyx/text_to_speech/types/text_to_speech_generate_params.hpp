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

/// A text to convert to speech. Set either `voice` alone, such as `telnyx.NaturalHD.Alloy`, or a provider and its
/// settings.
struct text_to_speech_generate_params {
    /// Text-to-speech providers.
    enum class tts_provider { aws, telnyx, azure, elevenlabs, minimax, rime, resemble, inworld };

    /// Encoding of the audio in the response.
    enum class audio_output {
        binary_output, ///< as bytes
        base64_output  ///< as base64 text in JSON
    };

    /// Formats of a text.
    enum class text_kind {
        text, ///< plain text
        ssml  ///< Speech Synthesis Markup Language
    };

    /// Emotions that a voice can express.
    enum class emotion_kind { neutral, happy, sad, angry, fearful, disgusted, surprised };

    /// Settings of AWS Polly.
    struct aws_settings {
        telnyx::optional<std::string> language_code{};              ///< such as `en-US`
        telnyx::optional<std::vector<std::string>> lexicon_names{}; ///< pronunciation lexicons
        telnyx::optional<std::string> output_format{};              ///< audio format
        telnyx::optional<std::string> sample_rate{};                ///< audio format
        telnyx::optional<open_enum<text_kind>> text_type{};         ///< format of the text
    };

    /// Settings of Azure.
    struct azure_settings {
        telnyx::optional<std::string> api_key{};       ///< API key of your own account; default: Telnyx's
        telnyx::optional<std::string> deployment_id{}; ///< your own deployment
        telnyx::optional<std::string> effect{};        ///< sound effect
        telnyx::optional<std::string> gender{};        ///< gender of the voice
        telnyx::optional<std::string> language_code{}; ///< `en-US` by default
        telnyx::optional<std::string> output_format{}; ///< audio format; `audio-24khz-160kbitrate-mono-mp3` by default
        telnyx::optional<std::string> region{};        ///< such as `westeurope`
        telnyx::optional<open_enum<text_kind>> text_type{}; ///< format of the text; `text` by default
    };

    /// Settings of ElevenLabs.
    struct elevenlabs_settings {
        telnyx::optional<std::string> api_key{};                ///< API key of your own account; default: Telnyx's
        telnyx::optional<std::string> language_code{};          ///< language of the text
        telnyx::optional<boost::json::object> voice_settings{}; ///< such as `stability` and `similarity_boost`
    };

    /// Settings of MiniMax.
    struct minimax_settings {
        telnyx::optional<std::string> language_boost{};  ///< language whose pronunciation is improved
        telnyx::optional<std::int64_t> pitch{};          ///< pitch increase
        telnyx::optional<std::string> response_format{}; ///< audio format
        telnyx::optional<double> speed{};                ///< 1 is normal, higher is faster
        telnyx::optional<double> vol{};                  ///< volume
    };

    /// Settings of Resemble.
    struct resemble_settings {
        telnyx::optional<std::string> api_key{};     ///< API key of your own account
        telnyx::optional<std::string> format{};      ///< audio format
        telnyx::optional<std::string> precision{};   ///< sample precision
        telnyx::optional<std::string> sample_rate{}; ///< audio format
    };

    /// Settings of Rime.
    struct rime_settings {
        telnyx::optional<std::string> response_format{}; ///< audio format
        telnyx::optional<std::int64_t> sampling_rate{};  ///< sampling rate of the audio, in Hz
        telnyx::optional<double> voice_speed{};          ///< speed
    };

    /// Settings of Telnyx's own voices.
    struct telnyx_settings {
        telnyx::optional<open_enum<emotion_kind>> emotion{}; ///< emotion, for Ultra voices
        telnyx::optional<std::string> response_format{};     ///< audio format; `mp3` by default
        telnyx::optional<std::int64_t> sampling_rate{};      ///< sampling rate of the audio, in Hz; 24,000 by default
        telnyx::optional<double> temperature{}; ///< variation, for Natural and NaturalHD voices; 0.5 by default
        telnyx::optional<double> voice_speed{}; ///< 0.5 to 2; 1 is normal, higher is faster
        telnyx::optional<double> volume{};      ///< volume, 0 to 2, for Ultra voices; 1 by default
    };

    telnyx::optional<aws_settings> aws{};     ///< AWS Polly settings
    telnyx::optional<azure_settings> azure{}; ///< Azure settings
    /// Whether to generate the audio again even if it is cached; false by default.
    std::optional<bool> disable_cache{};
    telnyx::optional<elevenlabs_settings> elevenlabs{};      ///< ElevenLabs settings
    telnyx::optional<boost::json::object> inworld{};         ///< Inworld settings
    telnyx::optional<std::string> language{};                ///< language of the text, such as `en-US`
    telnyx::optional<minimax_settings> minimax{};            ///< MiniMax settings
    telnyx::optional<open_enum<audio_output>> output_type{}; ///< encoding of the audio; `binary_output` by default
    telnyx::optional<open_enum<tts_provider>> provider{};    ///< the provider; required unless `voice` is set
    telnyx::optional<resemble_settings> resemble{};          ///< Resemble settings
    telnyx::optional<rime_settings> rime{};                  ///< Rime settings
    telnyx::optional<telnyx_settings> telnyx{};              ///< Telnyx settings
    telnyx::optional<std::string> text{};                    ///< text to speak
    telnyx::optional<open_enum<text_kind>> text_type{};      ///< format of the text; SSML with AWS and Azure only
    /// `provider.model.voice` or `provider.voice`, such as `telnyx.NaturalHD.Alloy`; takes precedence over the other
    /// members.
    telnyx::optional<std::string> voice{};
    telnyx::optional<boost::json::object> voice_settings{}; ///< settings of the voice, as defined by its provider
};

/// JSON strings of the providers.
constexpr auto enum_texts(text_to_speech_generate_params::tts_provider) {
    return std::array<std::string_view, 8>{"aws",     "telnyx", "azure",    "elevenlabs",
                                           "minimax", "rime",   "resemble", "inworld"};
}

/// JSON strings of the audio encodings.
constexpr auto enum_texts(text_to_speech_generate_params::audio_output) {
    return std::array<std::string_view, 2>{"binary_output", "base64_output"};
}

/// JSON strings of the text formats.
constexpr auto enum_texts(text_to_speech_generate_params::text_kind) {
    return std::array<std::string_view, 2>{"text", "ssml"};
}

/// JSON strings of the emotions.
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
