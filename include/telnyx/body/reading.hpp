#pragma once

#include "telnyx/async/one_shot.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <exception>
#include <string_view>

namespace telnyx::body {

/// A piece that a source has been asked for, by one who may want to break that off.
class reading {
  public:
    explicit reading(boost::asio::any_io_executor const& executor) : woken(executor), ended(executor) {}
    virtual ~reading() = default;

    /// Cancels the source's wait; `ended` tells when it is through.
    virtual void cancel() = 0;

    async::one_shot woken; ///< the source is through, or the reader has been interrupted
    async::one_shot ended; ///< the source is through
    std::string_view piece;
    std::exception_ptr failure;
};

} // namespace telnyx::body
