#pragma once

#include "telnyx/testing/certificate_options.hpp"
#include "telnyx/testing/impl/openssl.hpp"

#include <openssl/rand.h>

#include <string>

namespace telnyx::testing::detail {

inline key_ptr make_key() {
    key_ptr key(EVP_EC_gen("P-256"));
    check_openssl(key != nullptr, "cannot make a key");
    return key;
}

/// Returns the data that `write` writes to a memory BIO.
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

/// Returns `false` on failure.
inline bool set_subject(X509* certificate, std::string const& common_name) {
    name_ptr const subject(X509_NAME_new());
    return subject != nullptr &&
           X509_NAME_add_entry_by_txt(subject.get(), "CN", MBSTRING_UTF8,
                                      reinterpret_cast<unsigned char const*>(common_name.data()),
                                      static_cast<int>(common_name.size()), -1, 0) == 1 &&
           X509_set_subject_name(certificate, subject.get()) == 1;
}

/// A certificate for `key` with subject and validity, not signed yet.
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
         X509_set_pubkey(native, key) == 1 && set_subject(native, common_name);
    check_openssl(ok, "cannot make a certificate");
    return made;
}

} // namespace telnyx::testing::detail
