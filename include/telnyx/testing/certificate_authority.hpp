#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/certificate.hpp"
#include "telnyx/testing/certificate_options.hpp"

#include <memory>
#include <string>

namespace telnyx::testing {

/// An in-memory certificate authority for tests: its constructor creates the key, and its destructor discards it.
/// Clients that trust `certificate_pem()` accept every certificate that it issues.
///
/// Copies share one key. Thread-safe.
class certificate_authority {
  public:
    /// Creates a key and a self-signed certificate for it.
    /// @throws configuration_error if OpenSSL fails.
    explicit certificate_authority(std::string const& common_name = "Telnyx sandbox authority");

    /// The authority's certificate as PEM: the one that clients must trust, unless this is an intermediate authority.
    std::string certificate_pem() const;

    /// Creates an intermediate authority, signed by this one. The certificates that it issues include its own
    /// certificate in `chain_pem`.
    certificate_authority issue_authority(std::string const& common_name) const;

    /// Creates a key and a certificate for it.
    /// @throws configuration_error if an alternative name is not an address, or OpenSSL cannot create the certificate.
    certificate issue(certificate_options const& options) const;

  private:
    struct identity;
    explicit certificate_authority(std::shared_ptr<identity const> made) : identity_(std::move(made)) {}

    std::shared_ptr<identity const> identity_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/certificate_authority.ipp"
#endif
