#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::base {

/// Appends as many bytes as the limit allows. Grows like a normal string, but never beyond the limit.
inline void append_within(std::string& to, std::string_view text, std::size_t limit) {
    text = text.substr(0, limit - to.size());
    auto const size = to.size() + text.size();
    if (size > to.capacity()) {
        std::string larger;
        larger.reserve(std::min(std::max(size, 2 * to.capacity()), limit));
        larger.append(to);
        to = std::move(larger);
    }
    to.append(text);
}

} // namespace telnyx::base
