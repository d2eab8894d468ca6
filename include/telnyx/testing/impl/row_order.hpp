#pragma once

#include "telnyx/testing/impl/row_filter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// The row order in a PostgREST query, such as `created_at.desc,name`.
class row_order {
  public:
    /// A `refusal` if the text is not a valid order.
    explicit row_order(std::string_view text);

    /// Whether the row `a` comes before the row `b`. Empty columns are greater than all others.
    bool before(column_reader const& a, column_reader const& b) const;

  private:
    struct criterion {
        std::string column;
        bool descending;
    };

    std::vector<criterion> criteria_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/row_order.ipp"
#endif
