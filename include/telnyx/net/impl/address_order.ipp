#pragma once

#include "telnyx/net/address_order.hpp"

#include <cstddef>

namespace telnyx::net {

TELNYX_DECL std::vector<boost::asio::ip::tcp::endpoint>
address_order(std::vector<boost::asio::ip::tcp::endpoint> resolved) {
    if (resolved.empty()) return resolved;
    std::vector<boost::asio::ip::tcp::endpoint> families[2];
    bool const first_is_v6 = resolved.front().address().is_v6();
    for (auto const& each : resolved)
        families[each.address().is_v6() == first_is_v6 ? 0 : 1].push_back(each);
    std::vector<boost::asio::ip::tcp::endpoint> ordered;
    ordered.reserve(resolved.size());
    for (std::size_t turn = 0; ordered.size() < resolved.size(); ++turn)
        for (auto const& family : families)
            if (turn < family.size()) ordered.push_back(family[turn]);
    return ordered;
}

} // namespace telnyx::net
