#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"
#include "telnyx/testing/sandbox_options.hpp"

#include <string_view>

namespace telnyx::testing::detail {

/// Compresses the response if the options ask for it and the client accepts it.
inline void choose_coding(reply& response, recorded_request const& request, sandbox_options const& options) {
    if (!options.gzip()) return;
    auto const codings = request.headers.get("accept-encoding").value_or("");
    if (codings.find("gzip") != std::string_view::npos) response.gzip();
}

/// Whether the response announces the end of the connection.
inline bool announces_end(reply const& response) {
    return ascii::equal_ignoring_case(response.headers().get("connection").value_or(""), "close");
}

} // namespace telnyx::testing::detail
