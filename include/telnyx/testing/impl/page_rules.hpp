#pragma once

#include <cstdint>

namespace telnyx::testing::detail {

/// Which numbers and sizes of pages a list takes. Pages are counted from 1; where 0 is taken, it is the first as well.
struct page_rules {
    std::int64_t least_number = 1;
    std::int64_t least_size = 1;
    std::int64_t most_size = 100;
    std::int64_t default_size = 20; // 0 for all on one page
};

} // namespace telnyx::testing::detail
