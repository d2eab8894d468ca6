#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/http/headers.hpp"

#include <string_view>

namespace telnyx::detail {

/// Sets a header on the caller's behalf.
/// @throws invalid_argument_error if `name` or `value` is not valid in a header, or if the transport sets this header
///   itself: a second one could make the server and the client disagree about where the request ends.
inline void set_caller_header(headers& to, std::string_view name, std::string_view value) {
    for (auto const* const own :
         {"Connection", "Content-Length", "Host", "Proxy-Authorization", "Transfer-Encoding", "Upgrade"})
        if (ascii::equal_ignoring_case(name, own))
            throw invalid_argument_error(name, "this header belongs to the connection and cannot be set");
    to.set(name, value);
}

} // namespace telnyx::detail
