#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx {

/// The body of a response, read piece by piece. Nothing is read ahead of the pieces that are asked for.
/// Destroying it before its end gives up the response; the connection is then closed.
class response_body {
  public:
    virtual ~response_body() = default;

    /// The next piece if one is there without waiting: nothing when `wait()` is needed first, an empty piece at the
    /// end of the body. A piece stays valid until the next call of either function.
    /// Throws `api_connection_error` when the body was cut off or badly framed. After a failure, of `wait()` as well,
    /// it throws the same again: a body that failed does not look as if it had ended.
    virtual std::optional<std::string_view> poll() = 0;

    /// How many bytes the server has announced to follow at least, behind the pieces that `poll()` has given; 0 when
    /// that is not known. So that a body which is too large is refused before it has come.
    virtual std::uint64_t announced() const { return 0; }

    /// Waits until `poll()` has news, not longer than `at_most` and the request's own limits. Throws
    /// `api_timeout_error` when nothing comes in time, `api_connection_error` when the connection breaks,
    /// `api_user_abort_error` when cancelled; the body cannot be read any more then. The object must live until the
    /// wait has ended.
    virtual boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) = 0;

    /// Waits until `poll()` has news, as long as the request's limits allow.
    boost::asio::awaitable<void> wait() { return wait(std::chrono::steady_clock::duration::max()); }
};

} // namespace telnyx
