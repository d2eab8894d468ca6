#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Allowed uses of an assistant.
enum class enabled_features {
    telephony, ///< incoming and outgoing phone calls
    messaging  ///< incoming and outgoing text messages
};

/// JSON strings of the features.
constexpr auto enum_texts(enabled_features) {
    return std::array<std::string_view, 2>{"telephony", "messaging"};
}

} // namespace telnyx::ai
