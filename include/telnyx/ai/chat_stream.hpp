#pragma once

#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/core/stream_owner.hpp"
#include "telnyx/http/http_info.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string_view>

namespace telnyx::core {
class event_stream;
}

namespace telnyx::ai {

namespace detail {
class chat_access; // include "telnyx/ai/detail/chat_access.hpp"
}

/// A response that arrives chunk by chunk.
///
///     while (auto chunk = co_await stream.next())
///         for (auto const& choice : chunk->choices)
///             std::cout << choice.delta.content.value_or("");
///
/// Nothing is read ahead of the requested chunks, so a slow reader slows the server down instead of filling memory. The
/// connection is returned to the client after the last chunk; destroying or cancelling the stream earlier closes it.
/// Use a stream from one coroutine at a time. Do not destroy or close it while that coroutine waits for a chunk: cancel
/// the wait instead.
///
/// The response is complete when the server sends its end marker after a chunk, or ends the body after a finish reason
/// for each choice that has started. Named events that contain no chunk, such as `event: ping`, are skipped. An event
/// cut off by the end of the body before its blank line is accepted if its JSON is complete.
class chat_stream {
  public:
    /// A finished stream. Asio needs this constructor if the stream is passed to a completion handler or a future.
    chat_stream();
    chat_stream(std::shared_ptr<core::event_stream> events, std::size_t max_json_depth);
    ~chat_stream();
    chat_stream(chat_stream&&) noexcept;
    chat_stream& operator=(chat_stream&&) noexcept;

    /// Returns the next chunk, or `std::nullopt` once the response is complete, without waiting for the server to end
    /// the body.
    ///
    /// The stream is finished after any of these errors:
    /// @throws api_stream_error if the server reports an error or stops before the end
    /// @throws api_timeout_error if the server is silent, or sends no chunk, for too long
    /// @throws api_connection_error if the connection breaks
    /// @throws api_response_error if a chunk cannot be decoded
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<std::optional<chat_completion_chunk>> next();

    /// Like `next()`, but reads into an existing chunk and reuses its memory: passing the same chunk each time avoids
    /// an allocation per chunk. Returns `false` once the response is complete. `chunk` must live until the wait has
    /// ended.
    boost::asio::awaitable<bool> next_into(chat_completion_chunk& chunk);

    /// Reads the remaining chunks and merges them into one response.
    boost::asio::awaitable<chat_completion> collect();

    /// The JSON text of the last chunk read, as sent by the server, including fields unknown to the library. Valid
    /// until the next use of the stream; empty if the last read returned no chunk.
    std::string_view raw() const;

    /// Aborts the response and closes the connection.
    void close();

    /// Status and headers of the response.
    http_info const& http() const;

  private:
    friend class detail::chat_access;
    struct state;

    core::event_stream const& events() const;

    core::stream_owner<state> state_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/chat_stream.ipp"
#endif
