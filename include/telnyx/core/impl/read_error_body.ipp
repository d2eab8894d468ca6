#pragma once

#include "telnyx/base/append_within.hpp"
#include "telnyx/core/read_error_body.hpp"
#include "telnyx/errors/api_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace telnyx::core {

namespace detail {

// Some servers send endless pages as errors; this much is enough.
inline constexpr std::size_t largest_error_body = std::size_t(1024) * 1024;

// After this time, by the client's clock, the data received so far has to suffice, however slowly more arrives.
inline constexpr std::chrono::seconds longest_error_body = std::chrono::seconds(5);

} // namespace detail

TELNYX_DECL boost::asio::awaitable<std::string> read_error_body(std::shared_ptr<response_body> body,
                                                                std::shared_ptr<client_core const> core,
                                                                request_options::duration at_most) {
    std::string text;
    try {
        auto const limit = std::min<request_options::duration>(at_most, detail::longest_error_body);
        auto const give_up = later(core->time().now(), limit);
        while (text.size() < detail::largest_error_body) {
            auto const chunk = body->poll();
            if (chunk && chunk->empty()) break;
            if (chunk) {
                base::append_within(text, *chunk, detail::largest_error_body);
                continue;
            }
            auto const left = give_up - core->time().now();
            if (left <= request_options::duration::zero()) break;
            // A transport waits by the system clock, and a custom clock may stand still meanwhile.
            co_await body->wait(core->options().custom_clock() ? request_options::duration::max() : left);
        }
    } catch (api_user_abort_error const&) {
        throw;
    } catch (api_error const&) {
        // The status is what matters; an incomplete body is acceptable.
    }
    co_return text;
}

} // namespace telnyx::core
