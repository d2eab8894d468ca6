#pragma once

#include "telnyx/testing/impl/request_log.hpp"

namespace telnyx::testing::detail {

TELNYX_DECL void request_log::add(recorded_request const& request) {
    count([&](sandbox_statistics& counters) {
        ++counters.requests;
        if (max_requests_ == 0) return;
        if (requests_.size() == max_requests_) requests_.pop_front();
        requests_.push_back(request);
    });
}

TELNYX_DECL std::vector<recorded_request> request_log::requests() const {
    std::lock_guard const lock(mutex_);
    return {requests_.begin(), requests_.end()};
}

TELNYX_DECL sandbox_statistics request_log::statistics() const {
    std::lock_guard const lock(mutex_);
    return counters_;
}

TELNYX_DECL bool request_log::wait_for(std::size_t sandbox_statistics::*counter, std::size_t wanted,
                                       std::chrono::milliseconds timeout) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, timeout, [&] { return counters_.*counter >= wanted; });
}

} // namespace telnyx::testing::detail
