#pragma once

#include "telnyx/testing/reply.hpp"

#include <string>
#include <utility>

namespace telnyx::testing::detail {

/// An error in the format of Telnyx's API, with a link to the documentation of its code.
inline reply api_error(int status, error_detail what) {
    what.url = "https://developers.telnyx.com/docs/overview/errors/" + what.code;
    return reply::error(status, what);
}

/// The same; `pointer` is a JSON pointer to the offending place in the request body.
inline reply api_error(int status, std::string const& code, std::string title, std::string detail,
                       std::string pointer = {}) {
    error_detail what;
    what.code = code;
    what.title = std::move(title);
    what.detail = std::move(detail);
    what.pointer = std::move(pointer);
    return api_error(status, std::move(what));
}

} // namespace telnyx::testing::detail
