#pragma once

#include "telnyx/net/random_bytes.hpp"

#include <openssl/rand.h>
#include <stdexcept>

namespace telnyx::net {

TELNYX_DECL void random_bytes(std::span<unsigned char> to) {
    if (RAND_bytes(to.data(), static_cast<int>(to.size())) != 1)
        throw std::runtime_error("OpenSSL has no random bytes");
}

} // namespace telnyx::net
