#pragma once

#include "telnyx/testing/impl/percent_decoding.hpp"
#include "telnyx/testing/recorded_request.hpp"

namespace telnyx::testing {

TELNYX_DECL std::string_view recorded_request::path() const {
    return std::string_view(target).substr(0, target.find('?'));
}

TELNYX_DECL std::string_view recorded_request::query() const {
    auto const mark = target.find('?');
    return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

TELNYX_DECL std::optional<std::string> recorded_request::query_parameter(std::string_view name) const {
    auto rest = query();
    while (!rest.empty()) {
        auto const end = rest.find('&');
        auto const pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        auto const equals = pair.find('=');
        if (detail::percent_decoded(pair.substr(0, equals)) != name) continue;
        return equals == std::string_view::npos ? std::string() : detail::percent_decoded(pair.substr(equals + 1));
    }
    return std::nullopt;
}

} // namespace telnyx::testing
