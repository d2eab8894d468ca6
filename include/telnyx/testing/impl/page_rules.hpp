#pragma once

#include <cstdint>

namespace telnyx::testing::detail {

/// Valid page numbers and sizes of a list. Pages are counted from 1; where 0 is valid, it also means the first page.
struct page_rules {
    std::int64_t least_number = 1;
    std::int64_t least_size = 1;
    std::int64_t most_size = 100;
    std::int64_t default_size = 20; // 0 for everything on one page
};

} // namespace telnyx::testing::detail
