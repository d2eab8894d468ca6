#pragma once

#include "telnyx/json/impl/text_writer.hpp"
#include "telnyx/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace telnyx::json::detail {

namespace text_impl {

inline void append_escaped(std::string& out, char character) {
    switch (character) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    auto const code = static_cast<unsigned char>(character);
    out += "\\u00";
    out += digits[code >> 4];
    out += digits[code & 15];
}

/// Whether a character can be copied as it is, for each value of a byte.
constexpr auto plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0x20; i != 0x80; ++i)
        table[i] = i != '"' && i != '\\';
    return table;
}();

} // namespace text_impl

TELNYX_DECL bool append_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (std::size_t i = 0; i != text.size();) {
        auto const rest = text.substr(i);
        auto const end = std::ranges::find_if(
            rest, [](char character) { return !text_impl::plain[static_cast<unsigned char>(character)]; });
        auto const run = static_cast<std::size_t>(end - rest.begin());
        out.append(rest.substr(0, run));
        i += run;
        if (i == text.size()) break;
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            text_impl::append_escaped(out, text[i++]);
            continue;
        }
        auto const length = utf8_length(text.substr(i));
        if (length == 0) return false;
        out.append(text.substr(i, length));
        i += length;
    }
    out += '"';
    return true;
}

} // namespace telnyx::json::detail
