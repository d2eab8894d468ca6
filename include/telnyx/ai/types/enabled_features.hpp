#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// What an assistant may be used for.
enum class enabled_features {
    telephony, ///< phone calls, incoming and outgoing
    messaging  ///< text messages, received and sent
};

/// Texts of the features in JSON.
constexpr auto enum_texts(enabled_features) {
    return std::array<std::string_view, 2>{"telephony", "messaging"};
}

} // namespace telnyx::ai
