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

/// The bytes of a response body as they arrive, such as audio that is played while it is generated.
///
///     for (auto chunk = co_await audio.next(); !chunk.empty(); chunk = co_await audio.next())
///         play(chunk);
///
/// The stream does not read ahead. Destroying it before its end closes the connection.
/// Only one coroutine at a time may use a stream.
class byte_stream {
  public:
    /// A stream at its end. Asio requires it where a completion handler or a future receives the stream.
    byte_stream();
    byte_stream(http_info http, std::unique_ptr<response_body> body, std::string operation, async::call_place place);

    /// Returns the next chunk, valid until the next call; empty at the end.
    ///
    /// After an error the stream is over, and further calls throw the same error again.
    /// @throws api_timeout_error if no data arrives in time.
    /// @throws api_connection_error if the connection breaks.
    /// @throws api_user_abort_error if cancelled.
    /// @throws api_response_error if the body is an error report instead of audio.
    boost::asio::awaitable<std::string_view> next();

    /// Reads the rest of the stream, at most `limit` bytes. Throws like `next()`.
    /// @throws api_response_error if there are more bytes than `limit`.
    boost::asio::awaitable<std::string> collect(std::size_t limit);

    /// Status and headers of the response.
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
