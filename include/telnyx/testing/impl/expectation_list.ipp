#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/expectation_list.hpp"

namespace telnyx::testing::detail {

TELNYX_DECL std::optional<reply> expectation_list::respond_to_head(recorded_request& request) {
    auto const call = take(request, true);
    if (!call) return std::nullopt;
    return call->respond(request);
}

TELNYX_DECL std::optional<reply> expectation_list::respond(recorded_request& request) {
    auto const call = take(request, false);
    if (call && call->respond) return call->respond(request);
    if (call || !strict_) return std::nullopt;
    auto const what = request.method + " " + request.target;
    add_failure("unexpected request " + what);
    return api_error(500, "10007", "Unexpected request", "The sandbox is strict and no expectation fits " + what + ".");
}

/// Only the sandbox's thread consumes expectations, so none can be used up between finding and consuming it.
TELNYX_DECL std::shared_ptr<expected_call> expectation_list::take(recorded_request& request, bool at_head) {
    auto call = calls_.find(
        [&](expected_call const& candidate) { return !(at_head && candidate.needs_body) && candidate.fits(request); });
    if (!call || (at_head && !call->at_head)) return nullptr;
    calls_.use(*call);
    return call;
}

} // namespace telnyx::testing::detail
