#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telnyx::testing::detail {

/// Pseudorandom numbers that are the same in every run and on every machine.
class seeded_random {
  public:
    explicit seeded_random(std::uint64_t seed) : state_(seed) {}

    /// Mixes a text into the seed.
    void mix(std::string_view text) {
        for (char const c : text)
            state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }

    std::uint64_t next() {
        auto mixed = state_ += 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }

    /// A number from 0 to `count` - 1.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

    template <class Range>
    auto const& pick(Range const& from) {
        return from[below(from.size())];
    }

  private:
    std::uint64_t state_;
};

} // namespace telnyx::testing::detail
