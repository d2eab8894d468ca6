#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace relay {

/// How a stream to a browser ended.
enum class stream_end { complete, browser_left, failed };

/// What the relay counts. Thread-safe: each number is an atomic, and `/metrics` reads them one after the other.
class metrics {
  public:
    void request() { ++requests_; }
    void refused() { ++refused_; }
    void rejected() { ++rejected_; }
    void token() { ++tokens_; }
    void ended(stream_end how) { ++ended_[static_cast<std::size_t>(how)]; }

    /// `elapsed` is the time from the request until its first token was sent.
    void first_token(std::chrono::steady_clock::duration elapsed);

    /// All numbers in Prometheus' text format.
    std::string text(std::size_t open_streams, std::size_t open_connections) const;

  private:
    using counter = std::atomic<std::uint64_t>;

    /// The upper limits of the histogram's buckets, in seconds.
    static constexpr std::array<double, 10> limits{0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6};

    counter requests_{0};
    counter refused_{0};
    counter rejected_{0};
    counter tokens_{0};
    std::array<counter, 3> ended_{};
    std::array<counter, limits.size() + 1> first_tokens_{}; // by bucket; the last has no upper limit
    counter first_token_microseconds_{0};
};

} // namespace relay
