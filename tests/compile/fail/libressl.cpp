// expect: telnyx needs OpenSSL 3 or later: LibreSSL has no SSL_free_buffers
// pass-with: -DFIXED
#ifndef FIXED
#define LIBRESSL_VERSION_NUMBER 0x4000000fL
#endif
#include "telnyx/net/openssl_version.hpp"
