#pragma once

#include "telnyx/config.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx {

/// A request body that is produced piece by piece while it is sent, such as a file.
class body_source {
  public:
    virtual ~body_source() = default;

    /// Number of bytes still to come; nothing when it is not known, which makes the body go out chunked. A call fails
    /// with `invalid_argument_error` when another number of bytes comes.
    virtual std::optional<std::uint64_t> size() const = 0;

    /// The next piece; empty at the end. It stays valid until the next call.
    ///
    /// A wait in it is cancelled (terminally) when the call is, or when the call's time is over, and has to end then.
    virtual boost::asio::awaitable<std::string_view> read() = 0;

    /// Starts over, for a retry; `false` when the source cannot, and then the request is not sent again.
    virtual bool rewind() = 0;
};

} // namespace telnyx
