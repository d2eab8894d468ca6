#pragma once

#include "telnyx/core/fail_call.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"

#include <exception>

namespace telnyx::core {

TELNYX_DECL void fail_call(client_core::reply const& received) {
    try {
        errors::rethrow_with_context(
            {received.operation, received.http.attempts(), received.core->options().api_key()});
    } catch (...) {
        if (received.watch) received.watch->failed(std::current_exception());
        throw;
    }
}

} // namespace telnyx::core
