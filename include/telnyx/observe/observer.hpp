#pragma once

#include "telnyx/http/headers.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telnyx {

/// Gets told what a client does, for logs, metrics and traces. Override what is of interest and pass it to
/// `client_options::observe()`.
///
/// The functions are called while the client works, on any of its threads and several at a time: they must be quick
/// and must not throw. Views and references last only during the function. The API key is in none of them, also where
/// request or answer hold it. Without an observer none of it costs anything.
class observer {
  public:
    using duration = std::chrono::steady_clock::duration;

    /// A request is about to be sent.
    struct attempt_started {
        std::uint64_t call{};         ///< number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without ids
        int attempt{};                ///< 1 for the first
        std::string_view method{};
        std::string_view target{}; ///< path and query as sent
        headers const& fields;     ///< as sent, but without what stands in Authorization
        std::string_view body{};   ///< as sent; empty for bodies that are produced while they are sent
    };

    /// The head of a response has arrived.
    struct headers_received {
        std::uint64_t call{};
        std::string_view operation{};
        int attempt{};
        int status{};
        headers const& fields;
        duration elapsed{}; ///< since the attempt was started
    };

    /// The response is a redirect that is followed: the request is about to be sent to another place of the same
    /// origin.
    struct redirect_followed {
        std::uint64_t call{};
        std::string_view operation{};
        int attempt{}; ///< the same before and after
        int status{};
        std::string_view target{}; ///< path and query that follow
    };

    /// An attempt has failed and another will follow. Also when a connection that had been idle died with the request
    /// on it, and the request is sent at once on another one: then there is no delay.
    struct retry_scheduled {
        std::uint64_t call{};
        std::string_view operation{};
        int attempt{};             ///< the one that failed
        std::string_view reason{}; ///< why, in words
        duration delay{};          ///< until the next attempt
    };

    /// A call has ended. For a stream this is when its first headers have arrived.
    struct call_finished {
        std::uint64_t call{};
        std::string_view operation{};
        int attempts{};           ///< without one that got no connection
        int status{};             ///< 0 when there was no response
        std::string_view error{}; ///< what went wrong, in words; empty for a success
        std::string_view body{};  ///< of the response to a success; empty for streams
        duration elapsed{};       ///< since the call was started
    };

    /// A connection has been established.
    struct connection_opened {
        std::uint64_t connection{};   ///< number of the connection within the client
        std::uint64_t call{};         ///< the call it was made for
        std::string_view authority{}; ///< host and port
        bool resumed{};               ///< whether an earlier TLS session was resumed
        duration elapsed{};           ///< with name lookup, proxy, TCP and TLS
        std::string_view proxy{};     ///< host and port of the proxy on the way; empty without one
    };

    /// A call uses a connection that was open already.
    struct connection_reused {
        std::uint64_t connection{};
        std::uint64_t call{};
        std::string_view authority{};
    };

    /// All connections are in use, and a call begins to wait for one. Told when there begins to be a queue, not for
    /// each call that joins it.
    struct connections_exhausted {
        std::uint64_t call{};
        std::string_view authority{};
        std::size_t limit{}; ///< `client_options::max_connections()`
    };

    /// A connection has been closed, or could not be established.
    struct connection_closed {
        std::uint64_t connection{};
        std::string_view authority{};
        std::string_view reason{}; ///< why, in words; empty when nothing was wrong
    };

    virtual ~observer() = default;

    virtual void on(attempt_started const&) noexcept {}
    virtual void on(headers_received const&) noexcept {}
    virtual void on(redirect_followed const&) noexcept {}
    virtual void on(retry_scheduled const&) noexcept {}
    virtual void on(call_finished const&) noexcept {}
    virtual void on(connection_opened const&) noexcept {}
    virtual void on(connection_reused const&) noexcept {}
    virtual void on(connection_closed const&) noexcept {}
    virtual void on(connections_exhausted const&) noexcept {}
};

} // namespace telnyx
