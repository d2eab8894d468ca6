#pragma once

#include "telnyx/body/body_source.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/transport/request_limits.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace telnyx {

class clock;

/// An HTTP request as a transport gets it. The transport adds `Host` and the framing of the body
/// (`Content-Length` or `Transfer-Encoding`).
struct transport_request {
    /// How far it has got on its way to the server.
    enum class progress {
        waiting,    ///< for a connection
        connecting, ///< it has its place; certainly nothing of it has been sent
        sent,       ///< the server may have read some of it
    };

    std::shared_ptr<telnyx::origin const> origin{}; ///< where it goes
    std::string method{};                           ///< such as `POST`
    std::string target{};                           ///< path and query, percent-encoded
    telnyx::headers headers{};                      ///< all other headers
    bool has_body = false;                          ///< whether there is a body at all, even an empty one
    std::string body{};                             ///< the body, unless `source` is set
    std::shared_ptr<body_source> source{};          ///< produces the body while it is sent
    request_limits limits{};                        ///< for this attempt
    std::uint64_t call = 0;                         ///< number of the call within the client, for observers
    std::shared_ptr<telnyx::clock> clock{};         ///< whose time the limits are in; null means the system's

    /// Whether it goes on with a call of which the transport has had another request, which was redirected or failed.
    bool continues = false;

    /// Asked by a transport that wants to send the request again by itself, since a connection took some of it and
    /// ended without an answer; `reason` says why, in words. Unless it is set and says yes, the request is not sent
    /// again: the server may have carried it out. Only for the time of `send()`.
    std::function<bool(std::string_view reason)> may_repeat;

    /// Kept up to date by the transport for the time of `send()`: what has not been sent can safely be tried again. A
    /// transport that does not know leaves it as it is.
    progress reached = progress::sent;
};

} // namespace telnyx
