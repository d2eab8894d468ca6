#pragma once

#include "telnyx/base/error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace telnyx::detail {

/// To be called within a handler: rethrows the current exception, as `api_user_abort_error` if it is Asio's error for a
/// cancelled coroutine.
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
