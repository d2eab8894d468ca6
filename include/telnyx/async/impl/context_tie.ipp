#pragma once

#include "telnyx/async/context_tie.hpp"

#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace telnyx::async {

struct context_tie::knot {
    // `let_go` may destroy the object, and so call `cut()` again.
    std::recursive_mutex mutex;
    std::function<void()> let_go;

    void undo() {
        std::lock_guard const lock(mutex);
        if (let_go) std::exchange(let_go, nullptr)();
    }
};

/// All ties of one context.
class context_tie::knots final : public boost::asio::execution_context::service {
  public:
    using key_type = knots;
    static inline boost::asio::execution_context::id id;

    explicit knots(boost::asio::execution_context& context) : service(context) {}

    /// Returns `false` if the context has been shut down.
    bool add(std::shared_ptr<knot> const& made) {
        std::lock_guard const lock(mutex_);
        if (is_shut_down_) return false;
        if (all_.size() >= sweep_at_) {
            std::erase_if(all_, [](auto const& each) { return each.expired(); });
            sweep_at_ = std::max(smallest_sweep, 2 * all_.size());
        }
        all_.push_back(made);
        return true;
    }

  private:
    static constexpr std::size_t smallest_sweep = 16;

    void shutdown() override {
        std::vector<std::weak_ptr<knot>> last;
        {
            std::lock_guard const lock(mutex_);
            is_shut_down_ = true;
            last.swap(all_);
        }
        for (auto const& each : last)
            if (auto const alive = each.lock()) alive->undo();
    }

    std::mutex mutex_;
    std::vector<std::weak_ptr<knot>> all_;
    std::size_t sweep_at_ = smallest_sweep;
    bool is_shut_down_ = false;
};

TELNYX_DECL context_tie::context_tie(boost::asio::any_io_executor const& executor, std::function<void()> let_go)
    : knot_(std::make_shared<knot>()) {
    knot_->let_go = std::move(let_go);
    auto& context = boost::asio::query(executor, boost::asio::execution::context);
    if (!boost::asio::use_service<knots>(context).add(knot_)) knot_->undo();
}

TELNYX_DECL void context_tie::cut() {
    knot_->undo();
}

} // namespace telnyx::async
