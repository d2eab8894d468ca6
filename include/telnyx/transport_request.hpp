#pragma once

#include "telnyx/body_source.hpp"
#include "telnyx/headers.hpp"
#include "telnyx/origin.hpp"
#include "telnyx/request_limits.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace telnyx {

class clock;

/// An HTTP request as a transport gets it. The transport adds `Host` and the framing of the body
/// (`Content-Length` or `Transfer-Encoding`).
struct transport_request {
    std::shared_ptr<telnyx::origin const> origin; ///< where it goes
    std::string method;                           ///< such as `POST`
    std::string target;                           ///< path and query, percent-encoded
    telnyx::headers headers;                      ///< all other headers
    bool has_body = false;                        ///< whether there is a body at all, even an empty one
    std::string body;                             ///< the body, unless `source` is set
    std::shared_ptr<body_source> source;          ///< produces the body while it is sent
    request_limits limits;                        ///< for this attempt
    std::uint64_t call = 0;                       ///< number of the call within the client, for observers
    std::shared_ptr<telnyx::clock> clock;         ///< whose time the limits are in; null means the system's
};

} // namespace telnyx
