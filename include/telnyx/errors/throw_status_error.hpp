#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/http_info.hpp"

namespace telnyx::errors {

/// Throws the subclass of `api_status_error` for the status.
[[noreturn]] void throw_status_error(http_info http);

} // namespace telnyx::errors

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/throw_status_error.ipp"
#endif
