#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/core/client_core.hpp"

namespace telnyx::core {

/// Rethrows the current exception, which the response to a call has caused, with the operation; notifies observers.
[[noreturn]] void fail_call(client_core::reply const& received);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/fail_call.ipp"
#endif
