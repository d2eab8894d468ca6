#pragma once

#include <string>

namespace telnyx::testing {

/// A certificate that a `certificate_authority` has issued, with its private key, all as PEM text.
struct certificate {
    std::string pem{};       ///< the certificate alone
    std::string chain_pem{}; ///< the certificate and the intermediate authorities up to, but without, the root
    std::string key_pem{};   ///< the private key, not encrypted
};

} // namespace telnyx::testing
