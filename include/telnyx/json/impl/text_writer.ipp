#pragma once

#include "telnyx/json/impl/text_writer.hpp"

#include "telnyx/json/impl/plain_text.hpp"
#include "telnyx/utf8.hpp"

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
