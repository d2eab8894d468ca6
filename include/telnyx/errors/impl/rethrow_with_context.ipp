#pragma once

#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"

namespace telnyx::errors {

TELNYX_DECL void rethrow_with_context(error_context const& context) {
    try {
        throw;
    } catch (error& failure) {
        context.add_to(failure);
        throw;
    } catch (boost::system::system_error const& failure) {
        if (failure.code() != boost::asio::error::operation_aborted) throw;
        api_user_abort_error cancelled;
        context.add_to(cancelled);
        throw cancelled;
    }
}

} // namespace telnyx::errors
