#pragma once

#include "telnyx/testing/impl/expected_request.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL expected_request::expected_request(std::string wanted_method, std::string wanted_path)
    : method(std::move(wanted_method)), pattern(std::move(wanted_path)), path(pattern) {}

TELNYX_DECL bool expected_request::fits(recorded_request& request) const {
    if (method != "*" && method != request.method) return false;
    if (!path.matches(request.path(), request.path_parameters)) return false;
    return std::all_of(conditions.begin(), conditions.end(), [&](auto const& condition) { return condition(request); });
}

} // namespace telnyx::testing::detail
