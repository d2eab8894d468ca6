#pragma once

#include "telnyx/base/error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace telnyx::detail {

/// Call within a handler: passes the current exception on, as `api_user_abort_error` when it is how Asio says that a
/// coroutine was cancelled.
[[noreturn]] inline void rethrow_cancellation() {
    try {
        throw;
    } catch (error const&) {
        throw;
    } catch (boost::system::system_error const& failure) {
        if (failure.code() != boost::asio::error::operation_aborted) throw;
        throw api_user_abort_error();
    }
}

} // namespace telnyx::detail
