#pragma once

#include "telnyx/testing/impl/page_of.hpp"
#include "telnyx/testing/impl/query_value.hpp"

#include <algorithm>
#include <limits>

namespace telnyx::testing::detail {

/// The requested page.
struct asked_page {
    asked_page(recorded_request const& request, std::size_t total, page_rules const& rules) {
        constexpr auto last_number = std::numeric_limits<std::int32_t>::max();
        auto const all = std::max<std::int64_t>(1, static_cast<std::int64_t>(total));
        number = std::max<std::int64_t>(
            1, query_integer(request, "page[number]", rules.least_number, last_number).value_or(1));
        size = query_integer(request, "page[size]", rules.least_size, rules.most_size)
                   .value_or(rules.default_size == 0 ? all : rules.default_size);
    }

    std::int64_t number;
    std::int64_t size;
};

TELNYX_DECL boost::json::array page_items(recorded_request const& request, boost::json::array const& all,
                                          page_rules const& rules) {
    asked_page const page(request, all.size(), rules);
    auto const first = std::min(static_cast<std::size_t>((page.number - 1) * page.size), all.size());
    auto const count = std::min(static_cast<std::size_t>(page.size), all.size() - first);
    auto const* const begin = all.data() + first;
    return boost::json::array(begin, begin + count);
}

TELNYX_DECL boost::json::object page_of(recorded_request const& request, boost::json::array const& all,
                                        page_rules const& rules) {
    asked_page const page(request, all.size(), rules);
    auto const total = static_cast<std::int64_t>(all.size());
    auto const pages = page.size == 0 ? 0 : (total + page.size - 1) / page.size;
    return {
        {"data", page_items(request, all, rules)},
        {"meta",
         {{"page_number", page.number}, {"page_size", page.size}, {"total_pages", pages}, {"total_results", total}}}};
}

} // namespace telnyx::testing::detail
