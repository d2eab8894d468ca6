#pragma once

#include "telnyx/core/client_core.hpp"
#include "telnyx/response_body.hpp"
#include "telnyx/sse/event_parser.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace telnyx::core {

/// The events of a streamed answer, read as they are asked for: of what the server sends, no more than one piece of
/// the body is taken ahead of the reader.
class event_stream {
  public:
    enum class progress { event, wait, end };

    event_stream(client_core::reply answer, std::size_t max_event_size);

    /// The next event if it is there without waiting. Throws `api_connection_error` when the stream was cut off, and
    /// `api_response_error` when an event is too large.
    progress poll();

    /// Waits until `poll()` has news.
    boost::asio::awaitable<void> wait() { return body_->wait(); }

    /// The event that `poll()` found; until the next `poll()`.
    sse::event_view const& event() const { return parser_.event(); }

    /// Reads to the end of the body, if the server gets there soon, so that the connection can serve another call;
    /// otherwise gives the connection up. Call when no event is wanted any more.
    boost::asio::awaitable<void> finish();

    /// Gives the connection up at once, and all that has come over it.
    void close();

    bool is_open() const { return body_ != nullptr; }

    http_info const& http() const { return http_; }
    std::string const& operation() const { return operation_; }
    client_core const& core() const { return *core_; }

  private:
    std::unique_ptr<response_body> body_;
    http_info http_;
    std::string operation_;
    std::shared_ptr<client_core const> core_;
    sse::event_parser parser_;
    std::string_view unread_;
};

/// Sends a request whose answer is an event stream. Throws `api_response_error` when the server answers something
/// else.
boost::asio::awaitable<std::shared_ptr<event_stream>> open_event_stream(std::shared_ptr<client_core> core,
                                                                        prepared_request request);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/event_stream.ipp"
#endif
