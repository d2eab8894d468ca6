#pragma once

#include "telnyx/base/lasting_failure.hpp"
#include "telnyx/body/response_body.hpp"
#include "telnyx/testing/impl/scripted_state.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::testing::detail {

/// A request in progress in a scripted transport, until its response is read to the end or abandoned.
class scripted_flight {
  public:
    explicit scripted_flight(std::shared_ptr<scripted_state> state) : state_(std::move(state)) { state_->enter(); }
    scripted_flight(scripted_flight&&) = default;
    scripted_flight& operator=(scripted_flight&&) = delete;
    ~scripted_flight() { end(); }

    void end() {
        if (auto const state = std::exchange(state_, nullptr)) state->leave();
    }

  private:
    std::shared_ptr<scripted_state> state_;
};

/// The body of a scripted response.
class scripted_body final : public response_body {
  public:
    /// `request` names the request, for failures.
    scripted_body(std::shared_ptr<scripted_state> state, scripted_flight flight, scripted_limits limits,
                  std::string request, scripted_reply response);
    TELNYX_DECL ~scripted_body() override;

    TELNYX_DECL std::optional<std::string_view> poll() override;
    TELNYX_DECL boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) override;

  private:
    std::optional<std::string_view> next_piece();
    bool take_step();
    bool is_whole() const;
    void give_up();
    void take_piece(std::string const& bytes);
    std::size_t unread() const;

    std::shared_ptr<scripted_state> state_;
    scripted_flight flight_;
    scripted_limits limits_;
    std::string request_;
    scripted_reply response_;
    std::size_t step_ = 0;
    std::size_t position_ = 0; // in the bytes of the step
    bool waited_ = false;
    bool ended_ = false;
    bool timed_out_ = false;
    telnyx::detail::lasting_failure failure_;
    std::unique_ptr<char[]> piece_; // a separate block, so that use after its lifetime is detected
    std::size_t piece_size_ = 0;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/scripted_body.ipp"
#endif
