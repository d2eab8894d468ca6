#pragma once

#include "telnyx/ai/types/custom_header.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// Lets an assistant transfer the call to someone else.
struct transfer_tool {
    /// Whom to, and how.
    struct details {
        /// Someone the call may go to.
        struct target {
            telnyx::optional<std::string> name{}; ///< tells the assistant who it is
            telnyx::optional<std::string> to{};   ///< phone number or SIP URI
        };

        /// What happens when voicemail answers.
        struct voicemail_settings {
            /// Whether voicemail is looked out for.
            enum class mode { disabled, premium };

            /// Fine tuning of the detection. Durations are in milliseconds; Telnyx has a default for each.
            struct tuning {
                telnyx::optional<std::int64_t>
                    after_greeting_silence_millis{}; ///< silence that ends a greeting, 100 to 5,000
                telnyx::optional<std::int64_t>
                    between_words_silence_millis{}; ///< longest pause between words, 10 to 5,000
                telnyx::optional<std::int64_t>
                    greeting_duration_millis{}; ///< length to expect of a greeting, 100 to 10,000
                telnyx::optional<std::int64_t>
                    greeting_silence_duration_millis{}; ///< silence that completes it, 500 to 50,000
                telnyx::optional<std::int64_t>
                    greeting_total_analysis_time_millis{};                ///< longest analysis of it, 500 to 300,000
                telnyx::optional<std::int64_t> initial_silence_millis{};  ///< longest silence at first, 100 to 500,000
                telnyx::optional<std::int64_t> maximum_number_of_words{}; ///< in a human's greeting, 1 to 50
                telnyx::optional<std::int64_t> maximum_word_length_millis{}; ///< longest word, 50 to 5,000
                telnyx::optional<std::int64_t> min_word_length_millis{}; ///< shortest sound that is a word, 1 to 1,000
                telnyx::optional<std::int64_t>
                    silence_threshold{}; ///< audio level below which it is silent, 1 to 1,000
                telnyx::optional<std::int64_t> total_analysis_time_millis{}; ///< longest detection, 500 to 60,000
            };

            /// The answer to a voicemail.
            struct reaction {
                /// What is done.
                enum class action_kind { stop_transfer, leave_message_and_stop_transfer };

                /// What is left on the voicemail.
                struct message_to_leave {
                    /// Where the words come from.
                    enum class source { message, warm_transfer_instructions };

                    telnyx::optional<std::string> message{};    ///< to be spoken, if that is the source
                    telnyx::optional<open_enum<source>> type{}; ///< where the words come from
                };

                telnyx::optional<open_enum<action_kind>> action{};      ///< what is done
                telnyx::optional<message_to_leave> voicemail_message{}; ///< if the action is to leave one
            };

            telnyx::optional<tuning> detection_config{};        ///< fine tuning
            telnyx::optional<open_enum<mode>> detection_mode{}; ///< whether voicemail is looked out for
            telnyx::optional<reaction> on_voicemail_detected{}; ///< what happens then
        };

        required<std::string> from;            ///< phone number or SIP URI that the call comes from
        required<std::vector<target>> targets; ///< the assistant chooses one
        telnyx::optional<std::vector<custom_header>> custom_headers{}; ///< of the SIP INVITE
        telnyx::optional<voicemail_settings> voicemail_detection{};    ///< what happens when voicemail answers
        optional_nullable<std::int64_t> warm_message_delay_ms{};       ///< wait so many ms before the warm message
        telnyx::optional<std::string>
            warm_transfer_instructions{}; ///< what the assistant shall tell the other side first
    };

    required<details> transfer;  ///< whom to, and how
    constant<"transfer"> type{}; ///< tells it from other tools
};

/// Texts of the detection modes in JSON.
constexpr auto enum_texts(transfer_tool::details::voicemail_settings::mode) {
    return std::array<std::string_view, 2>{"disabled", "premium"};
}

/// Texts of the actions in JSON.
constexpr auto enum_texts(transfer_tool::details::voicemail_settings::reaction::action_kind) {
    return std::array<std::string_view, 2>{"stop_transfer", "leave_message_and_stop_transfer"};
}

/// Texts of the sources in JSON.
constexpr auto enum_texts(transfer_tool::details::voicemail_settings::reaction::message_to_leave::source) {
    return std::array<std::string_view, 2>{"message", "warm_transfer_instructions"};
}

BOOST_DESCRIBE_STRUCT(transfer_tool::details::target, (), (name, to))
BOOST_DESCRIBE_STRUCT(transfer_tool::details::voicemail_settings::tuning, (),
                      (after_greeting_silence_millis, between_words_silence_millis, greeting_duration_millis,
                       greeting_silence_duration_millis, greeting_total_analysis_time_millis, initial_silence_millis,
                       maximum_number_of_words, maximum_word_length_millis, min_word_length_millis, silence_threshold,
                       total_analysis_time_millis))
BOOST_DESCRIBE_STRUCT(transfer_tool::details::voicemail_settings::reaction::message_to_leave, (), (message, type))
BOOST_DESCRIBE_STRUCT(transfer_tool::details::voicemail_settings::reaction, (), (action, voicemail_message))
BOOST_DESCRIBE_STRUCT(transfer_tool::details::voicemail_settings, (),
                      (detection_config, detection_mode, on_voicemail_detected))
BOOST_DESCRIBE_STRUCT(transfer_tool::details, (),
                      (from, targets, custom_headers, voicemail_detection, warm_message_delay_ms,
                       warm_transfer_instructions))
BOOST_DESCRIBE_STRUCT(transfer_tool, (), (transfer, type))

} // namespace telnyx::ai
