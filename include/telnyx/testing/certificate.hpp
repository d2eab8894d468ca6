#pragma once

#include <string>

namespace telnyx::testing {

/// A certificate issued by a `certificate_authority`, with its private key, all as PEM text.
struct certificate {
    std::string pem{};       ///< the certificate alone
    std::string chain_pem{}; ///< the certificate and its intermediate authorities, without the root
    std::string key_pem{};   ///< the private key, unencrypted
};

} // namespace telnyx::testing
