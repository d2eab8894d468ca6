#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace telnyx::detail {

/// Duration in options, in any unit that the steady clock's ticks can represent. A duration that is too long for them,
/// such as `std::chrono::hours::max()`, becomes the maximum, which means no limit, instead of overflowing.
class time_span {
  public:
    using duration = std::chrono::steady_clock::duration;

    constexpr time_span() = default;

    template <std::integral Number, class Unit>
    requires std::convertible_to<std::chrono::duration<Number, Unit>, duration>
    constexpr time_span(std::chrono::duration<Number, Unit> span) : ticks_(within_range(span)) {}

    constexpr operator duration() const { return ticks_; }

  private:
    template <class Number, class Unit>
    static constexpr duration within_range(std::chrono::duration<Number, Unit> span) {
        using wide = std::chrono::duration<std::int64_t, Unit>;
        if (std::cmp_greater(span.count(), std::chrono::duration_cast<wide>(duration::max()).count()))
            return duration::max();
        if (std::cmp_less(span.count(), std::chrono::duration_cast<wide>(duration::min()).count()))
            return duration::min();
        return span;
    }

    duration ticks_{};
};

} // namespace telnyx::detail
