#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/prompt_names.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// What the simulated model takes from a conversation to fill in JSON: each name, number and subject once, in the order
/// in which the user mentions them.
class value_source {
  public:
    /// @param said the user's message
    /// @param names those to use for texts
    value_source(std::string_view said, std::vector<std::string> names);

    std::string_view said() const { return said_; }

    /// Number of names that are left.
    std::size_t names_left() const { return names_.size() - next_name_; }

    /// A name, or else a subject of the message, or else "some `what`".
    std::string next_text(std::string_view what);

    /// The first number that has not been taken, and is in the range.
    std::optional<std::int64_t> take_integer(std::int64_t least, std::int64_t most);
    std::optional<double> take_number(double least, double most);

    /// The first word of the message that satisfies the predicate, or else `otherwise`.
    std::string word_or(bool (*wanted)(std::string_view word), std::string_view otherwise) const;

  private:
    template <class Number>
    std::optional<Number> take(Number least, Number most);

    std::string_view said_;
    std::vector<std::string> names_;
    std::vector<std::string> topics_; // those that are no names
    std::vector<std::string> numbers_;
    std::size_t next_name_ = 0;
    std::size_t next_topic_ = 0;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/value_source.ipp"
#endif
