#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace telnyx::json::detail {

/// Whether a character stands for itself in a JSON string and is ASCII, for each value of a byte.
inline constexpr auto is_plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0x20; i != 0x80; ++i)
        table[i] = i != '"' && i != '\\';
    return table;
}();

/// The first character that is not plain, or `end`.
inline char const* find_not_plain(char const* text, char const* end) {
    if constexpr (std::endian::native == std::endian::little) {
        // Eight characters at a time. The borrow of a subtraction only makes mistakes behind a character that is found.
        constexpr std::uint64_t each = 0x0101010101010101;
        for (; end - text >= 8; text += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text, sizeof word);
            auto const found =
                (((word ^ each * '"') - each) | ((word ^ each * '\\') - each) | (word - each * 0x20) | word) &
                each * 0x80;
            if (found != 0) return text + std::countr_zero(found) / 8;
        }
    }
    while (text != end && is_plain[static_cast<unsigned char>(*text)])
        ++text;
    return text;
}

} // namespace telnyx::json::detail
