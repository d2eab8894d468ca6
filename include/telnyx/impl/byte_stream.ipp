#pragma once

#include "telnyx/api_response_error.hpp"
#include "telnyx/byte_stream.hpp"
#include "telnyx/core/rethrow_with_context.hpp"

#include <utility>

namespace telnyx {

struct byte_stream::state {
    http_info http;
    std::unique_ptr<response_body> body;
    std::string operation;
    core::call_place place; // until the body has ended

    void end() {
        body.reset();
        place = {};
    }
};

struct byte_stream::reader {
    static boost::asio::awaitable<std::string_view> next(std::shared_ptr<state> self) {
        try {
            while (self->body) {
                auto const piece = self->body->poll();
                if (!piece) {
                    co_await self->body->wait();
                    continue;
                }
                if (!piece->empty()) co_return *piece;
                self->end();
            }
        } catch (...) {
            self->end();
            core::rethrow_with_context(self->operation, self->http.attempts(), {}); // no message quotes bytes
        }
        co_return std::string_view();
    }

    static boost::asio::awaitable<std::string> collect(std::shared_ptr<state> self, std::size_t limit) {
        std::string all;
        while (true) {
            auto const piece = co_await next(self);
            if (piece.empty()) co_return all;
            if (piece.size() > limit - all.size()) {
                self->end();
                api_response_error failure(errc::response_too_large, "more than " + std::to_string(limit) + " bytes",
                                           {}, self->http);
                failure.set_context(self->operation, self->http.attempts());
                throw failure;
            }
            all.append(piece);
        }
    }
};

TELNYX_DECL byte_stream::byte_stream() : byte_stream({}, nullptr, {}, {}) {}

TELNYX_DECL byte_stream::byte_stream(http_info http, std::unique_ptr<response_body> body, std::string operation,
                                     core::call_place place)
    : state_(std::make_shared<state>(state{std::move(http), std::move(body), std::move(operation), std::move(place)})) {
}

TELNYX_DECL boost::asio::awaitable<std::string_view> byte_stream::next() {
    return reader::next(state_);
}

TELNYX_DECL boost::asio::awaitable<std::string> byte_stream::collect(std::size_t limit) {
    return reader::collect(state_, limit);
}

TELNYX_DECL http_info const& byte_stream::http() const {
    return state_->http;
}

} // namespace telnyx
