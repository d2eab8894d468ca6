#pragma once

#include "telnyx/base/append_redacted.hpp"
#include "telnyx/base/redact.hpp"
#include "telnyx/base/secret_string.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::base {

namespace detail {

// Length of the prefix of the key at the end of a text; 0 if it is too short to reveal anything.
inline std::size_t broken_key(std::string_view text, std::string_view key) {
    constexpr std::size_t telling = 4;
    for (auto size = std::min(text.size(), key.size()); size >= telling; --size)
        if (text.ends_with(key.substr(0, size))) return size;
    return 0;
}

} // namespace detail

TELNYX_DECL void redact(std::string& text, std::string_view key) {
    if (key.empty() || text.find(key) == std::string::npos) return;
    std::string without;
    base::append_redacted(without, text, key);
    text.swap(without);
    telnyx::detail::cleanse(without.data(), without.size());
}

TELNYX_DECL void redact_cut(std::string& text, std::string_view key) {
    redact(text, key);
    auto const size = detail::broken_key(text, key);
    if (size == 0) return;
    telnyx::detail::cleanse(text.data() + text.size() - size, size);
    text.replace(text.size() - size, size, base::shown_key);
}

TELNYX_DECL std::string redacted_beginning(std::string_view text, std::string_view key, std::size_t limit) {
    std::string beginning(text.substr(0, limit + key.size())); // the limit may cut a key
    redact_cut(beginning, key);
    if (beginning.size() > limit) beginning.resize(limit);
    return beginning;
}

TELNYX_DECL std::string redacted(std::string_view text, std::string_view key) {
    std::string without;
    if (key.empty()) return without.assign(text);
    base::append_redacted(without, text, key);
    return without;
}

} // namespace telnyx::base
