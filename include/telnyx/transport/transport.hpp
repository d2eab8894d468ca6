#pragma once

#include "telnyx/transport/pool_statistics.hpp"
#include "telnyx/transport/transport_request.hpp"
#include "telnyx/transport/transport_response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace telnyx {

/// Sends one request and gives back one response. The client's own is a pool of TLS connections; users can put in
/// another one, for tests or for another protocol. Must be safe for use from several threads.
class transport {
  public:
    virtual ~transport() = default;

    /// Sends the request and waits for the head of the response, whatever its status.
    ///
    /// Throws `api_timeout_error` when a limit of the request, in the time of its clock, runs out,
    /// `api_connection_error` when there is no usable answer, `api_user_abort_error` when cancelled. Retries are the
    /// caller's business.
    virtual boost::asio::awaitable<transport_response> send(std::shared_ptr<transport_request> request) = 0;

    /// The client lets no new call in from now on, and will `close()` when the calls in flight have ended: fail the
    /// requests that wait for a connection, except those that continue a call, and keep no idle connection. Requests
    /// that continue a call may still come. Does nothing unless overridden. Thread-safe.
    virtual void begin_closing() {}

    /// Lets no new request in and closes idle connections; the wait ends when the requests in flight have. Nothing
    /// happens before it is awaited. The client awaits it when no call is in flight any more.
    virtual boost::asio::awaitable<void> close() = 0;

    /// Breaks off all requests in flight and lets no new one in.
    virtual void abort() = 0;

    /// What the connections are doing; zeros for transports that have none.
    virtual pool_statistics statistics() const { return {}; }
};

} // namespace telnyx
