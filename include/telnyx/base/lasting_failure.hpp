#pragma once

#include <exception>

namespace telnyx::detail {

/// A failure after which reading cannot continue: every further read throws it again.
class lasting_failure {
  public:
    /// Throws the failure, if there was one.
    void check() const {
        if (what_) std::rethrow_exception(what_);
    }

    /// To be called within a handler: stores the current exception and rethrows it.
    [[noreturn]] void keep() {
        what_ = std::current_exception();
        std::rethrow_exception(what_);
    }

  private:
    std::exception_ptr what_;
};

} // namespace telnyx::detail
