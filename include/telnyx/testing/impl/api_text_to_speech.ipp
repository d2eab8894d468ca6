#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/http/base64.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/sound.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <charconv>

namespace telnyx::testing::detail {

namespace speech_handling {

inline constexpr std::array<std::string_view, 8> providers{"aws",     "telnyx", "azure",    "elevenlabs",
                                                           "minimax", "rime",   "resemble", "inworld"};
inline constexpr std::array<std::string_view, 2> output_types{"binary_output", "base64_output"};
inline constexpr std::array<std::string_view, 2> text_types{"text", "ssml"};
inline constexpr std::array<std::string_view, 7> emotions{"neutral", "happy",     "sad",      "angry",
                                                          "fearful", "disgusted", "surprised"};

inline constexpr std::array aws_members{
    member::text("language_code"), member::list_of(json_kind::string, "lexicon_names"), member::text("output_format"),
    member::text("sample_rate"),   member::text("text_type").one_of(text_types),
};
inline constexpr std::array azure_members{
    member::text("api_key"),       member::text("deployment_id"),
    member::text("effect"),        member::text("gender"),
    member::text("language_code"), member::text("output_format"),
    member::text("region"),        member::text("text_type").one_of(text_types),
};
inline constexpr std::array elevenlabs_members{
    member::text("api_key"),
    member::text("language_code"),
    member::map_of(json_kind::any, "voice_settings"),
};
inline constexpr std::array minimax_members{
    member::text("language_boost"), member::integer("pitch"), member::text("response_format"),
    member::number("speed"),        member::number("vol"),
};
inline constexpr std::array resemble_members{
    member::text("api_key"),
    member::text("format"),
    member::text("precision"),
    member::text("sample_rate"),
};
inline constexpr std::array rime_members{
    member::text("response_format"),
    member::integer("sampling_rate"),
    member::number("voice_speed"),
};
inline constexpr std::array telnyx_members{
    member::text("emotion").one_of(emotions),
    member::text("response_format"),
    member::integer("sampling_rate"),
    member::number("temperature"),
    member::number("voice_speed").between(0.5, 2),
    member::number("volume").between(0, 2),
};

inline constexpr std::array speech_members{
    member::text("text").required(),
    member::text("voice"),
    member::text("provider").one_of(providers),
    member::text("output_type").one_of(output_types),
    member::text("text_type").one_of(text_types),
    member::text("language"),
    member::flag("disable_cache"),
    member::map_of(json_kind::any, "voice_settings"),
    member::object("aws", aws_members),
    member::object("azure", azure_members),
    member::object("elevenlabs", elevenlabs_members),
    member::map_of(json_kind::any, "inworld"),
    member::object("minimax", minimax_members),
    member::object("resemble", resemble_members),
    member::object("rime", rime_members),
    member::object("telnyx", telnyx_members),
};

/// The provider: the part of the voice name before the first dot, or else the `provider` member.
inline std::string provider_of(boost::json::object const& body) {
    auto const voice = text_member(body, "voice");
    auto name = voice.empty() ? text_member(body, "provider") : voice.substr(0, voice.find('.'));
    std::transform(name.begin(), name.end(), name.begin(), ascii::lower);
    if (name.empty()) refuse_missing("/provider");
    if (std::find(providers.begin(), providers.end(), name) == providers.end())
        refuse_value("/voice", "must begin with a provider and a dot");
    return name;
}

/// The first of these members that is present in the provider's own settings.
inline boost::json::value setting(boost::json::object const& body, std::string const& provider,
                                  std::initializer_list<std::string_view> names) {
    auto const* const settings = body.if_contains(provider);
    if (settings == nullptr) return nullptr;
    for (auto const name : names)
        if (auto const* const found = settings->get_object().if_contains(name)) return *found;
    return nullptr;
}

/// A playable sample rate, from a number or its text.
inline int sample_rate(boost::json::value const& wanted) {
    constexpr std::int64_t usual = 24000;
    std::int64_t rate = usual;
    if (wanted.is_int64()) rate = wanted.get_int64();
    if (wanted.is_string()) {
        auto const text = text_of(wanted);
        std::from_chars(text.data(), text.data() + text.size(), rate);
    }
    return static_cast<int>(std::clamp<std::int64_t>(rate, 8000, 48000));
}

/// Time to speak a text, up to a minute.
inline std::chrono::milliseconds speaking_time(std::string const& text) {
    return std::chrono::milliseconds(std::min<std::size_t>(60 * text.size(), 60'000));
}

inline reply speak(recorded_request const& request) {
    auto const body = checked_body(request, speech_members);
    auto const text = text_member(body, "text");
    if (text.empty()) refuse_value("/text", "must not be empty");
    auto const provider = provider_of(body);
    auto const format = setting(body, provider, {"response_format", "output_format", "format"});
    bool const wav = format.is_string() && text_of(format).find("wav") != std::string::npos;
    auto const volume = setting(body, provider, {"volume", "vol"});
    auto const time = speaking_time(text);
    auto sound = wav ? tone_as_wav(time, sample_rate(setting(body, provider, {"sampling_rate", "sample_rate"})),
                                   volume.is_number() ? volume.to_number<double>() : 1)
                     : silence_as_mp3(time);
    if (text_member(body, "output_type") == "base64_output")
        return reply::json(200, boost::json::object{{"base64_audio", http::encode_base64(sound)}});
    return reply(200, std::move(sound), wav ? "audio/wav" : "audio/mpeg").chunked(4096);
}

struct voice {
    std::string_view provider;
    std::string_view id;
    std::string_view name;
    std::string_view language;
    std::string_view gender;
};

inline constexpr std::array voices{
    voice{"aws", "aws.Polly.Neural.Joanna", "Joanna", "en-US", "female"},
    voice{"aws", "aws.Polly.Generative.Lucia", "Lucia", "es-ES", "female"},
    voice{"telnyx", "telnyx.NaturalHD.Alloy", "Alloy", "en-US", "neutral"},
    voice{"telnyx", "telnyx.NaturalHD.astra", "Astra", "en-US", "female"},
    voice{"telnyx", "telnyx.Natural.abbie", "Abbie", "en-US", "female"},
    voice{"azure", "azure.en-US-AvaMultilingualNeural", "Ava", "en-US", "female"},
    voice{"azure", "azure.de-DE-ConradNeural", "Conrad", "de-DE", "male"},
    voice{"elevenlabs", "elevenlabs.eleven_multilingual_v2.adam", "Adam", "en-US", "male"},
    voice{"minimax", "minimax.speech-02-turbo.wise_woman", "Wise Woman", "en-US", "female"},
    voice{"rime", "rime.arcana.luna", "Luna", "en-US", "female"},
    voice{"resemble", "resemble.chatterbox.lucy", "Lucy", "en-US", "female"},
    voice{"inworld", "inworld.inworld-tts-1.ashley", "Ashley", "en-US", "female"},
};

inline reply list_voices(recorded_request const& request) {
    auto const provider = request.query_parameter("provider");
    if (provider && std::find(providers.begin(), providers.end(), *provider) == providers.end())
        refuse_parameter("provider", "is not a provider that the API knows");
    boost::json::array found;
    for (auto const& each : voices)
        if (!provider || each.provider == *provider)
            found.push_back({{"provider", each.provider},
                             {"voice_id", each.id},
                             {"name", each.name},
                             {"language", each.language},
                             {"gender", each.gender}});
    return reply::json(200, boost::json::object{{"voices", std::move(found)}});
}

} // namespace speech_handling

TELNYX_DECL void add_text_to_speech_routes(router& routes) {
    routes.add("POST", "/v2/text-to-speech/speech", speech_handling::speak);
    routes.add("GET", "/v2/text-to-speech/voices", speech_handling::list_voices);
}

} // namespace telnyx::testing::detail
