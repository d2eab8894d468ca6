#pragma once

#include "telnyx/core/mask.hpp"

namespace telnyx::core {

TELNYX_DECL void mask(std::string& text, std::string_view key) {
    if (key.empty()) return;
    constexpr std::string_view shown = "[API key]";
    for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + shown.size()))
        text.replace(at, key.size(), shown);
}

} // namespace telnyx::core
