#pragma once

#include "telnyx/api_user_abort_error.hpp"
#include "telnyx/core/rethrow_with_context.hpp"

namespace telnyx::core {

TELNYX_DECL void rethrow_with_context(std::string const& operation, int attempts, std::string_view key) {
    try {
        throw;
    } catch (error& failure) {
        failure.set_context(operation, attempts);
        failure.hide(key);
        throw;
    } catch (boost::system::system_error const& failure) {
        if (failure.code() != boost::asio::error::operation_aborted) throw;
        api_user_abort_error cancelled;
        cancelled.set_context(operation, attempts);
        throw cancelled;
    }
}

} // namespace telnyx::core
