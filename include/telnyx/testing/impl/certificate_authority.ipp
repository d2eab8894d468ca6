#pragma once

#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/impl/openssl.hpp"

#include <openssl/rand.h>

namespace telnyx::testing {

namespace detail {

inline key_ptr make_key() {
    key_ptr key(EVP_EC_gen("P-256"));
    check_openssl(key != nullptr, "cannot make a key");
    return key;
}

/// What `write` puts into a memory BIO.
template <class Write>
std::string pem_text(Write write) {
    bio_ptr const sink(BIO_new(BIO_s_mem()));
    check_openssl(sink != nullptr && write(sink.get()) == 1, "cannot write PEM text");
    char* data = nullptr;
    auto const size = BIO_get_mem_data(sink.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

inline std::string pem_of(X509* certificate) {
    return pem_text([&](BIO* sink) { return PEM_write_bio_X509(sink, certificate); });
}

inline std::string pem_of(EVP_PKEY* key) {
    return pem_text(
        [&](BIO* sink) { return PEM_write_bio_PrivateKey(sink, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

inline void add_extension(X509* certificate, X509* issuer, int id, char const* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    extension_ptr const extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
    check_openssl(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1,
                  "cannot add a certificate extension");
}

inline void add_alternative_name(GENERAL_NAMES* names, int type, std::string const& value) {
    auto* const name = GENERAL_NAME_new();
    check_openssl(name != nullptr && sk_GENERAL_NAME_push(names, name) > 0, "cannot add a name");
    if (type == GEN_IPADD) {
        auto* const address = a2i_IPADDRESS(value.c_str());
        if (address == nullptr) throw configuration_error("not an IP address: " + value);
        GENERAL_NAME_set0_value(name, type, address);
    } else {
        auto* const text = ASN1_IA5STRING_new();
        check_openssl(text != nullptr, "cannot add a name");
        GENERAL_NAME_set0_value(name, type, text);
        check_openssl(ASN1_STRING_set(text, value.data(), static_cast<int>(value.size())) == 1, "cannot add a name");
    }
}

inline void add_alternative_names(X509* certificate, certificate_options const& options) {
    names_ptr const names(GENERAL_NAMES_new());
    check_openssl(names != nullptr, "cannot add names");
    for (auto const& name : options.dns_names())
        add_alternative_name(names.get(), GEN_DNS, name);
    for (auto const& address : options.ip_addresses())
        add_alternative_name(names.get(), GEN_IPADD, address);
    for (auto const& address : options.emails())
        add_alternative_name(names.get(), GEN_EMAIL, address);
    if (sk_GENERAL_NAME_num(names.get()) == 0) return;
    check_openssl(X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1,
                  "cannot add names");
}

/// A certificate for `key` that holds its subject and validity, not signed yet.
inline certificate_ptr begin_certificate(EVP_PKEY* key, std::string const& common_name, int first_day, int last_day) {
    certificate_ptr made(X509_new());
    check_openssl(made != nullptr, "cannot make a certificate");
    auto* const native = made.get();
    unsigned char serial[15];
    bool ok = RAND_bytes(serial, sizeof serial) == 1;
    serial[0] = static_cast<unsigned char>((serial[0] & 0x7f) | 0x40);
    std::unique_ptr<BIGNUM, openssl_deleter<BN_free>> const number(BN_bin2bn(serial, sizeof serial, nullptr));
    ok = ok && X509_set_version(native, X509_VERSION_3) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(native)) != nullptr &&
         X509_time_adj_ex(X509_getm_notBefore(native), first_day, 0, nullptr) != nullptr &&
         X509_time_adj_ex(X509_getm_notAfter(native), last_day, 0, nullptr) != nullptr &&
         X509_set_pubkey(native, key) == 1 &&
         X509_NAME_add_entry_by_txt(X509_get_subject_name(native), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<unsigned char const*>(common_name.data()),
                                    static_cast<int>(common_name.size()), -1, 0) == 1;
    check_openssl(ok, "cannot make a certificate");
    return made;
}

} // namespace detail

struct certificate_authority::identity {
    detail::key_ptr key;
    detail::certificate_ptr certificate;
    std::string chain_pem; // this certificate and those above it, without the root; empty for a root

    /// Names `issuer` as the one who vouches for `made` and signs it with the issuer's key.
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
