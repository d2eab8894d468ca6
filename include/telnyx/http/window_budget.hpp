#pragma once

#include <atomic>
#include <cstddef>

namespace telnyx::http {

/// Bytes by which the windows of streams may be enlarged, of all streams of all connections together. Thread-safe.
class window_budget {
  public:
    explicit window_budget(std::size_t bytes) : left_(bytes) {}

    /// Takes so many bytes, or none if there are not enough.
    bool take(std::size_t bytes) {
        auto left = left_.load(std::memory_order_relaxed);
        do {
            if (bytes > left) return false;
        } while (!left_.compare_exchange_weak(left, left - bytes, std::memory_order_relaxed));
        return true;
    }

    void give_back(std::size_t bytes) { left_.fetch_add(bytes, std::memory_order_relaxed); }

  private:
    std::atomic<std::size_t> left_;
};

} // namespace telnyx::http
