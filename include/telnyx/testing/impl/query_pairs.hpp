#pragma once

#include "telnyx/testing/impl/percent_decoding.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::testing::detail {

/// Decoded names and values of a query, in their order; one without an equals sign has an empty value.
inline std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!query.empty()) {
        auto const end = query.find('&');
        auto const pair = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
        auto const equals = pair.find('=');
        auto const value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        pairs.emplace_back(percent_decoded(pair.substr(0, equals)), percent_decoded(value));
    }
    return pairs;
}

} // namespace telnyx::testing::detail
