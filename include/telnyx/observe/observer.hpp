#pragma once

#include "telnyx/http/headers.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telnyx {

/// Is notified of what a client does, for logs, metrics and traces. Override the functions of interest and pass the
/// observer to `client_options::observe()`.
///
/// The functions are called on any of the client's threads and on several at once: they must be quick and must not
/// throw. Views and references are valid only during the function. The API key is redacted everywhere, even in requests
/// and responses that contain it. Without an observer there is no overhead.
class observer {
  public:
    using duration = std::chrono::steady_clock::duration; ///< type of periods

    /// A request is about to be sent.
    struct attempt_started {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempt{};                ///< 1 for the first
        std::string_view method{};    ///< such as `POST`
        std::string_view target{};    ///< path and query as sent
        headers const& fields;        ///< as sent, but without the value of Authorization
        std::string_view body{};      ///< as sent; empty for bodies that are produced during sending
    };

    /// The head of a response has arrived.
    struct headers_received {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempt{};                ///< 1 for the first
        int status{};                 ///< HTTP status code
        headers const& fields;        ///< as received, with the API key redacted
        duration elapsed{};           ///< since the start of the attempt
    };

    /// The response is a redirect that the client follows: the request is about to be sent to another URL of the same
    /// origin.
    struct redirect_followed {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempt{};                ///< unchanged by the redirect
        int status{};                 ///< HTTP status code
        std::string_view target{};    ///< path and query of the next request
    };

    /// An attempt has failed and another will follow. Also called when an idle connection broke as the request was
    /// sent, and the request is resent at once on another one: then there is no delay.
    struct retry_scheduled {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempt{};                ///< the one that failed
        std::string_view reason{};    ///< why, in words
        duration delay{};             ///< until the next attempt
    };

    /// A call has ended. A stream counts as ended when its first headers have arrived.
    struct call_finished {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempts{};               ///< not counting one that got no connection
        int status{};                 ///< 0 if there was no response
        std::string_view error{};     ///< what failed, in words; empty on success
        std::string_view body{};      ///< of a successful response; empty for streams
        duration elapsed{};           ///< since the start of the call
    };

    /// A connection has been established.
    struct connection_opened {
        std::uint64_t connection{};   ///< sequence number of the connection within the client
        std::uint64_t call{};         ///< the call that it was opened for
        std::string_view authority{}; ///< host and port
        bool resumed{};               ///< whether an earlier TLS session was resumed
        duration elapsed{};           ///< including name lookup, proxy, TCP and TLS
        std::string_view proxy{};     ///< host and port of the proxy in use; empty if there is none
    };

    /// A call uses a connection that was already open.
    struct connection_reused {
        std::uint64_t connection{};   ///< sequence number of the connection within the client
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view authority{}; ///< host and port
    };

    /// All connections are in use, and a call starts to wait for one. Called when a queue forms, not for each call that
    /// joins it.
    struct connections_exhausted {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view authority{}; ///< host and port
        std::size_t limit{};          ///< `client_options::max_connections()`
    };

    /// A connection has been closed, or could not be established.
    struct connection_closed {
        std::uint64_t connection{};   ///< sequence number of the connection within the client
        std::string_view authority{}; ///< host and port
        std::string_view reason{};    ///< why, in words; empty if there was no error
    };

    virtual ~observer() = default;

    /// Called when the event happens; does nothing unless overridden.
    /// @{
    virtual void on(attempt_started const&) noexcept {}
    virtual void on(headers_received const&) noexcept {}
    virtual void on(redirect_followed const&) noexcept {}
    virtual void on(retry_scheduled const&) noexcept {}
    virtual void on(call_finished const&) noexcept {}
    virtual void on(connection_opened const&) noexcept {}
    virtual void on(connection_reused const&) noexcept {}
    virtual void on(connection_closed const&) noexcept {}
    virtual void on(connections_exhausted const&) noexcept {}
    /// @}
};

} // namespace telnyx
