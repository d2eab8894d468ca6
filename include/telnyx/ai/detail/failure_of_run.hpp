#pragma once

#include "telnyx/errors/rethrow_cancellation.hpp"

#include <boost/system/system_error.hpp>

#include <exception>

namespace telnyx::ai::detail {

/// To be called in a handler: the current exception, as `api_user_abort_error` if it is Asio's for a cancellation.
inline std::exception_ptr failure_of_run() {
    try {
        try {
            throw;
        } catch (boost::system::system_error const& failure) {
            telnyx::detail::rethrow_cancellation(failure);
        }
    } catch (...) {
        return std::current_exception();
    }
}

} // namespace telnyx::ai::detail
