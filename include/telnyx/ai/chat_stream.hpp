#pragma once

#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/config.hpp"
#include "telnyx/http_info.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>

namespace telnyx::core {
class event_stream;
}

namespace telnyx::ai {

/// An answer that arrives piece by piece.
///
///     while (auto chunk = co_await stream.next())
///         for (auto const& choice : chunk->choices)
///             std::cout << choice.delta.content.value_or("");
///
/// Nothing is read ahead of the pieces that are asked for, so a slow reader slows the server down instead of filling
/// memory. The connection goes back to the client after the last piece; destroying or cancelling the stream earlier
/// closes it. A stream is used by one coroutine at a time, and must not be destroyed or closed while that waits for a
/// piece: cancel the wait instead.
class chat_stream {
  public:
    /// A stream that is over. Asio needs it where the stream is given to a completion handler or a future.
    chat_stream();
    chat_stream(std::shared_ptr<core::event_stream> events, std::size_t max_json_depth);
    ~chat_stream();
    chat_stream(chat_stream&&) noexcept;
    chat_stream& operator=(chat_stream&&) noexcept;

    /// The next piece; nothing once the answer is complete.
    ///
    /// Throws `api_stream_error` when the server reports an error or stops before the end, `api_timeout_error` when it
    /// is silent for too long, `api_connection_error` when the connection breaks, `api_response_error` for a piece
    /// that cannot be understood, `api_user_abort_error` when cancelled. The stream is over after any of these.
    boost::asio::awaitable<std::optional<chat_completion_chunk>> next();

    /// Like `next()`, but reads into a chunk that may have been used before and keeps its memory: with the same chunk
    /// in each turn there is no allocation per piece. `false` once the answer is complete. `chunk` must live until
    /// the wait has ended.
    boost::asio::awaitable<bool> next_into(chat_completion_chunk& chunk);

    /// Reads all that is left and puts it together.
    boost::asio::awaitable<chat_completion> collect();

    /// Gives the answer up and closes the connection.
    void close();

    /// Status and headers of the answer.
    http_info const& http() const;

  private:
    struct state;
    struct reader;

    std::shared_ptr<state> state_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/chat_stream.ipp"
#endif
