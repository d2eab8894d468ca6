#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

namespace relay {

/// Counts how many of something are in use, and lets no more than a limit be. Thread-safe.
class use_limit {
  public:
    /// One use; it ends with the object.
    class slot {
      public:
        explicit slot(use_limit& limit) : limit_(&limit) {}
        slot(slot&& other) noexcept : limit_(std::exchange(other.limit_, nullptr)) {}
        slot& operator=(slot&& other) noexcept {
            std::swap(limit_, other.limit_);
            return *this;
        }
        ~slot() {
            if (limit_ != nullptr) limit_->used_.fetch_sub(1, std::memory_order_relaxed);
        }

      private:
        use_limit* limit_;
    };

    explicit use_limit(std::size_t most) : most_(most) {}

    /// Begins a use; `std::nullopt` if the limit has been reached.
    std::optional<slot> acquire() {
        auto now = used_.load(std::memory_order_relaxed);
        do {
            if (now >= most_) return std::nullopt;
        } while (!used_.compare_exchange_weak(now, now + 1, std::memory_order_relaxed));
        return std::make_optional<slot>(*this);
    }

    std::size_t used() const { return used_.load(std::memory_order_relaxed); }

  private:
    std::size_t const most_;
    std::atomic<std::size_t> used_{0};
};

} // namespace relay
