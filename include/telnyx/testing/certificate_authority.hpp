#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/certificate.hpp"
#include "telnyx/testing/certificate_options.hpp"

#include <memory>
#include <string>

namespace telnyx::testing {

/// A certificate authority that lives in memory, for tests: its key is made by the constructor and forgotten by the
/// destructor. Trust `certificate_pem()` and everything it issues is accepted.
///
/// Copies share one key. Safe for concurrent use.
class certificate_authority {
  public:
    /// Makes a key and a self-signed certificate for it.
    /// @throws configuration_error when OpenSSL cannot.
    explicit certificate_authority(std::string const& common_name = "Telnyx sandbox authority");

    /// Certificate of the authority, PEM: what a client has to trust, when it is not an intermediate.
    std::string certificate_pem() const;

    /// An authority whose certificate this one has signed. What it issues carries its certificate in `chain_pem`.
    certificate_authority issue_authority(std::string const& common_name) const;

    /// Makes a key and a certificate for it.
    /// @throws configuration_error when an alternative name is no address, or OpenSSL cannot make the certificate.
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
