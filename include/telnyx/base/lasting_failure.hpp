#pragma once

#include <exception>

namespace telnyx::detail {

/// What made it impossible to read on: whoever asks again is told again.
class lasting_failure {
  public:
    /// Throws the failure, if there was one.
    void check() const {
        if (what_) std::rethrow_exception(what_);
    }

    /// Call within a handler: remembers the current exception, and passes it on.
    [[noreturn]] void keep() {
        what_ = std::current_exception();
        std::rethrow_exception(what_);
    }

  private:
    std::exception_ptr what_;
};

} // namespace telnyx::detail
