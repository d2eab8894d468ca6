#pragma once

#include "telnyx/body/response_body.hpp"
#include "telnyx/core/call_gate.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/sse/event_parser.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::core {

/// The events of a streamed response, read on request: at most one chunk of the body is read ahead of the reader.
class event_stream {
  public:
    enum class progress { event, wait, end };

    event_stream(client_core::reply received, std::size_t max_event_size, request_options::duration event_timeout);

    /// The next event, if available without waiting.
    ///
    /// @throws api_connection_error if the stream was truncated
    /// @throws api_response_error if an event is too large
    progress poll();

    /// Waits until `poll()` will return an event or the end. The stream must live until the wait has ended.
    ///
    /// @throws api_timeout_error with `errc::event_timeout` if the waits since `event_taken()` have taken too long
    boost::asio::awaitable<void> wait() {
        return event_timeout_ == request_options::duration::max() ? body_->wait() : wait_for_event();
    }

    /// Reports that a useful event has arrived: restarts the event timeout.
    void event_taken() {
        event_by_.reset();
        if (watch_) watch_->chunk_received();
    }

    /// What tells observers how the call goes on; null without observers.
    call_watch* watch() const { return watch_.get(); }

    /// Ends the stream because of an error of its reader, which observers are to get once it is complete: the caller
    /// passes it to what this returns. Null without observers.
    std::unique_ptr<call_watch> close_for_error() {
        auto watch = std::move(watch_);
        close();
        return watch;
    }

    /// Reports how many tokens the whole call has used, for the limits of the client.
    void tokens_used(std::int64_t total) {
        if (admitted_) admitted_->correct_tokens(total);
    }

    /// The event found by `poll()`; valid until the next `poll()`.
    sse::event_view const& event() const { return parser_.event(); }

    /// Whether the body ended before the blank line that ends the event: the event may be truncated.
    bool event_unterminated() const { return event_unterminated_; }

    /// Lines from the server that are not fields of the format; see `sse::event_parser::stray_lines()`.
    std::string_view stray_lines() const { return parser_.stray_lines(); }

    /// Reads the rest of the body in the background if it ends soon, so that the connection can serve another call;
    /// otherwise closes the connection. Does not wait. Call this when no more events are needed.
    void finish(boost::asio::any_io_executor const& executor);

    /// Closes the connection immediately and discards all received data.
    void close();

    bool is_open() const { return body_ != nullptr; }

    http_info const& http() const { return http_; }
    std::string const& operation() const { return operation_; }
    client_core const& core() const { return *core_; }

  private:
    progress end_of_body();
    void end_call();
    boost::asio::awaitable<void> wait_for_event();

    std::unique_ptr<response_body> body_;
    http_info http_;
    std::string operation_;
    std::shared_ptr<client_core const> core_;
    async::call_place place_;                 // until the body has ended
    std::shared_ptr<admitted_call> admitted_; // as long; null unless the client has limits
    std::unique_ptr<call_watch> watch_;       // until the reader needs no more; null without observers
    sse::event_parser parser_;
    std::string_view unread_;
    request_options::duration event_timeout_;
    std::optional<std::chrono::steady_clock::time_point> event_by_; // when the next event must have arrived
    bool event_unterminated_ = false;
};

/// Sends a request whose response is an event stream.
///
/// @throws api_response_error if the response is something else
boost::asio::awaitable<std::shared_ptr<event_stream>> open_event_stream(std::shared_ptr<client_core> core,
                                                                        prepared_request request);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/event_stream.ipp"
#endif
