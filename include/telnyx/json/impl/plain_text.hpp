#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace telnyx::json::detail {

/// For each byte value, whether it is an ASCII character that needs no escape in a JSON string.
inline constexpr auto is_plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0x20; i != 0x80; ++i)
        table[i] = i != '"' && i != '\\';
    return table;
}();

/// The first character that is not plain, or `end`.
inline char const* find_not_plain(char const* text, char const* end) {
#ifdef __SSE2__
    // Sixteen characters at a time; as signed numbers, non-ASCII characters are also less than a space.
    for (; end - text >= 16; text += 16) {
        auto const block = _mm_loadu_si128(reinterpret_cast<__m128i const*>(text));
        auto const special =
            _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
        auto const found =
            static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(special, _mm_cmplt_epi8(block, _mm_set1_epi8(' ')))));
        if (found != 0) return text + std::countr_zero(found);
    }
#endif
    if constexpr (std::endian::native == std::endian::little) {
        // Eight characters at a time. The borrow of a subtraction causes errors only after a character that has been
        // found.
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
