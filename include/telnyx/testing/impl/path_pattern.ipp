#pragma once

#include "telnyx/testing/impl/path_pattern.hpp"
#include "telnyx/testing/impl/percent_decoding.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL path_pattern::path_pattern(std::string_view pattern) {
    for (auto const part : split(pattern)) {
        if (part == "*")
            segments_.push_back({segment::kind::rest, {}});
        else if (part.size() > 2 && part.front() == '{' && part.back() == '}')
            segments_.push_back({segment::kind::parameter, std::string(part.substr(1, part.size() - 2))});
        else
            segments_.push_back({segment::kind::text, std::string(part)});
    }
}

TELNYX_DECL bool path_pattern::matches(std::string_view path, std::map<std::string, std::string>& parameters) const {
    auto const parts = split(path);
    std::map<std::string, std::string> found;
    std::size_t i = 0;
    for (auto const& each : segments_) {
        if (each.what == segment::kind::rest) {
            i = parts.size();
            break;
        }
        if (i == parts.size()) return false;
        auto part = percent_decoded(parts[i++]);
        if (each.what == segment::kind::text && part != each.text) return false;
        if (each.what != segment::kind::parameter) continue;
        if (part.empty()) return false;
        found[each.text] = std::move(part);
    }
    if (i != parts.size()) return false;
    parameters = std::move(found);
    return true;
}

TELNYX_DECL bool path_pattern::more_specific_than(path_pattern const& other) const {
    return std::lexicographical_compare(segments_.begin(), segments_.end(), other.segments_.begin(),
                                        other.segments_.end(),
                                        [](segment const& a, segment const& b) { return a.what < b.what; });
}

TELNYX_DECL std::vector<std::string_view> path_pattern::split(std::string_view path) {
    std::vector<std::string_view> parts;
    while (true) {
        auto const slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

} // namespace telnyx::testing::detail
