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

    /// Number of bytes still to come; nothing when it is not known, which makes the body go out chunked.
    virtual std::optional<std::uint64_t> size() const = 0;

    /// The next piece; empty at the end. It stays valid until the next call.
    virtual boost::asio::awaitable<std::string_view> read() = 0;

    /// Starts over, for a retry; `false` when the source cannot, and then the request is not sent again.
    virtual bool rewind() = 0;
};

} // namespace telnyx
