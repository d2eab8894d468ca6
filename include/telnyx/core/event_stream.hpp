#pragma once

#include "telnyx/body/response_body.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/sse/event_parser.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::core {

/// The events of a streamed answer, read as they are asked for: of what the server sends, no more than one piece of
/// the body is taken ahead of the reader.
class event_stream {
  public:
    enum class progress { event, wait, end };

    event_stream(client_core::reply answer, std::size_t max_event_size, request_options::duration event_timeout);

    /// The next event if it is there without waiting. Throws `api_connection_error` when the stream was cut off, and
    /// `api_response_error` when an event is too large.
    progress poll();

    /// Waits until `poll()` will return an event or the end. Throws `api_timeout_error` with `errc::event_timeout` when
    /// the waits since `event_taken()` have taken too long. The stream must live until the wait has ended.
    boost::asio::awaitable<void> wait() {
        return event_timeout_ == request_options::duration::max() ? body_->wait() : wait_for_event();
    }

    /// Says that an event of use has come: the limit for the time without one begins again.
    void event_taken() { event_by_.reset(); }

    /// The event that `poll()` found; until the next `poll()`.
    sse::event_view const& event() const { return parser_.event(); }

    /// Whether the body ended before the blank line that ends the event: it may have been cut.
    bool event_unterminated() const { return event_unterminated_; }

    /// What the server sent that is no field of the format; see `sse::event_parser::stray_lines()`.
    std::string_view stray_lines() const { return parser_.stray_lines(); }

    /// Lets the rest of the body be read to its end, if the server gets there soon, so that the connection can serve
    /// another call; otherwise gives the connection up. Does not wait. Call when no event is wanted any more.
    void finish(boost::asio::any_io_executor const& executor);

    /// Gives the connection up at once, and all that has come over it.
    void close();

    bool is_open() const { return body_ != nullptr; }

    http_info const& http() const { return http_; }
    std::string const& operation() const { return operation_; }
    client_core const& core() const { return *core_; }

  private:
    progress end_of_body();
    boost::asio::awaitable<void> wait_for_event();

    std::unique_ptr<response_body> body_;
    http_info http_;
    std::string operation_;
    std::shared_ptr<client_core const> core_;
    async::call_place place_; // until the body has ended
    sse::event_parser parser_;
    std::string_view unread_;
    request_options::duration event_timeout_;
    std::optional<std::chrono::steady_clock::time_point> event_by_; // when the next event must have come
    bool event_unterminated_ = false;
};

/// Sends a request whose answer is an event stream. Throws `api_response_error` when the server answers something
/// else.
boost::asio::awaitable<std::shared_ptr<event_stream>> open_event_stream(std::shared_ptr<client_core> core,
                                                                        prepared_request request);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/event_stream.ipp"
#endif
