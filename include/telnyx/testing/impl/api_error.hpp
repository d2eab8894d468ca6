#pragma once

#include "telnyx/testing/reply.hpp"

#include <string>
#include <utility>

namespace telnyx::testing::detail {

/// An error as Telnyx's API reports it. `pointer` is a JSON pointer to the offending place in the request's body.
inline reply api_error(int status, std::string const& code, std::string title, std::string detail,
                       std::string pointer = {}) {
    error_detail what;
    what.code = code;
    what.title = std::move(title);
    what.detail = std::move(detail);
    what.pointer = std::move(pointer);
    what.url = "https://developers.telnyx.com/docs/overview/errors/" + code;
    return reply::error(status, what);
}

} // namespace telnyx::testing::detail
