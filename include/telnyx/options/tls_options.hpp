#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/text_view.hpp"

#include <string>

namespace telnyx {

/// Lowest TLS version that the client accepts.
enum class tls_version { tls_1_2, tls_1_3 };

/// TLS options. The defaults are right for Telnyx: the system's certificate store, host name verification, TLS 1.2 or
/// later. Setters can be chained.
class tls_options {
  public:
    tls_options() {}

    /// PEM file with the certificate authorities to trust instead of the system's. Text between the blocks and blocks
    /// without a certificate are ignored. A malformed certificate makes the client's constructor throw
    /// `configuration_error`.
    tls_options& ca_file(text_view path) { return ca_file_ = path, *this; }
    std::string const& ca_file() const { return ca_file_; }

    /// Certificate authorities to trust instead of the system's, as PEM text; parsed like `ca_file`.
    tls_options& ca_pem(text_view text) { return ca_pem_ = text, *this; }
    std::string const& ca_pem() const { return ca_pem_; }

    /// Directory of certificate authorities in OpenSSL's hashed form, to trust instead of the system's.
    tls_options& ca_directory(text_view path) { return ca_directory_ = path, *this; }
    std::string const& ca_directory() const { return ca_directory_; }

    /// PEM files with the client's certificate chain and its unencrypted private key, for servers that require a client
    /// certificate.
    tls_options& client_certificate(text_view chain_file, text_view key_file) {
        certificate_chain_file_ = chain_file;
        private_key_file_ = key_file;
        return *this;
    }
    std::string const& certificate_chain_file() const { return certificate_chain_file_; }
    std::string const& private_key_file() const { return private_key_file_; }

    /// Lowest TLS version to accept; default: TLS 1.2.
    tls_options& minimum_version(tls_version oldest) { return minimum_version_ = oldest, *this; }
    tls_version minimum_version() const { return minimum_version_; }

    /// Accepts any certificate from any peer. Anybody on the network path can then read and modify every call and steal
    /// the API key. For debugging against a local server only.
    tls_options& dangerously_disable_verification(bool disable = true) { return unverified_ = disable, *this; }
    bool verification_disabled() const { return unverified_; }

  private:
    std::string ca_file_;
    std::string ca_pem_;
    std::string ca_directory_;
    std::string certificate_chain_file_;
    std::string private_key_file_;
    tls_version minimum_version_ = tls_version::tls_1_2;
    bool unverified_ = false;
};

} // namespace telnyx
