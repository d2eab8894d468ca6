#pragma once

#include "telnyx/http/headers.hpp"
#include "telnyx/observe/header_writer.hpp"
#include "telnyx/observe/token_usage.hpp"

#include <boost/system/error_code.hpp>

#include <any>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx {

/// Is notified of what a client does, for logs, metrics and traces. Override the functions of interest and pass the
/// observer to `client_options::observe()`.
///
/// The functions are called on any of the client's threads and on several at once: they must be quick and must not
/// throw. Views and references are valid only during the function. The API key is redacted everywhere, even in requests
/// and responses that contain it. Without an observer there is no overhead.
///
/// The events of a call are, in this order: `call_started`; for each attempt `request_prepared`, `attempt_started` and
/// `headers_received`, and `retry_scheduled` between attempts; `call_finished`; `chunk_received` for each chunk of a
/// stream; `call_ended`, always and once. Each has the `context` of the call, which `request_options::context()` sets:
///
///     if (auto const* const user = std::any_cast<user_id>(event.context)) // null if there is none, or another type
class observer {
  public:
    using duration = std::chrono::steady_clock::duration; ///< type of periods

    /// A call begins.
    struct call_started {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        std::string_view authority{}; ///< host and port of the server
        std::string_view model{};     ///< model that the request names; empty if it names none
        bool streamed{};              ///< whether the response is read as it arrives
        std::any const* context{};    ///< context of the call; null if it has none
    };

    /// An attempt is about to start: headers may be added, such as `traceparent`. Those of an earlier attempt are still
    /// there.
    struct request_prepared {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempt{};                ///< 1 for the first
        header_writer& fields;        ///< adds headers to the request
        std::any const* context{};    ///< context of the call; null if it has none
    };

    /// A request is about to be sent.
    struct attempt_started {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempt{};                ///< 1 for the first
        std::string_view method{};    ///< such as `POST`
        std::string_view target{};    ///< path and query as sent
        headers const& fields;        ///< as sent, but without the value of Authorization
        std::string_view body{};      ///< as sent; empty for bodies that are produced during sending
        std::any const* context{};    ///< context of the call; null if it has none
    };

    /// The head of a response has arrived.
    struct headers_received {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempt{};                ///< 1 for the first
        int status{};                 ///< HTTP status code
        headers const& fields;        ///< as received, with the API key redacted
        duration elapsed{};           ///< since the start of the attempt
        std::any const* context{};    ///< context of the call; null if it has none
    };

    /// The response is a redirect that the client follows: the request is about to be sent to another URL of the same
    /// origin.
    struct redirect_followed {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempt{};                ///< unchanged by the redirect
        int status{};                 ///< HTTP status code
        std::string_view target{};    ///< path and query of the next request
        std::any const* context{};    ///< context of the call; null if it has none
    };

    /// An attempt has failed and another will follow. Also called when an idle connection broke as the request was
    /// sent, and the request is resent at once on another one: then there is no delay.
    struct retry_scheduled {
        std::uint64_t call{};             ///< sequence number of the call within the client
        std::string_view operation{};     ///< method and path pattern, without IDs
        int attempt{};                    ///< the one that failed
        std::string_view reason{};        ///< why, in words
        duration delay{};                 ///< until the next attempt
        std::any const* context{};        ///< context of the call; null if it has none
        int status{};                     ///< of the response to the attempt; 0 if there was none
        boost::system::error_code code{}; ///< as `error::code()`; empty if a connection broke and the request is resent
    };

    /// The response of a call has arrived, or the call has failed. For a stream, the head of the response: its end is
    /// `call_ended`.
    struct call_finished {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        int attempts{};               ///< not counting one that got no connection
        int status{};                 ///< 0 if there was no response
        std::string_view error{};     ///< what failed, in words; empty on success
        std::string_view body{};      ///< of a successful response; empty for streams
        duration elapsed{};           ///< since the start of the call
        std::any const* context{};    ///< context of the call; null if it has none
    };

    /// The reader of a stream has got a chunk: an event, or some bytes of audio.
    struct chunk_received {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view operation{}; ///< method and path pattern, without IDs
        std::uint64_t number{};       ///< 1 for the first of the stream
        duration elapsed{};           ///< since the start of the call
        std::any const* context{};    ///< context of the call; null if it has none
    };

    /// How a call ended.
    enum class ending {
        complete,  ///< with the whole response
        failed,    ///< with an error
        cancelled, ///< the caller cancelled it
        given_up,  ///< the caller destroyed or closed the stream before its end, or the coroutine of the call
    };

    /// A call is over: its response has been decoded, or its stream has been read or given up.
    struct call_ended {
        std::uint64_t call{};                  ///< sequence number of the call within the client
        std::string_view operation{};          ///< method and path pattern, without IDs
        ending how{};                          ///< how it ended
        int attempts{};                        ///< as in `call_finished`
        int status{};                          ///< 0 if there was no response
        std::string_view error{};              ///< what failed, in words; empty if nothing did
        boost::system::error_code code{};      ///< `error::code()`; empty if nothing failed
        duration elapsed{};                    ///< since the start of the call
        std::uint64_t chunks{};                ///< of a stream
        std::optional<duration> first_chunk{}; ///< of a stream: from the start of the call until its first chunk
        std::string_view response_id{};        ///< of the model's response; empty if there is none
        std::string_view model{};              ///< that responded; empty if the response does not say
        std::string_view finish_reason{};      ///< why the model stopped, for the first choice; may be empty
        token_usage usage{};                   ///< tokens that it used, as far as the response says
        std::any const* context{};             ///< context of the call; null if it has none
    };

    /// A call has stopped waiting for its turn.
    struct wait_ended {
        /// What a call waits for.
        enum class queue {
            connection, ///< a connection, or a place on one
            limits,     ///< the client's limits for calls of models
        };

        std::uint64_t call{};      ///< sequence number of the call within the client
        queue what{};              ///< what it waited for
        bool granted{};            ///< whether it was its turn; otherwise the attempt has failed
        duration elapsed{};        ///< how long it waited
        std::any const* context{}; ///< context of the call; null if it has none
    };

    /// A model has called a tool, and its function begins. Only of `run_tools()` and `stream_tools()`.
    struct tool_started {
        std::string_view tool{};   ///< its name
        std::string_view id{};     ///< ID of the tool call
        int round{};               ///< of the run, 1 for the first
        std::any const* context{}; ///< of the requests of the run: `tool_run_options::request()`
    };

    /// The function of a tool has ended. A tool call that is refused before its function begins has only this event;
    /// one that repeats another of its turn, or that the run does not get to, has none.
    struct tool_ended {
        std::string_view tool{};   ///< its name
        std::string_view id{};     ///< ID of the tool call
        int round{};               ///< of the run, 1 for the first
        bool offered{};            ///< whether there is a tool of this name; otherwise the model made it up
        std::string_view how{};    ///< name of the `ai::tool_report::ending`, such as `returned`
        std::string_view error{};  ///< message of the function's exception; empty if there was none
        duration elapsed{};        ///< how long the function ran
        std::any const* context{}; ///< of the requests of the run: `tool_run_options::request()`
    };

    /// A connection has been established.
    struct connection_opened {
        std::uint64_t connection{};   ///< sequence number of the connection within the client
        std::uint64_t call{};         ///< the call that it was opened for
        std::string_view authority{}; ///< host and port
        bool resumed{};               ///< whether an earlier TLS session was resumed
        duration elapsed{};           ///< including name lookup, proxy, TCP and TLS
        std::string_view proxy{};     ///< host and port of the proxy in use; empty if there is none
        std::any const* context{};    ///< of that call
    };

    /// A call uses a connection that was already open.
    struct connection_reused {
        std::uint64_t connection{};   ///< sequence number of the connection within the client
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view authority{}; ///< host and port
        std::any const* context{};    ///< context of the call; null if it has none
    };

    /// All connections are in use, and a call starts to wait for one. Called when a queue forms, not for each call that
    /// joins it; `wait_ended` follows for each.
    struct connections_exhausted {
        std::uint64_t call{};         ///< sequence number of the call within the client
        std::string_view authority{}; ///< host and port
        std::size_t limit{};          ///< `client_options::max_connections()`
        std::any const* context{};    ///< context of the call; null if it has none
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
    virtual void on(call_started const&) noexcept {}
    virtual void on(request_prepared const&) noexcept {}
    virtual void on(chunk_received const&) noexcept {}
    virtual void on(call_ended const&) noexcept {}
    virtual void on(wait_ended const&) noexcept {}
    virtual void on(tool_started const&) noexcept {}
    virtual void on(tool_ended const&) noexcept {}
    /// @}
};

} // namespace telnyx
