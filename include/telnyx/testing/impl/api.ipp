#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/api.hpp"
#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/json_request.hpp"

namespace telnyx::testing::detail {

TELNYX_DECL api::api(sandbox_options const& options) : state_(options) {
    add_api_routes(routes_, state_);
}

TELNYX_DECL reply api::respond(recorded_request& request) {
    state_.tasks.next_request();
    if (!authorized(request))
        return api_error(401, "10009", "Authentication failed", "No valid API key came with the request.");
    std::string allowed;
    if (auto const route = routes_.find(request, allowed)) {
        try {
            return route(request);
        } catch (refusal const& refused) {
            return refused.response;
        }
    }
    auto const what = request.method + " " + std::string(request.path());
    if (allowed.empty())
        return api_error(404, "10005", "Resource not found", "The sandbox does not know " + what + ".");
    return api_error(405, "10015", "Method not allowed", "The sandbox does not know " + what + ".")
        .header("allow", allowed);
}

TELNYX_DECL bool api::authorized(recorded_request const& request) const {
    constexpr std::string_view scheme = "Bearer ";
    auto const given = request.headers.get("authorization").value_or("");
    if (given.size() <= scheme.size() || !ascii::equal_ignoring_case(given.substr(0, scheme.size()), scheme))
        return false;
    auto const& only = state_.options.accept_only_key();
    return only.empty() || given.substr(scheme.size()) == only;
}

} // namespace telnyx::testing::detail
