#pragma once

#include <utility>

namespace telnyx::net {

/// Whether input has arrived while a connection is sending, or waiting for something to send. Knows what is in
/// progress, and says what to begin and to cancel. Does no I/O.
class early_input {
  public:
    /// Watches from now on; returns whether a wait for input must begin.
    bool watch() {
        if (watching_ || arrived_) return false;
        watching_ = true;
        return true;
    }

    /// Watches no longer; returns whether the wait must be cancelled.
    bool stop() {
        arrived_ = false;
        return std::exchange(watching_, false);
    }

    /// The wait has ended. Returns whether input has arrived that somebody watches for.
    bool wait_ended(bool failed) {
        if (!std::exchange(watching_, false) || failed) return false;
        arrived_ = true;
        return true;
    }

    /// Whether input has arrived that nobody has taken.
    bool arrived() const { return arrived_; }

    /// Takes note that the input is being read; returns whether there is any.
    bool take() { return std::exchange(arrived_, false); }

    /// A send begins. Returns whether it may wait for a peer that has stopped reading.
    bool begin_send() {
        sending_ = true;
        return !arrived_;
    }
    bool sending() const { return sending_; }

    /// A send has ended. Returns whether it was cancelled because input has arrived, which is no failure.
    bool end_send(bool cancelled) {
        sending_ = false;
        return cancelled && arrived_;
    }

  private:
    bool watching_ = false;
    bool arrived_ = false;
    bool sending_ = false;
};

} // namespace telnyx::net
