#pragma once

#include "telnyx/base/config.hpp"

#include <string>
#include <string_view>

namespace telnyx::errors {

/// Passes the exception that is being handled on, with what was being done; Asio's own way to report a cancellation
/// becomes `api_user_abort_error`. Where its message quotes the server, the API key is taken out.
[[noreturn]] void rethrow_with_context(std::string const& operation, int attempts, std::string_view key);

} // namespace telnyx::errors

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/rethrow_with_context.ipp"
#endif
