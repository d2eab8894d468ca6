#pragma once

#include "telnyx/base/config.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace telnyx::async {
class one_shot;
}

namespace telnyx::async {

/// The calls of a client that are in flight, whatever they are doing: `close()` waits for them, and `abort()` wakes
/// them. A call that does not pause costs two atomic operations. Safe to use from several threads at once.
class call_registry {
  public:
    /// Purpose of a pause.
    enum class pause_of {
        call, ///< a retry: continues when the client is closed, and ends when it is aborted
        wait, ///< the next poll of a background task, which would be a new call: ends in both cases
    };

    /// A pause in progress; ends with this object.
    class pause {
      public:
        /// `woken` is set when the client is closed or aborted, if that ends this kind of pause.
        /// @throws api_connection_error if that has already happened.
        pause(std::shared_ptr<call_registry> in, pause_of kind, std::shared_ptr<async::one_shot> woken);
        pause(pause const&) = delete;
        pause& operator=(pause const&) = delete;
        ~pause();

        /// @throws api_connection_error if the client was closed or aborted, and that ends this kind of pause.
        void check() const;

      private:
        friend class call_registry;

        std::shared_ptr<call_registry> in_;
        pause_of kind_;
        std::list<pause const*>::iterator place_;
        std::shared_ptr<async::one_shot> woken_;
    };

    /// Begins a call.
    /// @throws api_connection_error if no new calls are allowed.
    void enter();

    /// Ends a call.
    void leave() noexcept;

    /// Rejects new calls.
    void close();

    /// Like `close()`, and ends all pauses.
    void abort();

    /// Like `abort()`, for the end of the context of the client's connections: calls that still exist, such as streams,
    /// cannot continue, and nobody waits for them.
    void abandon();

    /// Sets `ended` once no call is in flight. To be called after `close()`.
    void wake_when_ended(std::shared_ptr<async::one_shot> ended);

    std::size_t in_flight() const { return static_cast<std::size_t>(state_.load() / one_call); }
    std::size_t pausing() const;

  private:
    static constexpr std::uint64_t closed = 1;
    static constexpr std::uint64_t one_call = 2;

    bool ends(pause_of kind) const { return aborted_ || (kind == pause_of::wait && (state_.load() & closed) != 0); }
    void end_pauses();
    void end_waits_for_end();

    std::atomic<std::uint64_t> state_{0}; // number of calls in flight, and whether the client is closed
    mutable std::mutex mutex_;
    std::list<pause const*> pauses_;
    std::vector<std::shared_ptr<async::one_shot>> waiting_for_end_;
    bool aborted_ = false;
    bool abandoned_ = false;
};

/// One call in flight, until it is destroyed or assigned to.
class call_place {
  public:
    call_place() = default;

    /// @throws api_connection_error if no new calls are allowed.
    explicit call_place(std::shared_ptr<call_registry> in) : in_(std::move(in)) { in_->enter(); }

    call_place(call_place&&) noexcept = default;
    call_place& operator=(call_place&& other) noexcept {
        call_place taken(std::move(other));
        in_.swap(taken.in_);
        return *this;
    }
    ~call_place() {
        if (in_) in_->leave();
    }

  private:
    std::shared_ptr<call_registry> in_;
};

} // namespace telnyx::async

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/async/impl/call_registry.ipp"
#endif
