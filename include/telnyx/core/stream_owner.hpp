#pragma once

#include <memory>
#include <utility>

namespace telnyx::core {

/// Owns the state of a stream, which the coroutines that read it share: closes the stream when it is destroyed or
/// replaced.
template <class State>
class stream_owner {
  public:
    explicit stream_owner(std::shared_ptr<State> state) : state_(std::move(state)) {}
    ~stream_owner() {
        if (state_) state_->close();
    }
    stream_owner(stream_owner&&) noexcept = default;
    stream_owner& operator=(stream_owner&& other) noexcept {
        if (state_ && state_ != other.state_) state_->close();
        state_ = std::move(other.state_);
        return *this;
    }

    std::shared_ptr<State> const& shared() const { return state_; }
    State* operator->() const { return state_.get(); }

  private:
    std::shared_ptr<State> state_;
};

} // namespace telnyx::core
