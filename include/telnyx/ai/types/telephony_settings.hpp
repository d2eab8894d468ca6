#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// How an assistant makes and takes calls.
struct telephony_settings {
    /// What filters noise out.
    enum class noise_filter { krisp, deepfilternet, disabled };

    /// Tuning of `noise_filter::deepfilternet`.
    struct noise_filter_settings {
        /// How it works.
        enum class filter_mode { advanced };

        telnyx::optional<std::int64_t>
            attenuation_limit{};                         ///< how much noise is damped at most, 0 to 100; 100 by default
        telnyx::optional<open_enum<filter_mode>> mode{}; ///< how it works
    };

    /// How calls are recorded.
    struct recording {
        /// Whether both sides share a channel.
        enum class channel_layout { single, dual };

        /// Formats of the file.
        enum class file_format { wav, mp3 };

        telnyx::optional<open_enum<channel_layout>> channels{}; ///< `dual` by default
        telnyx::optional<open_enum<file_format>> format{};      ///< `mp3` by default
    };

    /// What happens when voicemail answers an outgoing call. Has an effect only on calls dialed with answering machine
    /// detection.
    struct voicemail_settings {
        /// The answer to a voicemail.
        struct reaction {
            /// What is done.
            enum class action_kind { stop_assistant, leave_message_and_stop_assistant, continue_assistant };

            /// What is left on the voicemail.
            struct message_to_leave {
                /// Where the words come from.
                enum class source {
                    prompt, ///< the assistant makes them up
                    message ///< they are given
                };

                telnyx::optional<std::string> message{};    ///< to be spoken, if that is the source
                telnyx::optional<std::string> prompt{};     ///< to make up the words from, if that is the source
                telnyx::optional<open_enum<source>> type{}; ///< where the words come from
            };

            telnyx::optional<open_enum<action_kind>> action{};      ///< what is done
            telnyx::optional<message_to_leave> voicemail_message{}; ///< if the action is to leave one
        };

        telnyx::optional<reaction> on_voicemail_detected{}; ///< what happens
    };

    telnyx::optional<std::string> default_texml_app_id{}; ///< TeXML application for calls; made with the assistant
    telnyx::optional<open_enum<noise_filter>> noise_suppression{};      ///< what filters noise out
    telnyx::optional<noise_filter_settings> noise_suppression_config{}; ///< tuning of the filter
    telnyx::optional<recording> recording_settings{};                   ///< how calls are recorded
    std::optional<bool>
        supports_unauthenticated_web_calls{};         ///< whether a web page can call without a key, as widgets do
    telnyx::optional<std::int64_t> time_limit_secs{}; ///< longest time on a call, 30 to 14,400 s; 1,800 by default
    telnyx::optional<std::int64_t> user_idle_timeout_secs{};    ///< longest silence of the user, 30 to 14,400 s
    telnyx::optional<voicemail_settings> voicemail_detection{}; ///< what happens when voicemail answers
};

/// Texts of the noise filters in JSON.
constexpr auto enum_texts(telephony_settings::noise_filter) {
    return std::array<std::string_view, 3>{"krisp", "deepfilternet", "disabled"};
}

/// Texts of the filter modes in JSON.
constexpr auto enum_texts(telephony_settings::noise_filter_settings::filter_mode) {
    return std::array<std::string_view, 1>{"advanced"};
}

/// Texts of the channel layouts in JSON.
constexpr auto enum_texts(telephony_settings::recording::channel_layout) {
    return std::array<std::string_view, 2>{"single", "dual"};
}

/// Texts of the file formats in JSON.
constexpr auto enum_texts(telephony_settings::recording::file_format) {
    return std::array<std::string_view, 2>{"wav", "mp3"};
}

/// Texts of the actions in JSON.
constexpr auto enum_texts(telephony_settings::voicemail_settings::reaction::action_kind) {
    return std::array<std::string_view, 3>{"stop_assistant", "leave_message_and_stop_assistant", "continue_assistant"};
}

/// Texts of the sources in JSON.
constexpr auto enum_texts(telephony_settings::voicemail_settings::reaction::message_to_leave::source) {
    return std::array<std::string_view, 2>{"prompt", "message"};
}

BOOST_DESCRIBE_STRUCT(telephony_settings::noise_filter_settings, (), (attenuation_limit, mode))
BOOST_DESCRIBE_STRUCT(telephony_settings::recording, (), (channels, format))
BOOST_DESCRIBE_STRUCT(telephony_settings::voicemail_settings::reaction::message_to_leave, (), (message, prompt, type))
BOOST_DESCRIBE_STRUCT(telephony_settings::voicemail_settings::reaction, (), (action, voicemail_message))
BOOST_DESCRIBE_STRUCT(telephony_settings::voicemail_settings, (), (on_voicemail_detected))
BOOST_DESCRIBE_STRUCT(telephony_settings, (),
                      (default_texml_app_id, noise_suppression, noise_suppression_config, recording_settings,
                       supports_unauthenticated_web_calls, time_limit_secs, user_idle_timeout_secs,
                       voicemail_detection))

} // namespace telnyx::ai
