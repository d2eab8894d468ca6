// expect: telnyx needs OpenSSL 3 or later: BoringSSL has no SSL_read_ex
// pass-with: -DFIXED
#ifndef FIXED
#define OPENSSL_IS_BORINGSSL
#endif
#include "telnyx/net/openssl_version.hpp"
