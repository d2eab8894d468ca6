#pragma once

#include "telnyx/base/lasting_failure.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"
#include "telnyx/results/byte_stream.hpp"

#include <utility>

namespace telnyx {

struct byte_stream::state {
    http_info http;
    std::unique_ptr<response_body> body;
    std::string operation;
    async::call_place place; // until the body has ended
    detail::lasting_failure failure{};

    void end() {
        body.reset();
        place = {};
    }

    /// To be called within a handler: rethrows the current exception with the operation as context, now and on every
    /// further call.
    [[noreturn]] void fail() {
        end();
        try {
            errors::rethrow_with_context({operation, http.attempts(), {}}); // no message quotes bytes
        } catch (...) {
            failure.keep();
        }
    }
};

struct byte_stream::reader {
    static boost::asio::awaitable<std::string_view> next(std::shared_ptr<state> self) {
        self->failure.check();
        try {
            while (self->body) {
                auto const chunk = self->body->poll();
                if (!chunk) {
                    co_await self->body->wait();
                    continue;
                }
                if (!chunk->empty()) co_return *chunk;
                self->end();
            }
        } catch (...) {
            self->fail();
        }
        co_return std::string_view();
    }

    static boost::asio::awaitable<std::string> collect(std::shared_ptr<state> self, std::size_t limit) {
        std::string all;
        try {
            while (true) {
                auto const chunk = co_await next(self);
                if (chunk.empty()) co_return all;
                if (chunk.size() > limit - all.size()) {
                    refuse_rest(*self, limit);
                }
                all.append(chunk);
            }
        } catch (boost::system::system_error const& failure) {
            detail::rethrow_cancellation(failure);
        }
    }

    [[noreturn]] static void refuse_rest(state& self, std::size_t limit) {
        try {
            throw api_response_error(errc::response_too_large, "more than " + std::to_string(limit) + " bytes", {},
                                     self.http);
        } catch (...) {
            self.fail();
        }
    }
};

TELNYX_DECL byte_stream::byte_stream() : byte_stream({}, nullptr, {}, {}) {}

TELNYX_DECL byte_stream::byte_stream(http_info http, std::unique_ptr<response_body> body, std::string operation,
                                     async::call_place place)
    : state_(std::make_shared<state>(
          state{std::move(http), std::move(body), std::move(operation), std::move(place), {}})) {}

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
