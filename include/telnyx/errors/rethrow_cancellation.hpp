#pragma once

#include "telnyx/base/error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace telnyx::detail {

/// To be called in the handler of `current`: rethrows it, as `api_user_abort_error` if it is Asio's error for a
/// cancelled coroutine.
[[noreturn]] inline void rethrow_cancellation(boost::system::system_error const& current) {
    if (current.code() != boost::asio::error::operation_aborted) throw;
    try {
        throw;
    } catch (error const&) {
        throw;
    } catch (...) {
        throw api_user_abort_error();
    }
}

} // namespace telnyx::detail
