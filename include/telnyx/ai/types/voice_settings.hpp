#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/value.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace telnyx::ai {

/// Voice settings of an assistant.
struct voice_settings {
    /// A sound that Telnyx provides.
    struct predefined_media {
        /// The sounds.
        enum class sound { silence, office };

        constant<"predefined_media"> type{}; ///< identifies this kind of media
        required<open_enum<sound>> value;    ///< the sound; `silence` means none
    };

    /// A sound from the web, played in a loop.
    struct media_url {
        constant<"media_url"> type{}; ///< identifies this kind of media
        required<std::string> value;  ///< https URL of an MP3 file
    };

    /// A sound that was uploaded to Telnyx's media storage, played in a loop.
    struct media_name {
        constant<"media_name"> type{}; ///< identifies this kind of media
        required<std::string> value;   ///< its name in the media storage
    };

    /// Background audio. The last alternative is for media newer than the library.
    using background = std::variant<predefined_media, media_url, media_name, boost::json::value>;

    /// Languages for which a MiniMax voice can be improved.
    enum class language {
        automatic,
        chinese,
        chinese_yue,
        english,
        arabic,
        russian,
        spanish,
        french,
        portuguese,
        german,
        turkish,
        dutch,
        ukrainian,
        vietnamese,
        indonesian,
        japanese,
        italian,
        korean,
        thai,
        polish,
        romanian,
        greek,
        czech,
        finnish,
        hindi,
        bulgarian,
        danish,
        hebrew,
        malay,
        persian,
        slovak,
        swedish,
        croatian,
        filipino,
        hungarian,
        norwegian,
        slovenian,
        catalan,
        nynorsk,
        tamil,
        afrikaans
    };

    required<std::string> voice;                     ///< name of the voice, such as `Telnyx.KokoroTTS.af_heart`
    telnyx::optional<std::string> api_key_ref{};     ///< identifier of the integration secret with the ElevenLabs key
    telnyx::optional<background> background_audio{}; ///< background audio
    std::optional<bool> expressive_mode{};           ///< emotional speech, for Telnyx Ultra voices; false by default
    optional_nullable<open_enum<language>> language_boost{}; ///< for MiniMax voices; null for none
    telnyx::optional<double> similarity_boost{}; ///< similarity to the original voice, for ElevenLabs; 0.75 by default
    telnyx::optional<double> speed{};            ///< for ElevenLabs; 1 is normal, higher is faster
    telnyx::optional<double> style{};            ///< style exaggeration, for ElevenLabs; 0 by default
    telnyx::optional<double> temperature{};      ///< variation, for ElevenLabs: lower is livelier; 0.5 by default
    std::optional<bool> use_speaker_boost{};     ///< more like the speaker but slower, for ElevenLabs; true by default
    telnyx::optional<double> voice_speed{}; ///< for Telnyx Natural voices, 0.25 to 2; 1 is normal, higher is faster
};

/// JSON strings of the sounds.
constexpr auto enum_texts(voice_settings::predefined_media::sound) {
    return std::array<std::string_view, 2>{"silence", "office"};
}

/// JSON strings of the languages.
constexpr auto enum_texts(voice_settings::language) {
    return std::array<std::string_view, 41>{
        "auto",       "Chinese",    "Chinese,Yue", "English", "Arabic",    "Russian",   "Spanish",
        "French",     "Portuguese", "German",      "Turkish", "Dutch",     "Ukrainian", "Vietnamese",
        "Indonesian", "Japanese",   "Italian",     "Korean",  "Thai",      "Polish",    "Romanian",
        "Greek",      "Czech",      "Finnish",     "Hindi",   "Bulgarian", "Danish",    "Hebrew",
        "Malay",      "Persian",    "Slovak",      "Swedish", "Croatian",  "Filipino",  "Hungarian",
        "Norwegian",  "Slovenian",  "Catalan",     "Nynorsk", "Tamil",     "Afrikaans"};
}

BOOST_DESCRIBE_STRUCT(voice_settings::predefined_media, (), (type, value))
BOOST_DESCRIBE_STRUCT(voice_settings::media_url, (), (type, value))
BOOST_DESCRIBE_STRUCT(voice_settings::media_name, (), (type, value))
BOOST_DESCRIBE_STRUCT(voice_settings, (),
                      (voice, api_key_ref, background_audio, expressive_mode, language_boost, similarity_boost, speed,
                       style, temperature, use_speaker_boost, voice_speed))

} // namespace telnyx::ai
