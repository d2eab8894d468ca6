#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// How a widget visualizes speech.
struct audio_visualizer_config {
    /// Colour themes.
    enum class color_theme { verdant, twilight, bloom, mystic, flare, glacier };

    telnyx::optional<open_enum<color_theme>> color{}; ///< its colours
    telnyx::optional<std::string> preset{};           ///< name of the style
};

/// JSON strings of the colour themes.
constexpr auto enum_texts(audio_visualizer_config::color_theme) {
    return std::array<std::string_view, 6>{"verdant", "twilight", "bloom", "mystic", "flare", "glacier"};
}

BOOST_DESCRIBE_STRUCT(audio_visualizer_config, (), (color, preset))

} // namespace telnyx::ai
