#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/errors/error_context.hpp"

namespace telnyx::errors {

/// Rethrows the exception that is being handled, with its context; Asio's error for a cancellation becomes
/// `api_user_abort_error`. If the message quotes the server, the API key in it is redacted.
[[noreturn]] void rethrow_with_context(error_context const& context);

} // namespace telnyx::errors

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/rethrow_with_context.ipp"
#endif
