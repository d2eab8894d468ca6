#pragma once

#include "telnyx/testing/impl/expected_request.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::testing::detail {

/// The expectations of a test, each an `expected_request` with its response, and their failures. Thread-safe;
/// conditions are called without the lock, so that they may call the object themselves.
template <class Call>
class expected_calls {
  public:
    using pointer = std::shared_ptr<Call>;

    void add(pointer call) {
        std::lock_guard const lock(mutex_);
        calls_.push_back(std::move(call));
    }

    /// The first one that is not used up and satisfies `fits`.
    template <class Condition>
    pointer find(Condition fits) const {
        for (auto const& call : candidates())
            if (fits(*call)) return call;
        return nullptr;
    }

    /// Counts a request for it; returns `false` if it has been used up in the meantime.
    bool use(Call& call) {
        std::lock_guard const lock(mutex_);
        if (call.used_up()) return false;
        ++call.seen;
        return true;
    }

    void add_failure(std::string failure) {
        std::lock_guard const lock(mutex_);
        failures_.push_back(std::move(failure));
    }

    /// One line for each unmet expectation and each failure.
    std::vector<std::string> failures() const {
        std::lock_guard const lock(mutex_);
        std::vector<std::string> lines;
        for (auto const& call : calls_) {
            if (call->unlimited || call->used_up()) continue;
            lines.push_back("expected " + std::to_string(call->wanted) + " of " + call->method + " " + call->pattern +
                            ", got " + std::to_string(call->seen));
        }
        lines.insert(lines.end(), failures_.begin(), failures_.end());
        return lines;
    }

  private:
    std::vector<pointer> candidates() const {
        std::lock_guard const lock(mutex_);
        std::vector<pointer> open;
        std::copy_if(calls_.begin(), calls_.end(), std::back_inserter(open),
                     [](auto const& call) { return !call->used_up(); });
        return open;
    }

    mutable std::mutex mutex_;
    std::vector<pointer> calls_;
    std::vector<std::string> failures_;
};

} // namespace telnyx::testing::detail
