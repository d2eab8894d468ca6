#pragma once

#include "telnyx/ai/types/audio_visualizer_config.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// Appearance of an assistant on a web page.
struct widget_settings {
    /// Initial sizes.
    enum class initial_state { expanded, collapsed };

    /// Placements on the page.
    enum class placement { fixed, static_ };

    /// Colour schemes.
    enum class color_scheme { light, dark };

    telnyx::optional<std::string> agent_thinking_text{};                     ///< shown while the assistant thinks
    telnyx::optional<ai::audio_visualizer_config> audio_visualizer_config{}; ///< visualization of speech
    telnyx::optional<open_enum<initial_state>> default_state{};              ///< initial size
    optional_nullable<std::string> give_feedback_url{};                      ///< URL for feedback
    optional_nullable<std::string> logo_icon_url{};                          ///< icon replacing the default one
    telnyx::optional<open_enum<placement>> position{};                       ///< placement on the page
    optional_nullable<std::string> report_issue_url{};                       ///< URL for reporting problems
    telnyx::optional<std::string> speak_to_interrupt_text{}; ///< hint that the user can interrupt by speaking
    telnyx::optional<std::string> start_call_text{};         ///< on the button that begins a call
    telnyx::optional<open_enum<color_scheme>> theme{};       ///< light or dark
    optional_nullable<std::string> view_history_url{};       ///< URL of earlier conversations
};

/// JSON strings of the sizes.
constexpr auto enum_texts(widget_settings::initial_state) {
    return std::array<std::string_view, 2>{"expanded", "collapsed"};
}

/// JSON strings of the placements.
constexpr auto enum_texts(widget_settings::placement) {
    return std::array<std::string_view, 2>{"fixed", "static"};
}

/// JSON strings of the colour schemes.
constexpr auto enum_texts(widget_settings::color_scheme) {
    return std::array<std::string_view, 2>{"light", "dark"};
}

BOOST_DESCRIBE_STRUCT(widget_settings, (),
                      (agent_thinking_text, audio_visualizer_config, default_state, give_feedback_url, logo_icon_url,
                       position, report_issue_url, speak_to_interrupt_text, start_call_text, theme, view_history_url))

} // namespace telnyx::ai
