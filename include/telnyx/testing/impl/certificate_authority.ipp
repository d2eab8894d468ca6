#pragma once

#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/impl/certificate_parts.hpp"

namespace telnyx::testing {

struct certificate_authority::identity {
    detail::key_ptr key;
    detail::certificate_ptr certificate;
    std::string chain_pem; // this certificate and its issuers, without the root; empty for a root

    /// Sets `issuer` as the issuer of `made` and signs it with the issuer's key.
    static void sign(X509* made, X509* issuer, EVP_PKEY* issuer_key) {
        detail::check_openssl(X509_set_issuer_name(made, X509_get_subject_name(issuer)) == 1, "cannot name the issuer");
        detail::add_extension(made, issuer, NID_subject_key_identifier, "hash");
        detail::add_extension(made, issuer, NID_authority_key_identifier, "keyid:always");
        detail::check_openssl(X509_sign(made, issuer_key, EVP_sha256()) > 0, "cannot sign a certificate");
    }

    /// A new authority, signed by `parent` or by itself.
    static std::shared_ptr<identity const> make(std::string const& common_name, identity const* parent) {
        auto made = std::make_shared<identity>();
        made->key = detail::make_key();
        made->certificate = detail::begin_certificate(made->key.get(), common_name, -2, 365);
        auto* const native = made->certificate.get();
        detail::add_extension(native, native, NID_basic_constraints, "critical,CA:TRUE");
        detail::add_extension(native, native, NID_key_usage, "critical,keyCertSign,cRLSign");
        if (parent == nullptr) {
            sign(native, native, made->key.get());
        } else {
            sign(native, parent->certificate.get(), parent->key.get());
            made->chain_pem = detail::pem_of(native) + parent->chain_pem;
        }
        return made;
    }
};

TELNYX_DECL certificate_authority::certificate_authority(std::string const& common_name)
    : identity_(identity::make(common_name, nullptr)) {}

TELNYX_DECL std::string certificate_authority::certificate_pem() const {
    return detail::pem_of(identity_->certificate.get());
}

TELNYX_DECL certificate_authority certificate_authority::issue_authority(std::string const& common_name) const {
    return certificate_authority(identity::make(common_name, identity_.get()));
}

TELNYX_DECL certificate certificate_authority::issue(certificate_options const& options) const {
    auto const key = detail::make_key();
    auto const made =
        detail::begin_certificate(key.get(), options.common_name(), options.first_day(), options.last_day());
    auto* const native = made.get();
    auto* const issuer = identity_->certificate.get();
    bool const for_server = options.purpose() == certificate_purpose::server;
    detail::add_extension(native, issuer, NID_basic_constraints, "critical,CA:FALSE");
    detail::add_extension(native, issuer, NID_key_usage, "critical,digitalSignature");
    detail::add_extension(native, issuer, NID_ext_key_usage, for_server ? "serverAuth" : "clientAuth");
    detail::add_alternative_names(native, options);
    identity::sign(native, issuer, identity_->key.get());
    auto const pem = detail::pem_of(native);
    return {pem, pem + identity_->chain_pem, detail::pem_of(key.get())};
}

} // namespace telnyx::testing
