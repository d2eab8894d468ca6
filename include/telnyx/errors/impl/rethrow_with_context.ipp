#pragma once

#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"

namespace telnyx::errors {

TELNYX_DECL void rethrow_with_context(std::string const& operation, int attempts, std::string_view key) {
    try {
        throw;
    } catch (error& failure) {
        failure.set_context(operation, attempts);
        failure.redact(key);
        throw;
    } catch (boost::system::system_error const& failure) {
        if (failure.code() != boost::asio::error::operation_aborted) throw;
        api_user_abort_error cancelled;
        cancelled.set_context(operation, attempts);
        throw cancelled;
    }
}

} // namespace telnyx::errors
