#pragma once

#include "telnyx/testing/certificate.hpp"
#include "telnyx/testing/impl/certificate_parts.hpp"

#include <memory>
#include <openssl/evp.h>
#include <openssl/x509v3.h>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A certificate that no decent authority would issue, and its key, with which others can be signed all the same.
class crafted_certificate {
  public:
    struct options {
        testing::certificate_options names{};
        std::vector<std::pair<int, std::string>> extensions{}; // number and value, as OpenSSL's configuration has it
        crafted_certificate const* issuer = nullptr;           // signs itself without one
        int rsa_bits = 0;                                      // else a key on P-256
        EVP_MD const* digest = EVP_sha256();
        int seconds = 0; // after which it expires, rather than after days
    };

    explicit crafted_certificate(options const& made)
        : key_(made.rsa_bits == 0 ? testing::detail::make_key()
                                  : testing::detail::key_ptr(EVP_RSA_gen(static_cast<unsigned>(made.rsa_bits)))),
          certificate_(testing::detail::begin_certificate(key_.get(), made.names.common_name(), made.names.first_day(),
                                                          made.names.last_day())) {
        auto* const native = certificate_.get();
        auto* const issuer = made.issuer != nullptr ? made.issuer->certificate_.get() : native;
        for (auto const& [number, value] : made.extensions)
            testing::detail::add_extension(native, issuer, number, value.c_str());
        testing::detail::add_alternative_names(native, made.names);
        if (made.seconds != 0) X509_gmtime_adj(X509_getm_notAfter(native), made.seconds);
        bool const ok =
            X509_set_issuer_name(native, X509_get_subject_name(issuer)) == 1 &&
            X509_sign(native, made.issuer != nullptr ? made.issuer->key_.get() : key_.get(), made.digest) > 0;
        testing::detail::check_openssl(ok, "cannot sign a certificate");
        pem_ = testing::detail::pem_of(native);
        chain_ = pem_ + (made.issuer != nullptr ? made.issuer->chain_ : "");
    }

    std::string const& pem() const { return pem_; }

    /// With the certificates of those above it, the root included.
    testing::certificate shown() const { return {pem_, chain_, testing::detail::pem_of(key_.get())}; }

  private:
    testing::detail::key_ptr key_;
    testing::detail::certificate_ptr certificate_;
    std::string pem_;
    std::string chain_;
};

} // namespace telnyx::tests
