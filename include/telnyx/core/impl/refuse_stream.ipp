#pragma once

#include "telnyx/base/redact.hpp"
#include "telnyx/core/fail_call.hpp"
#include "telnyx/core/read_error_body.hpp"
#include "telnyx/core/refuse_stream.hpp"
#include "telnyx/core/response_check.hpp"

#include <utility>

namespace telnyx::core {

TELNYX_DECL boost::asio::awaitable<void> refuse_stream(client_core::reply received, std::string expected) {
    auto const key = received.core->options().api_key();
    auto const attempts = received.http.attempts();
    try {
        auto text =
            co_await read_error_body(std::move(received.body), received.core, received.core->options().timeout());
        base::redact_cut(text, key);
        http_info const http(received.http.status(), received.http.headers(), std::move(text), attempts);
        refuse_other_than(http, expected, key);
    } catch (...) {
        fail_call(received);
    }
}

} // namespace telnyx::core
