#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/http/headers.hpp"

#include <string_view>

namespace telnyx::detail {

/// Sets a header that the caller of the library wants to be sent. Throws `invalid_argument_error` for what cannot be a
/// header, and for headers that the transport sets itself: two of them could make a request end elsewhere for the
/// server than for us.
inline void set_caller_header(headers& to, std::string_view name, std::string_view value) {
    for (auto const* const own :
         {"Connection", "Content-Length", "Host", "Proxy-Authorization", "Transfer-Encoding", "Upgrade"})
        if (ascii::equal_ignoring_case(name, own))
            throw invalid_argument_error(name, "this header belongs to the connection and cannot be set");
    to.set(name, value);
}

} // namespace telnyx::detail
