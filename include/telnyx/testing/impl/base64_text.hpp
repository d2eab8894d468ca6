#pragma once

#include <openssl/evp.h>

#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// Bytes as base64, without line ends.
inline std::string base64_text(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL ends it with a zero
    auto const size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

} // namespace telnyx::testing::detail
