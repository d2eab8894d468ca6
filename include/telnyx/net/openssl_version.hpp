#pragma once

#include <openssl/crypto.h>
#include <openssl/opensslv.h>

// Other libraries with OpenSSL's headers are detected here, rather than by missing features later.
#if defined(OPENSSL_IS_BORINGSSL)
#error "telnyx needs OpenSSL 3 or later: BoringSSL has no SSL_read_ex, SSL_free_buffers and SSL_CTX_load_verify_dir."
#elif defined(LIBRESSL_VERSION_NUMBER)
#error "telnyx needs OpenSSL 3 or later: LibreSSL has no SSL_free_buffers, SSL_CTX_load_verify_dir and EVP_EC_gen."
#elif OPENSSL_VERSION_NUMBER < 0x30000000L
#error "telnyx needs OpenSSL 3 or later: this one has no SSL_CTX_load_verify_dir and EVP_EC_gen."
#endif
