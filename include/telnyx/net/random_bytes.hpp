#pragma once

#include "telnyx/base/config.hpp"

#include <span>

namespace telnyx::net {

/// Fills a buffer with cryptographically secure random bytes. `<random>` would take much longer to compile.
void random_bytes(std::span<unsigned char> to);

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/random_bytes.ipp"
#endif
