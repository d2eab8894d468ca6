#pragma once

#include "telnyx/core/call_report.hpp"
#include "telnyx/http/redact_response.hpp"

#include <memory>

namespace telnyx::core {

TELNYX_DECL void call_report::begin(std::shared_ptr<void const> const& owner, bool streamed) {
    call_begun_ = clock_.now();
    watch_ = std::make_unique<call_watch>(audience{owner, listeners_, clock_, key_}, call_, streamed);
}

// Observers may pass on the request.
TELNYX_DECL void call_report::tell_started(transport_request& request) {
    header_writer fields(request.headers);
    listeners_.tell(observer::request_prepared{number(), operation(), attempts_, fields, context()});
    attempt_begun_ = clock_.now();
    auto shown = request.headers;
    if (shown.contains("Authorization")) shown.set("Authorization", "[hidden]");
    http::redact(shown, key_); // a header of the caller may contain it, too
    listeners_.tell(observer::attempt_started{number(), operation(), attempts_, request.method,
                                              base::redacted_view(request.target, key_), shown,
                                              base::redacted_view(request.body, key_), context()});
}

TELNYX_DECL void call_report::retry_scheduled(std::exception_ptr const& failure, observer::duration delay) const {
    if (!listeners_.any()) return;
    auto const what = detail::summary_of(failure);
    listeners_.tell(observer::retry_scheduled{number(), operation(), attempts_, base::redacted_view(what.text, key_),
                                              delay, context(), what.status, what.code});
}

TELNYX_DECL void call_report::failed(std::exception_ptr const& failure) {
    if (!listeners_.any()) return;
    auto const what = detail::summary_of(failure);
    listeners_.tell(observer::call_finished{number(),
                                            operation(),
                                            attempts_,
                                            what.status,
                                            base::redacted_view(what.text, key_),
                                            {},
                                            clock_.now() - call_begun_,
                                            context()});
    watch_->failed(failure, attempts_);
}

TELNYX_DECL void call_report::succeeded(http_info const& http) {
    if (!listeners_.any()) return;
    listeners_.tell(observer::call_finished{number(),
                                            operation(),
                                            attempts_,
                                            http.status(),
                                            {},
                                            base::redacted_view(http.body(), key_),
                                            clock_.now() - call_begun_,
                                            context()});
    watch_->received(http.status(), attempts_);
}

} // namespace telnyx::core
