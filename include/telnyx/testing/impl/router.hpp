#pragma once

#include "telnyx/testing/impl/path_pattern.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"

#include <functional>
#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// Responds to a request; the path parameters are in its `path_parameters`.
using handler = std::function<reply(recorded_request const&)>;

/// A table of methods and path patterns, and their handlers. If several patterns match a path, fixed text takes
/// precedence over a parameter; of equal patterns, the last one added counts.
class router {
  public:
    void add(std::string method, std::string_view pattern, handler respond);

    /// The handler of the request, whose `path_parameters` are set; empty if no route matches. `allowed` is set to the
    /// methods of the path, formatted for a header, and is empty if the path is unknown.
    handler find(recorded_request& request, std::string& allowed) const;

  private:
    struct route {
        std::string method;
        path_pattern path;
        handler respond;
    };

    std::vector<route> routes_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/router.ipp"
#endif
