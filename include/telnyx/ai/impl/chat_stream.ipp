#pragma once

#include "telnyx/ai/chat_accumulator.hpp"
#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/core/event_stream.hpp"
#include "telnyx/core/response_check.hpp"
#include "telnyx/core/stream_state.hpp"
#include "telnyx/errors/server_report.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/decoder.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <utility>

namespace telnyx::ai {

namespace detail {

// The index of a choice; `i` is its position in the chunk.
inline std::size_t place_of(chat_completion_chunk::choice const& choice, std::size_t i) {
    return static_cast<std::size_t>(choice.index.value_or(static_cast<std::int64_t>(i)));
}

inline bool has_news(chat_completion_chunk::change const& delta) {
    return delta.content || delta.role || delta.tool_calls || delta.refusal || delta.reasoning_content ||
           delta.reasoning || delta.annotations;
}

} // namespace detail

struct chat_stream::state : core::stream_state {
    /// Meaning of an event.
    enum class meaning { chunk, end_mark, nothing };

    state() = default;
    state(std::shared_ptr<core::event_stream> source, std::size_t max_json_depth)
        : stream_state(std::move(source)), decoder(json::decode_options{max_json_depth}) {}

    progress poll(chat_completion_chunk* target);
    meaning read_event(chat_completion_chunk& chunk);
    void decode(chat_completion_chunk& chunk, bool& may_report);
    bool lacks_news(chat_completion_chunk::choice const& choice, std::size_t i) const;
    void find_other_texts(chat_completion_chunk& chunk);
    meaning examine_unreadable(json::decode_error const& failure);
    void note_for_observers(chat_completion_chunk const& chunk) const;
    void note_progress(chat_completion_chunk& chunk);
    void check_complete(bool marked);
    bool reports_error() const;

    json::decoder decoder;
    std::bitset<chat_accumulator::max_index + 1> begun; // the choices that have received content
    std::bitset<chat_accumulator::max_index + 1> finished;
    bool anything = false; // a chunk of a response has been received
};

// One step without waiting.
TELNYX_DECL core::stream_state::progress chat_stream::state::poll(chat_completion_chunk* target) {
    auto& chunk = *target;
    at_item = false;
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
        at_item = found == meaning::chunk;
        over = !at_item;
        if (at_item) events->event_taken();
        return at_item ? progress::item : progress::last;
    }
}

TELNYX_DECL chat_stream::state::meaning chat_stream::state::read_event(chat_completion_chunk& chunk) {
    auto const& event = events->event();
    if (event.type == "error") fail_with_words(event.data);
    if (core::is_end_mark(event.data)) return meaning::end_mark;
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
    if (chunk.usage && chunk.usage->total_tokens) events->tokens_used(*chunk.usage->total_tokens);
    if (events->watch() != nullptr) [[unlikely]]
        note_for_observers(chunk);
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
    refuse_event(failure);
}

TELNYX_DECL void chat_stream::state::note_for_observers(chat_completion_chunk const& chunk) const {
    core::note_response(events->watch()->response(), chunk);
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
    fail_incomplete();
}

// A named event may have any fields, such as the `message` of a ping.
TELNYX_DECL bool chat_stream::state::reports_error() const {
    auto const& event = events->event();
    bool const may_report = event.type == "message" || event.data.find("\"error") != std::string_view::npos;
    return may_report && !errors::parse_server_report(event.data).empty();
}

namespace detail {

template <class State>
boost::asio::awaitable<chat_completion> collect_chat(std::shared_ptr<State> self) {
    try {
        chat_accumulator whole(chat_accumulator::default_max_size, self->events->http());
        chat_completion_chunk chunk;
        while (co_await core::read_item<bool>(self, &chunk))
            whole.add(chunk);
        co_return std::move(whole).completion();
    } catch (...) {
        self->fail();
    }
}

} // namespace detail

TELNYX_DECL chat_stream::chat_stream(std::shared_ptr<core::event_stream> events, std::size_t max_json_depth)
    : state_(std::make_shared<state>(std::move(events), max_json_depth)) {}

TELNYX_DECL chat_stream::chat_stream() : state_(std::make_shared<state>()) {}

TELNYX_DECL chat_stream::~chat_stream() = default;

TELNYX_DECL chat_stream::chat_stream(chat_stream&&) noexcept = default;

TELNYX_DECL chat_stream& chat_stream::operator=(chat_stream&&) noexcept = default;

TELNYX_DECL boost::asio::awaitable<std::optional<chat_completion_chunk>> chat_stream::next() {
    return core::read_item<std::optional<chat_completion_chunk>>(state_.shared(),
                                                                 static_cast<chat_completion_chunk*>(nullptr));
}

TELNYX_DECL boost::asio::awaitable<bool> chat_stream::next_into(chat_completion_chunk& chunk) {
    return core::read_item<bool>(state_.shared(), &chunk);
}

TELNYX_DECL boost::asio::awaitable<chat_completion> chat_stream::collect() {
    return detail::collect_chat(state_.shared());
}

TELNYX_DECL void chat_stream::close() {
    state_->close();
}

TELNYX_DECL std::string_view chat_stream::raw() const {
    return state_->raw();
}

TELNYX_DECL core::event_stream const& chat_stream::events() const {
    return *state_->events;
}

TELNYX_DECL http_info const& chat_stream::http() const {
    return state_->events->http();
}

} // namespace telnyx::ai
