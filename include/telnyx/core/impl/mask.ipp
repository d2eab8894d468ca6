#pragma once

#include "telnyx/core/mask.hpp"
#include "telnyx/http/text.hpp"

#include <utility>

namespace telnyx::core {

TELNYX_DECL void mask(std::string& text, std::string_view key) {
    if (key.empty()) return;
    constexpr std::string_view shown = "[API key]";
    for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + shown.size()))
        text.replace(at, key.size(), shown);
}

TELNYX_DECL void mask(headers& fields, std::string_view name, std::string_view key) {
    if (key.empty() || fields.text().find(key) == std::string::npos) return;
    headers masked;
    for (auto const& each : fields) {
        std::string value(each.value);
        if (http::equal_ignoring_case(each.name, name)) mask(value, key);
        masked.append_parsed(each.name, value);
    }
    fields = std::move(masked);
}

} // namespace telnyx::core
