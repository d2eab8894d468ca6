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
    /// Target and settings of the transfer.
    struct details {
        /// A possible target of the call.
        struct target {
            telnyx::optional<std::string> name{}; ///< describes the target to the assistant
            telnyx::optional<std::string> to{};   ///< phone number or SIP URI
        };

        /// What happens when voicemail answers.
        struct voicemail_settings {
            /// Whether to detect voicemail.
            enum class mode { disabled, premium };

            /// Detailed settings of the detection. Durations are in milliseconds; Telnyx provides a default for each.
            struct tuning {
                telnyx::optional<std::int64_t>
                    after_greeting_silence_millis{}; ///< silence that ends a greeting, 100 to 5,000
                telnyx::optional<std::int64_t>
                    between_words_silence_millis{}; ///< maximum pause between words, 10 to 5,000
                telnyx::optional<std::int64_t>
                    greeting_duration_millis{}; ///< expected length of a greeting, 100 to 10,000
                telnyx::optional<std::int64_t>
                    greeting_silence_duration_millis{}; ///< silence that completes a greeting, 500 to 50,000
                telnyx::optional<std::int64_t>
                    greeting_total_analysis_time_millis{};                ///< maximum greeting analysis, 500 to 300,000
                telnyx::optional<std::int64_t> initial_silence_millis{};  ///< maximum initial silence, 100 to 500,000
                telnyx::optional<std::int64_t> maximum_number_of_words{}; ///< in a human's greeting, 1 to 50
                telnyx::optional<std::int64_t> maximum_word_length_millis{}; ///< maximum word length, 50 to 5,000
                telnyx::optional<std::int64_t> min_word_length_millis{}; ///< minimum sound that is a word, 1 to 1,000
                telnyx::optional<std::int64_t>
                    silence_threshold{}; ///< audio level below which it counts as silence, 1 to 1,000
                telnyx::optional<std::int64_t> total_analysis_time_millis{}; ///< maximum detection time, 500 to 60,000
            };

            /// The reaction to voicemail.
            struct reaction {
                /// Possible actions.
                enum class action_kind { stop_transfer, leave_message_and_stop_transfer };

                /// The message left on the voicemail.
                struct message_to_leave {
                    /// Source of the message.
                    enum class source { message, warm_transfer_instructions };

                    telnyx::optional<std::string> message{};    ///< text to speak, for this source
                    telnyx::optional<open_enum<source>> type{}; ///< source of the message
                };

                telnyx::optional<open_enum<action_kind>> action{};      ///< action to take
                telnyx::optional<message_to_leave> voicemail_message{}; ///< message to leave, for that action
            };

            telnyx::optional<tuning> detection_config{};        ///< detailed settings
            telnyx::optional<open_enum<mode>> detection_mode{}; ///< whether to detect voicemail
            telnyx::optional<reaction> on_voicemail_detected{}; ///< reaction to voicemail
        };

        required<std::string> from;                                    ///< phone number or SIP URI of the caller
        required<std::vector<target>> targets;                         ///< targets for the assistant to choose from
        telnyx::optional<std::vector<custom_header>> custom_headers{}; ///< headers of the SIP INVITE
        telnyx::optional<voicemail_settings> voicemail_detection{};    ///< what happens when voicemail answers
        optional_nullable<std::int64_t> warm_message_delay_ms{};       ///< delay in ms before the warm message
        telnyx::optional<std::string> warm_transfer_instructions{}; ///< what the assistant tells the other party first
    };

    required<details> transfer;  ///< target and settings of the transfer
    constant<"transfer"> type{}; ///< identifies this kind of tool
};

/// JSON strings of the detection modes.
constexpr auto enum_texts(transfer_tool::details::voicemail_settings::mode) {
    return std::array<std::string_view, 2>{"disabled", "premium"};
}

/// JSON strings of the actions.
constexpr auto enum_texts(transfer_tool::details::voicemail_settings::reaction::action_kind) {
    return std::array<std::string_view, 2>{"stop_transfer", "leave_message_and_stop_transfer"};
}

/// JSON strings of the sources.
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
