#pragma once

#include "telnyx/base/lasting_failure.hpp"
#include "telnyx/net/as_result.hpp"
#include "telnyx/net/call_failure.hpp"
#include "telnyx/net/pool.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace telnyx::net {

/// A borrowed connection; closed unless it is given back.
template <class Tag>
class basic_pool<Tag>::lease {
  public:
    lease() = default;
    lease(std::shared_ptr<basic_pool> from, connection_ptr used) : from_(std::move(from)), used_(std::move(used)) {}
    lease(lease&&) noexcept = default;
    lease& operator=(lease&& other) noexcept {
        drop();
        from_ = std::move(other.from_);
        used_ = std::move(other.used_);
        return *this;
    }
    ~lease() { drop(); }

    explicit operator bool() const { return used_ != nullptr; }
    connection& operator*() const { return *used_; }
    connection* operator->() const { return used_.get(); }
    connection_ptr const& get() const { return used_; }
    basic_pool& owner() const { return *from_; }

    void give_back() { from_->give_back(std::move(used_)); }
    void drop() {
        if (used_) from_->discard(std::exchange(used_, nullptr));
    }
    void hand_over() { from_->hand_over(std::move(used_)); }
    void renew() {
        used_->close(); // in order if possible, so that its TLS session can be resumed
        used_ = from_->replace(*used_);
    }

  private:
    std::shared_ptr<basic_pool> from_;
    connection_ptr used_;
};

/// The body of the response that a connection is receiving.
template <class Tag>
class basic_pool<Tag>::body final : public response_body {
  public:
    body(lease used, request_limits const& limits) : used_(std::move(used)), limits_(limits) {}

    std::optional<std::string_view> poll() override {
        failure_.check();
        if (!used_) return std::string_view();
        auto const next = used_->advance_body();
        if (next == connection::step::failed) fail();
        wanted_ = next;
        if (next != connection::step::done) return std::nullopt;
        auto const chunk = used_->response().chunk();
        if (chunk.empty()) finish();
        return chunk;
    }

    std::uint64_t announced() const override { return used_ ? used_->response().framer().announced() : 0; }

    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) override {
        failure_.check();
        if (!used_) co_return;
        used_.owner().watch(*used_, limits_.more(std::chrono::steady_clock::now(), at_most));
        auto const [failure, count] = co_await used_->async_io(wanted_, detail::as_result);
        used_->on_io(wanted_, failure, count);
        if (used_->failure() || used_->socket().ended_by() != connection::ended::none) fail();
        used_->limit().set(limits_.whole()); // applies to a slow server, not to a slow reader
    }

  private:
    void finish() {
        if (used_->become_idle())
            used_.give_back();
        else
            used_.drop();
    }

    [[noreturn]] void fail() {
        auto const broken = std::move(used_);
        try {
            detail::throw_failure(*broken);
        } catch (...) {
            failure_.keep();
        }
    }

    lease used_;
    request_limits limits_;
    connection::step wanted_ = connection::step::receive; // by the last poll()
    telnyx::detail::lasting_failure failure_;
};

} // namespace telnyx::net
