#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace telnyx {

class body_source;

namespace body {
class reading;
}

namespace detail {
/// Starts to read a chunk from a source.
std::shared_ptr<body::reading> start_reading(std::shared_ptr<body_source> source,
                                             boost::asio::any_io_executor const& executor);
} // namespace detail

/// A request body that is produced chunk by chunk while it is sent, such as a file.
class body_source {
  public:
    virtual ~body_source() = default;

    /// Number of remaining bytes; `std::nullopt` if unknown, which makes the transport send the body chunked. A call
    /// fails with `invalid_argument_error` if the source produces a different number of bytes.
    virtual std::optional<std::uint64_t> size() const = 0;

    /// Returns the next chunk, valid until the next call; empty at the end.
    ///
    /// The read is cancelled (terminally) when the call is cancelled, when its time limit expires, or when the server
    /// has responded without reading the rest; it must end then. The call does not end before it, so that the memory it
    /// reads into stays valid: a source that ignores the cancellation delays its call beyond all time limits, and one
    /// that never ends blocks it for ever.
    virtual boost::asio::awaitable<std::string_view> read() = 0;

    /// Starts over, for a retry. Returns `false` if the source cannot; the request is not resent then.
    virtual bool rewind() = 0;

    /// How the client's own transport calls `read()` on `self`, which must be this object.
    std::shared_ptr<body::reading> start_reading(std::shared_ptr<body_source> self,
                                                 boost::asio::any_io_executor const& executor) const {
        return start_reading_(std::move(self), executor);
    }

  private:
    // A pointer, so that programs without body sources do not compile the code that reads them.
    decltype(&detail::start_reading) start_reading_ = &detail::start_reading;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/body/impl/body_source.ipp"
#endif
