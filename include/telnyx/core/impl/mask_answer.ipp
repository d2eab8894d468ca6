#pragma once

#include "telnyx/core/mask.hpp"
#include "telnyx/core/mask_answer.hpp"

#include <utility>

namespace telnyx::core {

TELNYX_DECL void mask(headers& fields, std::string_view key) {
    constexpr std::size_t shortest = 3;
    if (key.size() < shortest || fields.text().find(key) == std::string::npos) return;
    headers without;
    for (auto const& each : fields)
        without.append_parsed(masked_view(each.name, key), masked_view(each.value, key));
    fields = std::move(without);
}

TELNYX_DECL http_info masked(http_info const& http, std::string_view key) {
    return {http.status(), http.headers(), masked(http.body(), key), http.attempts()};
}

} // namespace telnyx::core
