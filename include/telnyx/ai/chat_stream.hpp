#pragma once

#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/http/http_info.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string_view>

namespace telnyx::core {
class event_stream;
}

namespace telnyx::ai {

/// An answer that arrives chunk by chunk.
///
///     while (auto chunk = co_await stream.next())
///         for (auto const& choice : chunk->choices)
///             std::cout << choice.delta.content.value_or("");
///
/// Nothing is read ahead of the chunks that are asked for, so a slow reader slows the server down instead of filling
/// memory. The connection goes back to the client after the last chunk; destroying or cancelling the stream earlier
/// closes it. A stream is used by one coroutine at a time, and must not be destroyed or closed while that waits for a
/// chunk: cancel the wait instead.
///
/// The answer is complete when the server sends its end mark after a chunk, or ends the body after a finish reason for
/// each choice that has begun. Named events that hold no chunk, such as `event: ping`, are skipped. An event that the
/// end of the body cuts off before its blank line is taken if its JSON is complete.
class chat_stream {
  public:
    /// A stream that is over. Asio needs it where the stream is given to a completion handler or a future.
    chat_stream();
    chat_stream(std::shared_ptr<core::event_stream> events, std::size_t max_json_depth);
    ~chat_stream();
    chat_stream(chat_stream&&) noexcept;
    chat_stream& operator=(chat_stream&&) noexcept;

    /// The next chunk; `std::nullopt` once the answer is complete, without a wait for the server to end the body.
    ///
    /// Throws `api_stream_error` when the server reports an error or stops before the end, `api_timeout_error` when it
    /// is silent, or sends no chunk, for too long, `api_connection_error` when the connection breaks,
    /// `api_response_error` for a chunk that cannot be understood, `api_user_abort_error` when cancelled. The stream is
    /// over after any of these.
    boost::asio::awaitable<std::optional<chat_completion_chunk>> next();

    /// Like `next()`, but reads into a chunk that may have been used before and keeps its memory: with the same chunk
    /// in each turn there is no allocation per chunk. `false` once the answer is complete. `chunk` must live until
    /// the wait has ended.
    boost::asio::awaitable<bool> next_into(chat_completion_chunk& chunk);

    /// Reads all that is left and puts it together.
    boost::asio::awaitable<chat_completion> collect();

    /// The JSON text of the chunk that was read last, as the server sent it: with the fields that the library does not
    /// know. Valid until the next use of the stream; empty when that gave no chunk.
    std::string_view raw() const;

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
