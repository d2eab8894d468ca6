#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/chat_directives.hpp"

#include <charconv>

namespace telnyx::testing::detail {

namespace directives {

/// Reads one directive without its brackets; returns false if it is none.
inline bool read(std::string_view text, chat_directives& to) {
    constexpr std::string_view refuse = "refuse", error = "error after ";
    if (text.starts_with(error)) {
        text.remove_prefix(error.size());
        std::size_t count = 0;
        auto const [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (failure != std::errc() || rest != text.data() + text.size()) return false;
        to.error_after = count;
        return true;
    }
    if (!text.starts_with(refuse)) return false;
    text.remove_prefix(refuse.size());
    if (!text.empty() && text.front() != ':') return false;
    if (!text.empty()) text = ascii::trimmed(text.substr(1));
    to.refusal = text.empty() ? usual_refusal : text;
    return true;
}

} // namespace directives

TELNYX_DECL chat_directives chat_directives::take_from(std::string& message) {
    chat_directives found;
    for (std::size_t begin = message.find('['); begin != std::string::npos; begin = message.find('[', begin)) {
        auto const end = message.find(']', begin);
        if (end == std::string::npos) break;
        if (!directives::read(std::string_view(message).substr(begin + 1, end - begin - 1), found)) {
            ++begin;
            continue;
        }
        message.erase(begin, end - begin + 1);
        if (begin > 0 && message[begin - 1] == ' ') message.erase(--begin, 1);
    }
    return found;
}

} // namespace telnyx::testing::detail
