#pragma once

#include "telnyx/testing/impl/query_pairs.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <utility>

namespace telnyx::testing {

TELNYX_DECL std::string_view recorded_request::path() const {
    return std::string_view(target).substr(0, target.find('?'));
}

TELNYX_DECL std::string_view recorded_request::query() const {
    auto const mark = target.find('?');
    return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

TELNYX_DECL std::optional<std::string> recorded_request::query_parameter(std::string_view name) const {
    for (auto& [each, value] : detail::query_pairs(query()))
        if (each == name) return std::move(value);
    return std::nullopt;
}

} // namespace telnyx::testing
