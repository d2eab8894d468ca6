#pragma once

#include "telnyx/body/body_source.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/transport/request_limits.hpp"

#include <any>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx {

class clock;

/// An HTTP request as passed to a transport. The transport adds `Host` and the framing of the body (`Content-Length` or
/// `Transfer-Encoding`).
struct transport_request {
    /// Progress of the request on its way to the server.
    enum class progress {
        waiting,    ///< waits for a connection
        connecting, ///< has a slot in the pool; certainly nothing has been sent
        sent,       ///< the server may have read some of it
    };

    std::shared_ptr<telnyx::origin const> origin{}; ///< where to send it
    std::string method{};                           ///< such as `POST`
    std::string target{};                           ///< path and query, percent-encoded
    telnyx::headers headers{};                      ///< all other headers
    bool has_body = false;                          ///< whether there is a body at all, even an empty one
    std::string body{};                             ///< the body, unless `source` is set
    std::shared_ptr<body_source> source{};          ///< produces the body while it is sent
    request_limits limits{};                        ///< for this attempt
    std::uint64_t call = 0;                         ///< number of the call within the client, for observers
    std::shared_ptr<telnyx::clock> clock{};         ///< clock of the limits; null means the system's

    /// Whether it continues a call whose previous request, which was redirected or failed, this transport has handled.
    bool continues = false;

    /// Called by a transport that wants to resend the request by itself, because a connection accepted some of it and
    /// ended without a response; `reason` says why, in words. Unless it is set and returns true, the request is not
    /// resent: the server may have processed it. Only valid during `send()`.
    std::function<bool(std::string_view reason)> may_repeat;

    /// Updated by the transport during `send()`: a request that has not been sent can be retried safely. A transport
    /// that does not know leaves it unchanged.
    progress reached = progress::sent;

    /// For observers: `request_options::context()`; null if there is none.
    std::shared_ptr<std::any const> context{};
};

/// The length of the body that a transport announces; `std::nullopt` if it is unknown, or if there is no body and the
/// method makes that clear.
inline std::optional<std::uint64_t> announced_length(transport_request const& request) {
    if (request.source) return request.source->size();
    bool const expected =
        request.has_body || (request.method != "GET" && request.method != "HEAD" && request.method != "DELETE");
    return expected ? std::optional<std::uint64_t>(request.body.size()) : std::nullopt;
}

} // namespace telnyx
