#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/base/utf8.hpp"

#include <algorithm>

namespace telnyx::base {

namespace detail {

// Whether a terminal may interpret a UTF-8 character instead of displaying it.
inline bool is_control(std::string_view character) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7f;
    return character.size() == 2 && byte(0) == 0xc2 && byte(1) < 0xa0;
}

} // namespace detail

TELNYX_DECL std::string quoted_beginning(std::string_view text, std::size_t limit) {
    std::string out = "\"";
    for (auto room = limit; !text.empty();) {
        auto const length = utf8_length(text);
        auto const character = text.substr(0, std::max<std::size_t>(length, 1));
        if (character.size() > room) break;
        if (length == 0)
            out += '?';
        else if (detail::is_control(character))
            out += ' ';
        else
            out.append(character);
        text.remove_prefix(character.size());
        room -= character.size();
    }
    return out += text.empty() ? "\"" : "...\"";
}

} // namespace telnyx::base
