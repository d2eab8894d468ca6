#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>

namespace telnyx::async {

/// What ties an object to the execution context of its I/O objects, so that it gives them back in time: a member of
/// each object that holds sockets, timers, strands or executors and may outlive their context. The last member, since
/// it has to go first.
class context_tie {
  public:
    /// `let_go` is called once, when the context is shut down, or else by `cut()`. It gives back all that belongs to
    /// the context, and makes sure that nothing of it is used later; it must not throw. A context that has been shut
    /// down already calls it at once.
    context_tie(boost::asio::any_io_executor const& executor, std::function<void()> let_go);
    ~context_tie() { cut(); }

    context_tie(context_tie const&) = delete;
    context_tie& operator=(context_tie const&) = delete;

    /// Calls `let_go` unless it has been called, or waits until another thread has. Thread-safe.
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
