#pragma once

#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/row_order.hpp"

namespace telnyx::testing::detail {

TELNYX_DECL row_order::row_order(std::string_view text) {
    for (auto const& part : split_list(text)) {
        auto const dot = part.find('.');
        auto const direction = dot == std::string::npos ? std::string("asc") : part.substr(dot + 1);
        if (dot == 0 || part.empty() || (!direction.starts_with("asc") && !direction.starts_with("desc")))
            refuse_parameter("order", "must list columns with .asc or .desc");
        criteria_.push_back({part.substr(0, dot), direction.starts_with("desc")});
    }
}

TELNYX_DECL bool row_order::before(column_reader const& a, column_reader const& b) const {
    for (auto const& each : criteria_) {
        auto const first = a(each.column);
        auto const second = b(each.column);
        auto order = 0;
        if (first && second)
            order = compare_columns(*first, *second);
        else
            order = (first ? 0 : 1) - (second ? 0 : 1);
        if (order != 0) return each.descending ? order > 0 : order < 0;
    }
    return false;
}

} // namespace telnyx::testing::detail
