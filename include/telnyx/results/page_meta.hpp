#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>

namespace telnyx {

/// Position of a page in its list.
struct page_meta {
    std::optional<std::int64_t> page_number{};   ///< number of this page, starting at 1
    std::optional<std::int64_t> page_size{};     ///< maximum number of items per page
    std::optional<std::int64_t> total_pages{};   ///< number of pages
    std::optional<std::int64_t> total_results{}; ///< number of items on all pages
};
BOOST_DESCRIBE_STRUCT(page_meta, (), (page_number, page_size, total_pages, total_results))

} // namespace telnyx
