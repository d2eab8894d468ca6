#pragma once

#include "telnyx/net/system_authorities.hpp"

#ifdef _WIN32

#include <boost/asio/io_context.hpp> // first: the Windows socket header must precede other Windows headers
#include <windows.h>

#include <wincrypt.h>

// Macros of wincrypt.h that collide with names of OpenSSL.
#undef X509_NAME
#undef X509_EXTENSIONS
#undef PKCS7_ISSUER_AND_SERIAL
#undef PKCS7_SIGNER_INFO
#undef OCSP_REQUEST
#undef OCSP_RESPONSE

#ifdef _MSC_VER
#pragma comment(lib, "crypt32.lib")
#endif

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

namespace telnyx::net {

namespace detail {

// Some authorities are trusted only for mail or programs.
inline bool is_for_servers(PCCERT_CONTEXT certificate) {
    DWORD size = 0;
    if (!CertGetEnhancedKeyUsage(certificate, 0, nullptr, &size)) return false;
    auto const memory = std::make_unique<std::byte[]>(size);
    auto* const uses = reinterpret_cast<CERT_ENHKEY_USAGE*>(memory.get());
    if (!CertGetEnhancedKeyUsage(certificate, 0, uses, &size)) return false;
    if (uses->cUsageIdentifier == 0) return GetLastError() == static_cast<DWORD>(CRYPT_E_NOT_FOUND); // unrestricted
    return std::any_of(uses->rgpszUsageIdentifier, uses->rgpszUsageIdentifier + uses->cUsageIdentifier,
                       [](std::string_view use) { return use == szOID_PKIX_KP_SERVER_AUTH; });
}

} // namespace detail

TELNYX_DECL std::vector<std::string> system_authorities() {
    std::vector<std::string> found;
    auto* const store = CertOpenSystemStoreW(0, L"ROOT");
    if (store == nullptr) return found;
    PCCERT_CONTEXT each = nullptr;
    while ((each = CertEnumCertificatesInStore(store, each)) != nullptr)
        if (detail::is_for_servers(each))
            found.emplace_back(reinterpret_cast<char const*>(each->pbCertEncoded), each->cbCertEncoded);
    CertCloseStore(store, 0);
    return found;
}

} // namespace telnyx::net

#else

namespace telnyx::net {

TELNYX_DECL std::vector<std::string> system_authorities() {
    return {};
}

} // namespace telnyx::net

#endif
