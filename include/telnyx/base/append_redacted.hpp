#pragma once

#include <string_view>

namespace telnyx::base {

/// Replacement of the key.
inline constexpr std::string_view shown_key = "[API key]";

/// Appends a text to `out` with the key redacted: each part between two keys at once, from front to back.
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
