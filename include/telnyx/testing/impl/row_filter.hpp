#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::testing::detail {

/// Reads the text in a column of a row; `std::nullopt` if it is empty. A `refusal` if there is no such column.
using column_reader = std::function<std::optional<std::string>(std::string_view column)>;

/// A condition on the rows of a table in PostgREST's syntax: `eq.5`, `not.in.(a,b)`, `(a.gt.1,and(...))`. Comparisons
/// with an empty column are neither true nor false, as in SQL.
class row_filter {
  public:
    /// Parses the part of a query after the equals sign; a `refusal` if it is not a condition.
    /// @param key the part before the equals sign: a column, or `or` or `and`, optionally preceded by `not.`
    static row_filter read(std::string_view key, std::string_view value);

    bool matches(column_reader const& row) const { return holds(row).value_or(false); }

  private:
    enum class sort { one_column, all_of, any_of };

    static row_filter read_group(std::string_view key, std::string_view list);
    static row_filter read_part(std::string_view text);
    std::optional<bool> holds(column_reader const& row) const;
    std::optional<bool> compare(column_reader const& row) const;

    sort sort_ = sort::one_column;
    bool negated_ = false;
    std::string column_;
    std::string operator_;
    std::string operand_;
    std::vector<std::string> list_; // for `in`
    std::vector<row_filter> parts_; // of a group
};

/// Compares two texts: as times or numbers if both are, otherwise by their bytes. Negative, 0 or positive.
int compare_columns(std::string const& a, std::string const& b);

/// Splits a text at commas outside quotes and parentheses.
std::vector<std::string> split_list(std::string_view text);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/row_filter.ipp"
#endif
