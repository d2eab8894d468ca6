#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace telnyx::ai {

/// Which groups of insights to list.
struct insight_group_list_params {
    telnyx::optional<std::int64_t> page_number{}; ///< first page to return, from 1; 1 by default
    telnyx::optional<std::int64_t> page_size{};   ///< maximum items per page, below 100; 20 by default

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> json_names{
        {{"page_number", "page[number]"}, {"page_size", "page[size]"}}};
};
BOOST_DESCRIBE_STRUCT(insight_group_list_params, (), (page_number, page_size))

} // namespace telnyx::ai
