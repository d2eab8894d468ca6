#pragma once

#include "telnyx/core/call_report.hpp"
#include "telnyx/errors/api_status_error.hpp"
#include "telnyx/http/redact_response.hpp"

#include <string>

namespace telnyx::core {

namespace detail {

inline std::string reason_of(std::exception_ptr const& failure, int& status) {
    try {
        std::rethrow_exception(failure);
    } catch (api_status_error const& known) {
        status = known.status();
        return known.message();
    } catch (error const& known) {
        return known.message();
    } catch (std::exception const& unknown) {
        return unknown.what();
    } catch (...) {
        return "unknown error";
    }
}

} // namespace detail

// Observers may pass on the request.
TELNYX_DECL void call_report::tell_started(transport_request const& request) {
    attempt_begun_ = clock_.now();
    auto shown = request.headers;
    if (shown.contains("Authorization")) shown.set("Authorization", "[hidden]");
    http::redact(shown, key_); // a header of the caller may contain it, too
    listeners_.tell(observer::attempt_started{call_, operation_, attempts_, request.method,
                                              base::redacted_view(request.target, key_), shown,
                                              base::redacted_view(request.body, key_)});
}

TELNYX_DECL void call_report::retry_scheduled(std::exception_ptr const& failure, observer::duration delay) const {
    if (!listeners_.any()) return;
    int status = 0;
    auto const reason = detail::reason_of(failure, status);
    retry_scheduled(std::string_view(base::redacted_view(reason, key_)), delay);
}

TELNYX_DECL void call_report::failed(std::exception_ptr const& failure) const {
    if (!listeners_.any()) return;
    int status = 0;
    auto const reason = detail::reason_of(failure, status);
    listeners_.tell(observer::call_finished{
        call_, operation_, attempts_, status, base::redacted_view(reason, key_), {}, clock_.now() - call_begun_});
}

} // namespace telnyx::core
