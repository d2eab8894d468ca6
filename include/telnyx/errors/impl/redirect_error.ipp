#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/errors/redirect_error.hpp"

#include <utility>

namespace telnyx {

namespace detail {

inline std::string describe_redirect(http_info const& http, std::string_view reason) {
    auto text = "the server answered " + std::to_string(http.status()) + ", a redirect";
    if (auto const location = http.headers().get("location")) text += " to " + base::quoted_beginning(*location);
    text.append(" that is not followed: ").append(reason);
    if (!http.request_id().empty()) text += ", request id " + base::quoted_beginning(http.request_id());
    return text;
}

} // namespace detail

TELNYX_DECL redirect_error::redirect_error(http_info http, std::string_view reason)
    : api_status_error(detail::describe_redirect(http, reason), std::move(http)), reason_(reason) {}

} // namespace telnyx
