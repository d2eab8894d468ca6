#pragma once

#include "telnyx/base/redact.hpp"
#include "telnyx/http/redact_response.hpp"

#include <utility>

namespace telnyx::http {

TELNYX_DECL void redact(headers& fields, std::string_view key) {
    constexpr std::size_t shortest = 3;
    if (key.size() < shortest || fields.text().find(key) == std::string::npos) return;
    headers without;
    for (auto const& each : fields)
        without.append_parsed(base::redacted_view(each.name, key), base::redacted_view(each.value, key));
    fields = std::move(without);
}

TELNYX_DECL http_info redacted(http_info const& http, std::string_view key) {
    return {http.status(), http.headers(), base::redacted(http.body(), key), http.attempts()};
}

} // namespace telnyx::http
