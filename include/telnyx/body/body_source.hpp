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
/// Begins to read a piece from a source.
std::shared_ptr<body::reading> start_reading(std::shared_ptr<body_source> source,
                                             boost::asio::any_io_executor const& executor);
} // namespace detail

/// A request body that is produced piece by piece while it is sent, such as a file.
class body_source {
  public:
    virtual ~body_source() = default;

    /// Number of bytes still to come; nothing when it is not known, which makes the body go out chunked. A call fails
    /// with `invalid_argument_error` when another number of bytes comes.
    virtual std::optional<std::uint64_t> size() const = 0;

    /// The next piece; empty at the end. It stays valid until the next call.
    ///
    /// A wait in it is cancelled (terminally) when the call is, when the call's time is over, or when the server has
    /// answered without the rest; it has to end then. The call ends after it, so that what it reads into is safe as
    /// long as it reads: a source that goes on holds its call up, beyond all time limits, and one that never ends for
    /// ever.
    virtual boost::asio::awaitable<std::string_view> read() = 0;

    /// Starts over, for a retry; `false` when the source cannot, and then the request is not sent again.
    virtual bool rewind() = 0;

    /// How the client's own transport calls `read()` of `self`, which is this object.
    std::shared_ptr<body::reading> start_reading(std::shared_ptr<body_source> self,
                                                 boost::asio::any_io_executor const& executor) const {
        return start_reading_(std::move(self), executor);
    }

  private:
    // A pointer, so that programs that make no body sources do not compile what it takes to read them.
    decltype(&detail::start_reading) start_reading_ = &detail::start_reading;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/body/impl/body_source.ipp"
#endif
