#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx {

/// The body of a response, read chunk by chunk. It is not read ahead. Destroying it before its end abandons the
/// response and closes the connection.
class response_body {
  public:
    virtual ~response_body() = default;

    /// Returns the next chunk if it is available without waiting: `std::nullopt` if `wait()` is needed first, an empty
    /// chunk at the end of the body. A chunk stays valid until the next call of either function.
    /// @throws api_connection_error if the body was cut off or badly framed. After a failure, including one of
    ///   `wait()`, it throws the same error again: a failed body never looks like a complete one.
    virtual std::optional<std::string_view> poll() = 0;

    /// Minimum number of bytes that are still to follow according to the server, after the chunks returned by `poll()`;
    /// 0 if unknown. Allows rejecting a body that is too large before it has arrived.
    virtual std::uint64_t announced() const { return 0; }

    /// Waits until `poll()` will return data or the end of the body, but no longer than `at_most` and the request's own
    /// limits. The object must live until the wait has ended. After an error the body cannot be read any more.
    /// @throws api_timeout_error if nothing arrives in time.
    /// @throws api_connection_error if the connection breaks.
    /// @throws api_user_abort_error if cancelled.
    virtual boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) = 0;

    /// Waits until `poll()` will return data or the end of the body, up to the request's limits.
    boost::asio::awaitable<void> wait() { return wait(std::chrono::steady_clock::duration::max()); }
};

} // namespace telnyx
