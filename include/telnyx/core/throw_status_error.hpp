#pragma once

#include "telnyx/config.hpp"
#include "telnyx/http_info.hpp"

namespace telnyx::core {

/// Throws the class of `api_status_error` that belongs to the status.
[[noreturn]] void throw_status_error(http_info http);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/throw_status_error.ipp"
#endif
