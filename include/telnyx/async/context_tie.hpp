#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>

namespace telnyx::async {

/// Ties an object to the execution context of its I/O objects, so that it releases them in time. Each object that holds
/// sockets, timers, strands or executors and may outlive their context has one as a member. It must be the last member,
/// since it has to be destroyed first.
class context_tie {
  public:
    /// `let_go` is called once, when the context is shut down or by `cut()`. It must release everything that belongs to
    /// the context, make sure that none of it is used later, and not throw. If the context has already been shut down,
    /// it is called at once.
    context_tie(boost::asio::any_io_executor const& executor, std::function<void()> let_go);
    ~context_tie() { cut(); }

    context_tie(context_tie const&) = delete;
    context_tie& operator=(context_tie const&) = delete;

    /// Calls `let_go`, unless it has already been called; if another thread is calling it, waits for that. Thread-safe.
    void cut();

  private:
    struct knot;
    class knots;

    std::shared_ptr<knot> knot_;
};

} // namespace telnyx::async

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/async/impl/context_tie.ipp"
#endif
