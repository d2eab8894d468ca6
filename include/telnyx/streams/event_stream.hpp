#pragma once

// Streams from endpoints that the library has no method for, event by event.

#include "telnyx/base/config.hpp"
#include "telnyx/client.hpp"
#include "telnyx/core/stream_owner.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/http/http_info.hpp"
#include "telnyx/streams/stream_event.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>

namespace telnyx {

namespace core {
class event_stream;
}

/// The events of a streamed response, whatever they mean. `client::stream()` returns it.
///
///     while (auto event = co_await stream.next())
///         std::cout << event->name << ": " << event->data << '\n';
///
/// Every event is returned as the server sent it, including those that some endpoints use for their own purposes: an
/// event with the data `[DONE]`, and one named `error`. `typed_stream` gives these their usual meaning. The stream is
/// complete at the end of the body. If the body ends in the middle of an event, this event is the last one, with
/// `terminated` false. Comments and lines that are not part of the format are ignored, as the standard requires, unless
/// such lines report an error at the end of the stream.
///
/// Nothing is read ahead of the requested events, so a slow reader slows the server down instead of filling memory. The
/// connection is returned to the client after the last event; destroying or cancelling the stream earlier closes it.
/// Use a stream from one coroutine at a time. Do not destroy or close it while that coroutine waits for an event:
/// cancel the wait instead.
class event_stream {
  public:
    /// A finished stream. Asio needs this constructor if the stream is passed to a completion handler or a future.
    event_stream();
    explicit event_stream(std::shared_ptr<core::event_stream> events);
    ~event_stream();
    event_stream(event_stream&&) noexcept;
    event_stream& operator=(event_stream&&) noexcept;

    /// Returns the next event, or `std::nullopt` at the end of the body.
    ///
    /// The stream is finished after any of these errors:
    /// @throws api_stream_error if the server reports an error in lines that are not an event
    /// @throws api_timeout_error if the server is silent, or sends no event, for too long
    /// @throws api_connection_error if the connection breaks
    /// @throws api_response_error if an event is larger than `max_event_size()`
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<std::optional<stream_event>> next();

    /// Like `next()`, but reads into an existing event and reuses its memory. Returns `false` at the end of the body.
    /// `event` must live until the wait has ended.
    boost::asio::awaitable<bool> next_into(stream_event& event);

    /// Aborts the response and closes the connection.
    void close();

    /// Status and headers of the response.
    http_info const& http() const;

  private:
    struct state;

    core::stream_owner<state> state_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/streams/impl/event_stream.ipp"
#endif
