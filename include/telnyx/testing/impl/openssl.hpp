#pragma once

#include "telnyx/errors/configuration_error.hpp"

#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string>

namespace telnyx::testing::detail {

template <auto Free>
struct openssl_deleter {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};

using bio_ptr = std::unique_ptr<BIO, openssl_deleter<BIO_free>>;
using key_ptr = std::unique_ptr<EVP_PKEY, openssl_deleter<EVP_PKEY_free>>;
using certificate_ptr = std::unique_ptr<X509, openssl_deleter<X509_free>>;
using extension_ptr = std::unique_ptr<X509_EXTENSION, openssl_deleter<X509_EXTENSION_free>>;
using name_ptr = std::unique_ptr<X509_NAME, openssl_deleter<X509_NAME_free>>;
using names_ptr = std::unique_ptr<GENERAL_NAMES, openssl_deleter<GENERAL_NAMES_free>>;
using tls_context_ptr = std::unique_ptr<SSL_CTX, openssl_deleter<SSL_CTX_free>>;

/// Throws with OpenSSL's error message if `ok` is false.
inline void check_openssl(bool ok, std::string const& what) {
    if (ok) return;
    char reason[256];
    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    throw configuration_error(what + ": " + reason);
}

/// Opens PEM text for reading.
inline bio_ptr open_text(std::string const& text) {
    bio_ptr source(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    check_openssl(source != nullptr, "cannot read PEM text");
    return source;
}

} // namespace telnyx::testing::detail
