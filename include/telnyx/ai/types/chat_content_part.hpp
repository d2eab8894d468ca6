#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// A part of a message that consists of texts and images.
struct chat_content_part {
    /// Kinds of parts.
    enum class kind { text, image_url };

    required<open_enum<kind>> type;            ///< selects the member that is used
    telnyx::optional<std::string> text{};      ///< the text, for `kind::text`
    telnyx::optional<std::string> image_url{}; ///< https or data URL of the image, for `kind::image_url`
};
BOOST_DESCRIBE_STRUCT(chat_content_part, (), (type, text, image_url))

/// JSON strings of the kinds.
constexpr auto enum_texts(chat_content_part::kind) {
    return std::array<std::string_view, 2>{"text", "image_url"};
}

} // namespace telnyx::ai
