#pragma once

#include "telnyx/json/impl/text_writer.hpp"

#include "telnyx/base/utf8.hpp"
#include "telnyx/json/impl/plain_text.hpp"

#include <array>

namespace telnyx::json::detail {

namespace text_impl {

inline void append_escaped(std::string& out, char character) {
    constexpr std::string_view meanings = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt", digits = "0123456789abcdef";
    auto const index = meanings.find(character);
    auto const code = static_cast<unsigned char>(character);
    std::array<char, 6> escape{'\\', 'u', '0', '0', digits[code >> 4], digits[code & 15]};
    if (index != std::string_view::npos) escape[1] = letters[index];
    out.append(escape.data(), index != std::string_view::npos ? 2 : escape.size());
}

} // namespace text_impl

TELNYX_DECL bool append_quoted(std::string& out, std::string_view text) {
    out += '"';
    auto const* const end = text.data() + text.size();
    for (auto const* next = text.data(); next != end;) {
        auto const* const run = next;
        next = find_not_plain(next, end);
        while (next != end && static_cast<unsigned char>(*next) >= 0x80) {
            auto const length = utf8_length({next, end});
            if (length == 0) return false;
            next = find_not_plain(next + length, end);
        }
        out.append(run, next);
        if (next != end) text_impl::append_escaped(out, *next++);
    }
    out += '"';
    return true;
}

} // namespace telnyx::json::detail
