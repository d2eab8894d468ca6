#pragma once

#include <string_view>

namespace telnyx::base {

/// What stands in the place of the key.
inline constexpr std::string_view shown_key = "[API key]";

/// Appends a text without the key to `out`: what is between two keys in one piece, from front to back.
template <class Out>
void append_redacted(Out& out, std::string_view text, std::string_view key) {
    while (true) {
        auto const at = text.find(key);
        out.append(text.substr(0, at));
        if (at == std::string_view::npos) return;
        out.append(shown_key);
        text.remove_prefix(at + key.size());
    }
}

} // namespace telnyx::base
