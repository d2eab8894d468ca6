#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/http/text.hpp"

namespace telnyx::core {

TELNYX_DECL bool is_json(std::string_view content_type) {
    auto const media_type = http::trimmed(content_type.substr(0, content_type.find(';')));
    constexpr std::string_view suffix = "+json";
    return http::equal_ignoring_case(media_type, "application/json") ||
           (media_type.size() > suffix.size() &&
            http::equal_ignoring_case(media_type.substr(media_type.size() - suffix.size()), suffix));
}

TELNYX_DECL void require_json(http_info const& http) {
    // Without a declared type the decoder finds out.
    if (http.content_type().empty() || is_json(http.content_type())) return;
    throw api_response_error(errc::malformed_response, "expected JSON", {}, http);
}

} // namespace telnyx::core
