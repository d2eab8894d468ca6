#pragma once

#include "telnyx/async/call_registry.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/body/response_body.hpp"
#include "telnyx/http/http_info.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace telnyx {

/// The bytes of an answer as they arrive, such as audio that is played while it is being made.
///
///     for (auto piece = co_await audio.next(); !piece.empty(); piece = co_await audio.next())
///         play(piece);
///
/// Nothing is read ahead of the pieces that are asked for. Destroying the stream before its end closes the connection.
/// A stream is used by one coroutine at a time.
class byte_stream {
  public:
    /// A stream that is over. Asio needs it where the stream is given to a completion handler or a future.
    byte_stream();
    byte_stream(http_info http, std::unique_ptr<response_body> body, std::string operation, async::call_place place);

    /// The next piece; empty at the end. It stays valid until the next call.
    ///
    /// Throws `api_timeout_error` when nothing comes for too long, `api_connection_error` when the connection breaks,
    /// `api_user_abort_error` when cancelled, `api_response_error` when what comes is no audio but what the server
    /// reports; the stream is over then, and asking again throws the same.
    boost::asio::awaitable<std::string_view> next();

    /// Reads all that is left, at most `limit` bytes. Throws like `next()`, and `api_response_error` beyond the limit.
    boost::asio::awaitable<std::string> collect(std::size_t limit);

    /// Status and headers of the answer.
    http_info const& http() const;

    /// Media type of the bytes.
    std::string_view content_type() const { return http().content_type(); }

  private:
    struct state;
    struct reader;

    std::shared_ptr<state> state_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/results/impl/byte_stream.ipp"
#endif
