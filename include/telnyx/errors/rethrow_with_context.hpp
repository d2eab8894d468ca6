#pragma once

#include "telnyx/base/config.hpp"

#include <string>
#include <string_view>

namespace telnyx::errors {

/// Rethrows the exception that is being handled, with the operation as context; Asio's error for a cancellation becomes
/// `api_user_abort_error`. If the message quotes the server, the API key in it is redacted.
[[noreturn]] void rethrow_with_context(std::string const& operation, int attempts, std::string_view key);

} // namespace telnyx::errors

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/rethrow_with_context.ipp"
#endif
