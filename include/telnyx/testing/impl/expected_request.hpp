#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/path_pattern.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// Which requests are expected, and how often.
struct expected_request {
    expected_request(std::string wanted_method, std::string wanted_path);

    bool used_up() const { return !unlimited && seen == wanted; }

    /// Whether it matches this request. Adds the path parameters to the request.
    bool fits(recorded_request& request) const;

    std::string method;
    std::string pattern;
    path_pattern path;
    std::vector<std::function<bool(recorded_request const&)>> conditions;
    bool needs_body = false;
    bool unlimited = false;
    std::size_t wanted = 1;
    std::size_t seen = 0;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/expected_request.ipp"
#endif
