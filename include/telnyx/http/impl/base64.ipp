#pragma once

#include "telnyx/http/base64.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <cstddef>

namespace telnyx::http {

TELNYX_DECL std::optional<std::string> decode_base64(std::string_view text) {
    // OpenSSL ignores whitespace at both ends, and accepts padding anywhere.
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    auto const length = std::min(text.find('='), text.size());
    auto const padding = text.size() - length;
    if (text.size() % 4 != 0 || padding > 2) return std::nullopt;
    if (text.substr(0, length).find_first_not_of(digits) != std::string_view::npos) return std::nullopt;
    if (text.substr(length).find_first_not_of('=') != std::string_view::npos) return std::nullopt;

    // OpenSSL takes sizes of type int.
    constexpr std::size_t slice = std::size_t(1) << 24;
    std::string bytes(text.size() / 4 * 3, '\0');
    for (std::size_t at = 0; at < text.size(); at += slice) {
        auto const part = text.substr(at, slice);
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()) + at / 4 * 3,
                        reinterpret_cast<unsigned char const*>(part.data()), static_cast<int>(part.size()));
    }
    bytes.resize(bytes.size() - padding);
    return bytes;
}

TELNYX_DECL std::string encode_base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL ends it with a zero
    auto const size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

} // namespace telnyx::http
