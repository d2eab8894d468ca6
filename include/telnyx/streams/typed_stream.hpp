#pragma once

// Streams from endpoints that the library has no method for, decoded into your own types.

#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/http/http_info.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/json/type_of.hpp"
#include "telnyx/streams/detail/decoded_events.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/fwd.hpp>

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace telnyx {

/// A streamed response whose events are JSON texts for a `T`. `client::stream_as<T>()` returns it.
///
///     while (auto item = co_await stream.next())
///         use(*item);
///
/// The stream is complete at an event with the data `[DONE]`, which is no `T`, or at the end of the body. Events
/// without data are skipped, and all others are decoded, whatever their names are. If their types differ, `T` can be a
/// `std::variant`, or a `boost::json::value`.
///
/// The rest is as with `event_stream`: nothing is read ahead, the connection is returned after the last event, and one
/// coroutine at a time may use the stream.
template <class T>
class typed_stream {
  public:
    /// A finished stream. Asio needs this constructor if the stream is passed to a completion handler or a future.
    typed_stream() = default;
    explicit typed_stream(detail::decoded_events events) : events_(std::move(events)) {}

    /// Returns the next item, or `std::nullopt` once the stream is complete.
    ///
    /// The stream is finished after any of these errors:
    /// @throws api_stream_error if the server reports an error: in an event named `error`, in one that has an error
    ///   report where `T` has no member for it, or in lines that are not an event; or if it stops in the middle of an
    ///   item
    /// @throws api_timeout_error if the server is silent, or sends no item, for too long
    /// @throws api_connection_error if the connection breaks
    /// @throws api_response_error if an item cannot be decoded, or its event is larger than `max_event_size()`
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<std::optional<T>> next() { return read(events_.shared()); }

    /// Like `next()`, but reads into an existing item and reuses its memory. Returns `false` once the stream is
    /// complete. `item` must live until the wait has ended.
    boost::asio::awaitable<bool> next_into(T& item) {
        return detail::decoded_events::read(events_.shared(), json::detail::erase(item));
    }

    /// The JSON text of the last item read, as sent by the server, including fields that `T` lacks. Valid until the
    /// next use of the stream; empty if the last read returned no item.
    std::string_view raw() const { return events_.raw(); }

    /// The name of the last item's event; `message` if it had none. Valid as `raw()`.
    std::string_view event_name() const { return events_.event_name(); }

    /// The last ID that the server had sent with the last item; may be empty. Valid as `raw()`.
    std::string_view event_id() const { return events_.event_id(); }

    /// Aborts the response and closes the connection.
    void close() { events_.close(); }

    /// Status and headers of the response.
    http_info const& http() const { return events_.http(); }

  private:
    static boost::asio::awaitable<std::optional<T>> read(std::shared_ptr<detail::decoded_events::state> self) {
        auto item = json::detail::make_value<T>();
        try {
            bool const more = co_await detail::decoded_events::read(std::move(self), json::detail::erase(item));
            if (!more) co_return std::nullopt;
        } catch (boost::system::system_error const& failure) {
            detail::rethrow_cancellation(failure); // cancelled before the read began
        }
        co_return std::optional<T>(std::move(item));
    }

    detail::decoded_events events_;
};

namespace detail {

template <class T>
boost::asio::awaitable<typed_stream<T>> open_typed_stream(boost::asio::awaitable<decoded_events> opening) {
    auto events = co_await std::move(opening);
    co_return typed_stream<T>(std::move(events));
}

} // namespace detail

template <class T>
boost::asio::awaitable<typed_stream<T>> client::stream_as(std::string_view method, std::string_view path,
                                                          boost::json::value const& body,
                                                          request_options const& options) const {
    auto const& type = json::detail::type_of<T, json::detail::use::decoding>::value;
    return detail::open_typed_stream<T>(detail::open_decoded_events(core_, method, path, body, options, type));
}

} // namespace telnyx
