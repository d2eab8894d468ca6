#pragma once

#include "telnyx/transport/pool_statistics.hpp"
#include "telnyx/transport/transport_request.hpp"
#include "telnyx/transport/transport_response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace telnyx {

/// Sends a request and returns the response. The client's own transport is a pool of TLS connections; users can replace
/// it, for tests or for another protocol. Must be safe to call from several threads at once.
class transport {
  public:
    virtual ~transport() = default;

    /// Sends the request and waits for the head of the response, whatever its status. Does not retry: that is up to the
    /// caller.
    ///
    /// @throws api_timeout_error if a limit of the request expires, measured by its clock.
    /// @throws api_connection_error if there is no usable response.
    /// @throws api_user_abort_error if cancelled.
    virtual boost::asio::awaitable<transport_response> send(std::shared_ptr<transport_request> request) = 0;

    /// From now on the client starts no new calls, and it will call `close()` when the calls in flight have ended. Fail
    /// the requests that wait for a connection, except those that continue a call, and keep no idle connections.
    /// Requests that continue a call may still arrive. Does nothing unless overridden. Thread-safe.
    virtual void begin_closing() {}

    /// Rejects new requests, closes idle connections, and waits until the requests in flight have ended. Does nothing
    /// before it is awaited. The client awaits it when no call is in flight any more.
    virtual boost::asio::awaitable<void> close() = 0;

    /// Aborts all requests in flight and rejects new ones.
    virtual void abort() = 0;

    /// State of the connections; zeros for transports without connections.
    virtual pool_statistics statistics() const { return {}; }
};

} // namespace telnyx
