#pragma once

#include "telnyx/api_error.hpp"
#include "telnyx/api_user_abort_error.hpp"
#include "telnyx/core/drain.hpp"

#include <chrono>

namespace telnyx::core {

TELNYX_DECL boost::asio::awaitable<void> drain(std::shared_ptr<response_body> body) {
    using clock = std::chrono::steady_clock;
    constexpr std::size_t little = std::size_t(64) * 1024;
    auto const give_up = clock::now() + std::chrono::milliseconds(500);
    std::size_t size = 0;
    try {
        while (size < little && clock::now() < give_up) {
            auto const piece = body->poll();
            if (!piece)
                co_await body->wait(give_up - clock::now());
            else if (piece->empty())
                break;
            else
                size += piece->size();
        }
    } catch (api_user_abort_error const&) {
        throw;
    } catch (api_error const&) {
        // All that was wanted has been read; the connection just cannot be used again.
    }
}

} // namespace telnyx::core
