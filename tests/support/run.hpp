#pragma once

#include "support/task.hpp"

namespace telnyx::tests {

/// A task under its earlier name.
template <class T>
class started : public task<T> {
  public:
    using task<T>::task;
    bool done() const { return this->over(); }
    T result() { return this->get(); }
};

inline void settle(boost::asio::io_context& io) {
    run_ready(io);
}

} // namespace telnyx::tests
