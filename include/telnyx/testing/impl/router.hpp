#pragma once

#include "telnyx/testing/impl/path_pattern.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"

#include <functional>
#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// Answers a request; what the path says is in its `path_parameters`.
using handler = std::function<reply(recorded_request const&)>;

/// A table of methods and path patterns, and what answers them. Where several patterns fit a path, the one with a fixed
/// text goes before one with a parameter; of equal ones, the last added counts.
class router {
  public:
    void add(std::string method, std::string_view pattern, handler answer);

    /// What answers the request, whose `path_parameters` are filled in; empty when no route fits. `allowed` gets the
    /// methods of the path as a header lists them, and is empty when the path is unknown.
    handler find(recorded_request& request, std::string& allowed) const;

  private:
    struct route {
        std::string method;
        path_pattern path;
        handler answer;
    };

    std::vector<route> routes_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/router.ipp"
#endif
