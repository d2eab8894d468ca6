#pragma once

#include "telnyx/testing/impl/router.hpp"

#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL void router::add(std::string method, std::string_view pattern, handler respond) {
    routes_.push_back({std::move(method), path_pattern(pattern), std::move(respond)});
}

TELNYX_DECL handler router::find(recorded_request& request, std::string& allowed) const {
    allowed.clear();
    route const* best = nullptr;
    for (auto const& each : routes_) {
        std::map<std::string, std::string> parameters;
        if (!each.path.matches(request.path(), parameters)) continue;
        if (allowed.find(each.method) == std::string::npos) allowed += (allowed.empty() ? "" : ", ") + each.method;
        if (each.method != request.method && each.method != "*") continue;
        if (best != nullptr && best->path.more_specific_than(each.path)) continue;
        best = &each;
        request.path_parameters = std::move(parameters);
    }
    return best == nullptr ? handler() : best->respond;
}

} // namespace telnyx::testing::detail
