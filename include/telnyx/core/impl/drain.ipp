#pragma once

#include "telnyx/core/drain.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <utility>

namespace telnyx::core {

namespace detail {

/// The rest of an unneeded body.
class unwanted_rest {
  public:
    explicit unwanted_rest(std::shared_ptr<response_body> body) : body_(std::move(body)) {}

    /// Skips the available data without waiting; returns `true` if it is not worth waiting for more.
    bool skip_available() {
        while (auto const chunk = body_->poll()) {
            if (chunk->empty() || chunk->size() > room_) return true;
            room_ -= chunk->size();
        }
        return false;
    }

    static boost::asio::awaitable<void> skip(unwanted_rest rest) {
        using clock = std::chrono::steady_clock;
        auto const give_up = clock::now() + std::chrono::milliseconds(500);
        try {
            for (auto now = clock::now(); now < give_up; now = clock::now()) {
                co_await rest.body_->wait(give_up - now);
                if (rest.skip_available()) break;
            }
        } catch (std::exception const&) {
            // All needed data has been read; only the connection cannot be reused.
        }
    }

  private:
    std::shared_ptr<response_body> body_;
    std::size_t room_ = std::size_t(64) * 1024;
};

} // namespace detail

TELNYX_DECL void drain(std::shared_ptr<response_body> body, boost::asio::any_io_executor const& executor) {
    detail::unwanted_rest rest(std::move(body));
    try {
        if (rest.skip_available()) return;
    } catch (std::exception const&) {
        return; // as in skip()
    }
    boost::asio::co_spawn(executor, detail::unwanted_rest::skip(std::move(rest)), boost::asio::detached);
}

} // namespace telnyx::core
