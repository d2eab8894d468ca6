#pragma once

#include "telnyx/errors/api_error.hpp"

#include <boost/asio/error.hpp>

namespace telnyx {

/// The caller cancelled the call. `code()` is `boost::asio::error::operation_aborted`, so that generic Asio code that
/// catches `boost::system::system_error` recognizes the cancellation too.
class api_user_abort_error : public api_error {
  public:
    api_user_abort_error() : api_error(boost::asio::error::operation_aborted, "the call was cancelled") {}
};

} // namespace telnyx
