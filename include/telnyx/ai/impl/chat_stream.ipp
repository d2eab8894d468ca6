#pragma once

#include "telnyx/ai/chat_accumulator.hpp"
#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/base/redact.hpp"
#include "telnyx/core/event_stream.hpp"
#include "telnyx/core/response_check.hpp"
#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/api_stream_error.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"
#include "telnyx/errors/server_report.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/decoder.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <exception>
#include <string_view>
#include <type_traits>
#include <utility>

namespace telnyx::ai {

namespace detail {

inline std::string_view without_space_at_end(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

inline bool is_end_mark(std::string_view data) {
    bool const may_be = !data.empty() && data.front() == '['; // skips the rest for other events
    return may_be && without_space_at_end(data) == "[DONE]";
}

// An error report in lines that are not an event: a JSON object, possibly after a name, or a line named `error`. Empty
// if there is none.
inline std::string_view report_in(std::string_view lines) {
    auto at = lines.find('{');
    for (int objects = 0; at != std::string_view::npos && objects < 8; ++objects) {
        auto const rest = lines.substr(at);
        for (auto const object : {rest, rest.substr(0, rest.find('\n'))})
            if (!errors::parse_server_report(object).empty()) return object;
        at = lines.find("\n{", at);
        if (at != std::string_view::npos) ++at;
    }
    bool const is_named = lines.starts_with("error:") || lines.find("\nerror:") != std::string_view::npos;
    return is_named ? lines : std::string_view();
}

// The index of a choice; `i` is its position in the chunk.
inline std::size_t place_of(chat_completion_chunk::choice const& choice, std::size_t i) {
    return static_cast<std::size_t>(choice.index.value_or(static_cast<std::int64_t>(i)));
}

inline bool has_news(chat_completion_chunk::change const& delta) {
    return delta.content || delta.role || delta.tool_calls || delta.refusal || delta.reasoning_content ||
           delta.reasoning || delta.annotations;
}

} // namespace detail

struct chat_stream::state {
    enum class progress { chunk, wait, last, over };

    /// Meaning of an event.
    enum class meaning { chunk, end_mark, nothing };

    state(std::shared_ptr<core::event_stream> source, std::size_t max_json_depth)
        : events(std::move(source)), decoder(json::decode_options{max_json_depth}) {}

    progress poll(chat_completion_chunk& chunk);
    meaning read_event(chat_completion_chunk& chunk);
    void decode(chat_completion_chunk& chunk, bool& may_report);
    bool lacks_news(chat_completion_chunk::choice const& choice, std::size_t i) const;
    void find_other_texts(chat_completion_chunk& chunk);
    meaning examine_unreadable(json::decode_error const& failure);
    void note_progress(chat_completion_chunk& chunk);
    void check_complete(bool marked);
    void fail_for_stray_report();
    bool reports_error() const;
    [[noreturn]] void fail_with_words(std::string_view words);
    [[noreturn]] void fail();
    std::string_view key() const { return events->core().options().api_key(); }

    std::shared_ptr<core::event_stream> events;
    json::decoder decoder;
    std::bitset<chat_accumulator::max_index + 1> begun; // the choices that have received content
    std::bitset<chat_accumulator::max_index + 1> finished;
    bool anything = false; // a chunk of a response has been received
    bool at_chunk = false; // the current event is the chunk that was returned
    bool over = false;
};

// One step without waiting.
TELNYX_DECL chat_stream::state::progress chat_stream::state::poll(chat_completion_chunk& chunk) {
    at_chunk = false;
    if (over) return progress::over;
    while (true) {
        auto found = meaning::end_mark;
        switch (events->poll()) {
        case core::event_stream::progress::wait:
            return progress::wait;
        case core::event_stream::progress::event:
            found = read_event(chunk);
            if (found == meaning::nothing) continue;
            if (found == meaning::end_mark) check_complete(true);
            break;
        case core::event_stream::progress::end:
            check_complete(false);
            break;
        }
        at_chunk = found == meaning::chunk;
        over = !at_chunk;
        if (at_chunk) events->event_taken();
        return at_chunk ? progress::chunk : progress::last;
    }
}

TELNYX_DECL chat_stream::state::meaning chat_stream::state::read_event(chat_completion_chunk& chunk) {
    auto const& event = events->event();
    if (event.type == "error") fail_with_words(event.data);
    if (detail::is_end_mark(event.data)) return meaning::end_mark;
    if (event.data.empty()) return meaning::nothing;
    bool may_report = false;
    try {
        decode(chunk, may_report);
    } catch (json::decode_error const& failure) {
        return examine_unreadable(failure);
    }
    bool const is_empty = chunk.choices.empty() && !chunk.usage;
    if ((is_empty || may_report) && reports_error()) fail_with_words(event.data);
    if (is_empty) return event.type == "message" ? meaning::chunk : meaning::nothing; // such as a ping
    note_progress(chunk);
    return meaning::chunk;
}

// Also checks whether the chunk contains an error report, for which it has no member.
TELNYX_DECL void chat_stream::state::decode(chat_completion_chunk& chunk, bool& may_report) {
    using type = json::detail::type_of<chat_completion_chunk, json::detail::use::decoding>;
    json::outline held{.watched = core::certain_report_members(), .with_members = false};
    decoder.decode_into(type::value, &chunk, events->event().data, held);
    may_report = held.found != 0;
    for (std::size_t i = 0; i != chunk.choices.size(); ++i)
        if (lacks_news(chunk.choices[i], i)) return find_other_texts(chunk);
}

TELNYX_DECL bool chat_stream::state::lacks_news(chat_completion_chunk::choice const& choice, std::size_t i) const {
    auto const place = detail::place_of(choice, i);
    return place < begun.size() && !begun.test(place) && !detail::has_news(choice.delta);
}

// Servers that split a complete response into a stream may send `message` instead of `delta`, and text completion
// servers send `text`.
TELNYX_DECL void chat_stream::state::find_other_texts(chat_completion_chunk& chunk) {
    auto const document = errors::parse_small_document(events->event().data);
    auto const* const choices = document.is_object() ? document.get_object().if_contains("choices") : nullptr;
    if (choices == nullptr || !choices->is_array()) return;
    for (std::size_t i = 0; i != std::min(chunk.choices.size(), choices->get_array().size()); ++i) {
        auto const& found = choices->get_array()[i];
        auto& choice = chunk.choices[i];
        if (!found.is_object() || !lacks_news(choice, i)) continue;
        auto const* const message = found.get_object().if_contains("message");
        auto const* const text = found.get_object().if_contains("text");
        if (message != nullptr && message->is_object())
            choice.delta = json::decode<chat_completion_chunk::change>(boost::json::serialize(*message));
        else if (text != nullptr && text->is_string())
            choice.delta.content = std::string(text->get_string());
    }
}

TELNYX_DECL chat_stream::state::meaning chat_stream::state::examine_unreadable(json::decode_error const& failure) {
    auto const& event = events->event();
    if (reports_error()) fail_with_words(event.data);
    if (event.type != "message") return meaning::nothing; // not a chunk
    if (events->event_unterminated()) throw api_stream_error(std::string(events->http().request_id()));
    auto const& http = events->http();
    throw api_response_error(
        errc::malformed_response, failure.reason(), failure.path(),
        http_info(http.status(), http.headers(), base::redacted_beginning(event.data, key(), 1000), http.attempts()));
}

TELNYX_DECL void chat_stream::state::note_progress(chat_completion_chunk& chunk) {
    anything = true;
    for (std::size_t i = 0; i != chunk.choices.size(); ++i) {
        auto& choice = chunk.choices[i];
        auto const place = detail::place_of(choice, i);
        bool const ends = ends_choice(choice);
        if (!ends) choice.finish_reason.reset(); // nobody should take it for a reason
        if (place >= begun.size()) continue;
        begun.set(place);
        if (ends) finished.set(place);
    }
}

// Some servers omit the end marker: then the finish reasons distinguish complete responses from broken ones. Others
// send it whatever came before.
TELNYX_DECL void chat_stream::state::check_complete(bool marked) {
    fail_for_stray_report();
    bool const complete = marked ? anything : finished.any() && finished == begun;
    if (complete) return;
    if (auto const stray = events->stray_lines(); !stray.empty()) fail_with_words(stray);
    throw api_stream_error(std::string(events->http().request_id()));
}

TELNYX_DECL void chat_stream::state::fail_for_stray_report() {
    auto const stray = events->stray_lines();
    if (stray.empty()) return;
    if (auto const words = detail::report_in(stray); !words.empty()) fail_with_words(words);
}

// A named event may have any fields, such as the `message` of a ping.
TELNYX_DECL bool chat_stream::state::reports_error() const {
    auto const& event = events->event();
    bool const may_report = event.type == "message" || event.data.find("\"error") != std::string_view::npos;
    return may_report && !errors::parse_server_report(event.data).empty();
}

TELNYX_DECL void chat_stream::state::fail_with_words(std::string_view words) {
    throw api_stream_error(base::redacted(words, key()), std::string(events->http().request_id()));
}

// Rethrows the current exception with the operation, and ends the stream. An error reported by the server is more
// informative than the broken connection that follows it.
TELNYX_DECL void chat_stream::state::fail() {
    over = true;
    at_chunk = false;
    events->close();
    try {
        try {
            std::rethrow_exception(std::current_exception());
        } catch (api_connection_error const&) {
            fail_for_stray_report();
            throw;
        }
    } catch (...) {
        errors::rethrow_with_context({events->operation(), events->http().attempts(), key()});
    }
}

struct chat_stream::reader {
    // Both forms of `next` in one coroutine, since each additional coroutine costs an allocation per chunk.
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
                    self->events->finish(co_await boost::asio::this_coro::executor);
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
    : chat_stream(std::make_shared<core::event_stream>(core::client_core::reply(), 0, request_options::duration::max()),
                  0) {
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
    state_->at_chunk = false;
    state_->events->close();
}

TELNYX_DECL std::string_view chat_stream::raw() const {
    return state_->at_chunk ? state_->events->event().data : std::string_view();
}

TELNYX_DECL http_info const& chat_stream::http() const {
    return state_->events->http();
}

} // namespace telnyx::ai
