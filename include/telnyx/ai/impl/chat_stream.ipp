#pragma once

#include "telnyx/ai/chat_accumulator.hpp"
#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/api_response_error.hpp"
#include "telnyx/api_stream_error.hpp"
#include "telnyx/core/event_stream.hpp"
#include "telnyx/core/rethrow_with_context.hpp"
#include "telnyx/core/server_report.hpp"
#include "telnyx/json/decoder.hpp"

#include <bitset>
#include <type_traits>
#include <utility>

namespace telnyx::ai {

struct chat_stream::state {
    enum class progress { chunk, wait, last, over };

    state(std::shared_ptr<core::event_stream> source, std::size_t max_json_depth)
        : events(std::move(source)), decoder(json::decode_options{max_json_depth}) {}

    progress poll(chat_completion_chunk& chunk);
    bool decode(chat_completion_chunk& chunk);
    void note_progress(chat_completion_chunk const& chunk);
    progress end_of_events();
    [[noreturn]] void fail_for_report();
    [[noreturn]] void fail();

    std::shared_ptr<core::event_stream> events;
    json::decoder decoder;
    std::bitset<chat_accumulator::max_index + 1> begun; // the answers of which something has come
    std::bitset<chat_accumulator::max_index + 1> finished;
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

// Reads the current event; `false` when it is no chunk but the end mark, or empty to keep the connection alive.
TELNYX_DECL bool chat_stream::state::decode(chat_completion_chunk& chunk) {
    auto const& event = events->event();
    if (event.type == "error") fail_for_report();
    over = event.data == "[DONE]";
    if (over || event.data.empty()) return false;
    try {
        decoder.decode_into(chunk, event.data);
    } catch (json::decode_error const& failure) {
        if (!core::parse_server_report(event.data).empty()) fail_for_report();
        auto const& http = events->http();
        throw api_response_error(
            errc::malformed_response, failure.reason(), failure.path(),
            http_info(http.status(), http.headers(), std::string(event.data.substr(0, 1000)), http.attempts()));
    }
    note_progress(chunk);
    return true;
}

TELNYX_DECL void chat_stream::state::note_progress(chat_completion_chunk const& chunk) {
    bool last = chunk.choices.empty();
    for (auto const& each : chunk.choices) {
        last = last || each.finish_reason;
        auto const place = static_cast<std::size_t>(each.index.value_or(0));
        if (place >= begun.size()) continue;
        begun.set(place);
        if (each.finish_reason) finished.set(place);
    }
    // A report of an error may look like a chunk, but not like one in the middle of an answer.
    bool const may_report = last && events->event().data.find("\"error") != std::string_view::npos;
    if (may_report && !core::parse_server_report(events->event().data).empty()) fail_for_report();
}

TELNYX_DECL void chat_stream::state::fail_for_report() {
    throw api_stream_error(std::string(events->event().data), std::string(events->http().request_id()));
}

// Some servers leave the end mark out; then the finish reasons tell whole answers from broken ones.
TELNYX_DECL chat_stream::state::progress chat_stream::state::end_of_events() {
    if (finished.none() || finished != begun) throw api_stream_error(std::string(events->http().request_id()));
    over = true;
    return progress::last;
}

// Passes the current exception on, with what was being done, and ends the stream.
TELNYX_DECL void chat_stream::state::fail() {
    over = true;
    events->close();
    core::rethrow_with_context(events->operation(), events->http().attempts(), events->core().options().api_key());
}

struct chat_stream::reader {
    // Both forms of `next` in one coroutine, since every further one costs an allocation per chunk.
    template <class Result>
    static boost::asio::awaitable<Result> read(std::shared_ptr<state> self, chat_completion_chunk* target) {
        constexpr bool by_value = !std::is_same_v<Result, bool>;
        std::optional<chat_completion_chunk> own; // NOLINT(misc-const-correctness): emplaced where it is used
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
        try {
            chat_accumulator whole(chat_accumulator::default_max_size, self->events->http());
            chat_completion_chunk chunk;
            while (co_await read<bool>(self, &chunk))
                whole.add(chunk);
            co_return std::move(whole).completion();
        } catch (...) {
            self->fail();
        }
    }
};

TELNYX_DECL chat_stream::chat_stream(std::shared_ptr<core::event_stream> events, std::size_t max_json_depth)
    : state_(std::make_shared<state>(std::move(events), max_json_depth)) {}

TELNYX_DECL chat_stream::chat_stream()
    : chat_stream(std::make_shared<core::event_stream>(core::client_core::reply(), 0), 0) {
    state_->over = true;
}

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
