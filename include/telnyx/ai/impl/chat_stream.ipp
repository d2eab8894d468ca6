#pragma once

#include "telnyx/ai/chat_accumulator.hpp"
#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/api_response_error.hpp"
#include "telnyx/api_stream_error.hpp"
#include "telnyx/core/event_stream.hpp"
#include "telnyx/core/rethrow_with_context.hpp"
#include "telnyx/core/server_report.hpp"
#include "telnyx/json/decoder.hpp"

#include <type_traits>
#include <utility>

namespace telnyx::ai {

struct chat_stream::state {
    enum class progress { chunk, wait, last, over };

    state(std::shared_ptr<core::event_stream> source, std::size_t max_json_depth)
        : events(std::move(source)), decoder(json::decode_options{max_json_depth}) {}

    progress poll(chat_completion_chunk& chunk);
    bool decode(chat_completion_chunk& chunk);
    progress end_of_events();
    [[noreturn]] void fail();

    std::shared_ptr<core::event_stream> events;
    json::decoder decoder;
    bool finish_seen = false;
    bool over = false;
};

// One step without waiting.
TELNYX_DECL chat_stream::state::progress chat_stream::state::poll(chat_completion_chunk& chunk) {
    if (over) return progress::over;
    while (true) {
        switch (events->poll()) {
        case core::event_stream::progress::wait:
            return progress::wait;
        case core::event_stream::progress::end:
            return end_of_events();
        case core::event_stream::progress::event:
            break;
        }
        if (decode(chunk)) return progress::chunk;
        if (over) return progress::last;
    }
}

// Reads the current event; `false` when it is no chunk but the end mark.
TELNYX_DECL bool chat_stream::state::decode(chat_completion_chunk& chunk) {
    auto const& event = events->event();
    if (event.data == "[DONE]") {
        over = true;
        return false;
    }
    std::string const request_id(events->http().request_id());
    if (event.type == "error") throw api_stream_error(std::string(event.data), request_id);
    try {
        decoder.decode_into(chunk, event.data);
    } catch (json::decode_error const& failure) {
        if (!core::parse_server_report(event.data).empty()) throw api_stream_error(std::string(event.data), request_id);
        auto const& http = events->http();
        throw api_response_error(
            errc::malformed_response, failure.reason(), failure.path(),
            http_info(http.status(), http.headers(), std::string(event.data.substr(0, 1000)), http.attempts()));
    }
    for (auto const& each : chunk.choices)
        finish_seen = finish_seen || each.finish_reason.has_value();
    return true;
}

// Some servers leave the end mark out; then the finish reason tells a whole answer from a broken one.
TELNYX_DECL chat_stream::state::progress chat_stream::state::end_of_events() {
    if (!finish_seen) throw api_stream_error(std::string(events->http().request_id()));
    over = true;
    return progress::last;
}

// Passes the current exception on, with what was being done, and ends the stream.
TELNYX_DECL void chat_stream::state::fail() {
    events->close();
    core::rethrow_with_context(events->operation(), events->http().attempts());
}

struct chat_stream::reader {
    // Both forms of `next` in one coroutine, since every further one costs an allocation per chunk.
    template <class Result>
    static boost::asio::awaitable<Result> read(std::shared_ptr<state> self, chat_completion_chunk* target) {
        constexpr bool by_value = !std::is_same_v<Result, bool>;
        std::optional<chat_completion_chunk> own;
        if constexpr (by_value) target = &own.emplace();
        try {
            while (true) {
                switch (self->poll(*target)) {
                case state::progress::wait:
                    co_await self->events->wait();
                    continue;
                case state::progress::last:
                    co_await self->events->finish();
                    [[fallthrough]];
                case state::progress::over:
                    if constexpr (by_value)
                        co_return std::nullopt;
                    else
                        co_return false;
                case state::progress::chunk:
                    if constexpr (by_value)
                        co_return std::move(own);
                    else
                        co_return true;
                }
            }
        } catch (...) {
            self->fail();
        }
    }

    static boost::asio::awaitable<chat_completion> collect(std::shared_ptr<state> self) {
        chat_accumulator whole;
        chat_completion_chunk chunk;
        while (co_await read<bool>(self, &chunk))
            whole.add(chunk);
        co_return std::move(whole).completion();
    }
};

TELNYX_DECL chat_stream::chat_stream(std::shared_ptr<core::event_stream> events, std::size_t max_json_depth)
    : state_(std::make_shared<state>(std::move(events), max_json_depth)) {}

TELNYX_DECL chat_stream::~chat_stream() {
    if (state_) state_->events->close();
}

TELNYX_DECL chat_stream::chat_stream(chat_stream&&) noexcept = default;

TELNYX_DECL chat_stream& chat_stream::operator=(chat_stream&& other) noexcept {
    if (state_ && state_ != other.state_) state_->events->close();
    state_ = std::move(other.state_);
    return *this;
}

TELNYX_DECL boost::asio::awaitable<std::optional<chat_completion_chunk>> chat_stream::next() {
    return reader::read<std::optional<chat_completion_chunk>>(state_, nullptr);
}

TELNYX_DECL boost::asio::awaitable<bool> chat_stream::next_into(chat_completion_chunk& chunk) {
    return reader::read<bool>(state_, &chunk);
}

TELNYX_DECL boost::asio::awaitable<chat_completion> chat_stream::collect() {
    return reader::collect(state_);
}

TELNYX_DECL void chat_stream::close() {
    state_->over = true;
    state_->events->close();
}

TELNYX_DECL http_info const& chat_stream::http() const {
    return state_->events->http();
}

} // namespace telnyx::ai
