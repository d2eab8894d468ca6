#pragma once

#include "telnyx/testing/impl/expected_request.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL expected_request::expected_request(std::string method_, std::string pattern_)
    : method(std::move(method_)), pattern(std::move(pattern_)), path(pattern) {}

TELNYX_DECL bool expected_request::fits(recorded_request& request) const {
    if (method != "*" && method != request.method) return false;
    if (!path.matches(request.path(), request.path_parameters)) return false;
    return std::all_of(conditions.begin(), conditions.end(), [&](auto const& condition) { return condition(request); });
}

} // namespace telnyx::testing::detail
