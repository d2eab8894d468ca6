#pragma once

#include "telnyx/testing/gate.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace telnyx::testing {

struct gate::state {
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
    std::size_t arrivals = 0;
    std::vector<std::function<void()>> waiting;
};

TELNYX_DECL gate::gate() : state_(std::make_shared<state>()) {}

TELNYX_DECL void gate::release() {
    std::vector<std::function<void()>> released;
    {
        std::lock_guard const lock(state_->mutex);
        state_->open = true;
        released.swap(state_->waiting);
    }
    for (auto const& go_on : released)
        go_on();
}

TELNYX_DECL bool gate::wait_until_reached(std::size_t count, std::chrono::milliseconds timeout) const {
    std::unique_lock lock(state_->mutex);
    return state_->changed.wait_for(lock, timeout, [&] { return state_->arrivals >= count; });
}

TELNYX_DECL void gate::arrive(std::function<void()> go_on) {
    {
        std::lock_guard const lock(state_->mutex);
        ++state_->arrivals;
        state_->changed.notify_all();
        if (!state_->open) {
            state_->waiting.push_back(std::move(go_on));
            return;
        }
    }
    go_on();
}

} // namespace telnyx::testing
