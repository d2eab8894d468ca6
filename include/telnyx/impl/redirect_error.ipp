#pragma once

#include "telnyx/core/server_report.hpp"
#include "telnyx/redirect_error.hpp"

namespace telnyx {

namespace detail {

inline std::string describe_redirect(http_info const& http, std::string_view reason) {
    auto text = "the server answered " + std::to_string(http.status()) + ", a redirect";
    if (auto const location = http.headers().get("location")) text += " to " + core::quoted_beginning(*location);
    text.append(" that is not followed: ").append(reason);
    if (!http.request_id().empty()) text += ", request id " + core::quoted_beginning(http.request_id());
    return text;
}

} // namespace detail

TELNYX_DECL redirect_error::redirect_error(http_info http, std::string_view reason)
    : api_status_error(detail::describe_redirect(http, reason), std::move(http)), reason_(reason) {}

} // namespace telnyx
