#pragma once

#include "telnyx/ai/chat_accumulator.hpp"
#include "telnyx/errors/api_response_error.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <variant>

namespace telnyx::ai {

namespace detail {

template <class T>
void replace(std::optional<T>& to, std::optional<T> const& update) {
    if (update) to = update;
}

// An empty text changes nothing.
inline void replace(std::optional<std::string>& to, std::optional<std::string> const& update) {
    if (update && (!to || !update->empty())) to = update;
}

inline std::string_view text_of(std::optional<std::string> const& text) {
    return text ? std::string_view(*text) : std::string_view();
}

// Whether a delta carries nothing of a call.
inline bool is_blank(chat_completion_chunk::tool_call_delta const& update) {
    return text_of(update.id).empty() && (!update.function || (text_of(update.function->name).empty() &&
                                                               text_of(update.function->arguments).empty()));
}

template <class T>
void append_all(std::optional<std::vector<T>>& to, std::optional<std::vector<T>> const& update) {
    if (!update) return;
    if (!to) to.emplace();
    to->insert(to->end(), update->begin(), update->end());
}

// Of a token or an alternative token.
template <class Token>
std::size_t memory_of(Token const& token) {
    return sizeof(token) + token.token.size() + (token.bytes ? token.bytes->size() * sizeof(std::int64_t) : 0);
}

// Approximate.
inline std::size_t memory_of(boost::json::value const& value) {
    std::size_t sum = sizeof(value);
    if (value.is_string()) sum += value.get_string().size();
    if (value.is_array())
        for (auto const& each : value.get_array())
            sum += memory_of(each);
    if (value.is_object())
        for (auto const& each : value.get_object())
            sum += sizeof(each) + each.key().size() + memory_of(each.value());
    return sum;
}

inline std::size_t memory_of(chat_url_citation const& annotation) {
    auto const& page = annotation.url_citation;
    return sizeof(annotation) + text_of(page.title).size() + text_of(page.url).size();
}

} // namespace detail

TELNYX_DECL void chat_accumulator::add(chat_completion_chunk const& chunk) {
    detail::replace(whole_.id, chunk.id);
    detail::replace(whole_.created, chunk.created);
    detail::replace(whole_.model, chunk.model);
    detail::replace(whole_.usage, chunk.usage);
    detail::replace(whole_.system_fingerprint, chunk.system_fingerprint);
    detail::replace(whole_.service_tier, chunk.service_tier);
    whole_.object = "chat.completion";
    for (std::size_t i = 0; i != chunk.choices.size(); ++i)
        add_choice(chunk.choices[i], i);
}

TELNYX_DECL void chat_accumulator::add_choice(chat_completion_chunk::choice const& update, std::size_t position) {
    auto const at = choice_at(update.index.value_or(static_cast<std::int64_t>(position)));
    add_change(at, update.delta);
    auto& choice = whole_.choices[at];
    if (ends_choice(update)) keep(choice.finish_reason, update.finish_reason);
    if (!update.logprobs) return;
    if (!choice.logprobs) choice.logprobs.emplace();
    take_room(update.logprobs->content);
    take_room(update.logprobs->refusal);
    detail::append_all(choice.logprobs->content, update.logprobs->content);
    detail::append_all(choice.logprobs->refusal, update.logprobs->refusal);
}

// The position of the choice with this index, which is added if missing.
TELNYX_DECL std::size_t chat_accumulator::choice_at(std::int64_t index) {
    check_index(index, "choices[].index");
    auto& all = whole_.choices;
    auto const found =
        std::lower_bound(all.begin(), all.end(), index,
                         [](chat_completion::choice const& each, std::int64_t wanted) { return *each.index < wanted; });
    auto const at = found - all.begin();
    if (found == all.end() || *found->index != index) {
        all.emplace(found)->index = index;
        calls_.emplace(calls_.begin() + at);
    }
    return static_cast<std::size_t>(at);
}

TELNYX_DECL void chat_accumulator::add_change(std::size_t choice, chat_completion_chunk::change const& update) {
    auto& to = whole_.choices[choice].message;
    keep(to.role, update.role);
    append(to.content, update.content);
    append(to.refusal, update.refusal);
    append(to.reasoning_content, update.reasoning_content);
    append(to.reasoning, update.reasoning);
    take_room(update.annotations);
    detail::append_all(to.annotations, update.annotations);
    if (!update.tool_calls) return;
    for (auto const& each : *update.tool_calls)
        add_tool_call(choice, each);
}

TELNYX_DECL void chat_accumulator::add_tool_call(std::size_t choice, tool_call_delta const& update) {
    if (update.index) check_index(*update.index, "choices[].delta.tool_calls[].index");
    auto known = known_call(choice, update);
    if (known && !goes_on(choice, *known, update)) known.reset();
    if (!known && detail::is_blank(update)) return;
    auto const at = known ? *known : begin_call(choice, update.index);

    auto& call = (*whole_.choices[choice].message.tool_calls)[at];
    if (update.id) keep(call.id, *update.id);
    if (update.type) keep(call.type ? *call.type : call.type.emplace(), *update.type);
    if (!update.function) return;
    if (update.function->name) add_name(call.function.name, *update.function->name);
    auto& extent = calls_[choice][at].arguments;
    if (extent.complete() && update.function->arguments == call.function.arguments) return; // repeated as a whole
    append(call.function.arguments, update.function->arguments);
    extent.add(detail::text_of(update.function->arguments));
}

// The call that a delta may belong to: the one with its id, or else the newest one allowed by its index.
TELNYX_DECL std::optional<std::size_t> chat_accumulator::known_call(std::size_t choice,
                                                                    tool_call_delta const& update) const {
    auto const& states = calls_[choice];
    auto const id = detail::text_of(update.id);
    std::optional<std::size_t> newest;
    for (std::size_t i = states.size(); i-- > 0;) {
        if (update.index && states[i].index && *states[i].index != *update.index) continue;
        if (!newest) newest = i;
        if (id.empty()) break;
        if ((*whole_.choices[choice].message.tool_calls)[i].id == id) return i;
    }
    return newest;
}

// Whether a delta continues a call, rather than starting another one in its place.
TELNYX_DECL bool chat_accumulator::goes_on(std::size_t choice, std::size_t at, tool_call_delta const& update) const {
    auto const& call = (*whole_.choices[choice].message.tool_calls)[at];
    auto const id = detail::text_of(update.id);
    if (!id.empty() && !call.id.empty() && call.id != id) return false;
    auto const name = update.function ? detail::text_of(update.function->name) : std::string_view();
    if (name.empty()) return true;
    bool const same_id = !id.empty() && call.id == id;
    auto const before = detail::text_of(call.function.arguments);
    // Some servers split a name into several deltas, before any arguments.
    if (!call.function.name.empty() && call.function.name != name)
        return before.empty() && (same_id || (id.empty() && update.index));
    auto const arguments = detail::text_of(update.function->arguments);
    bool const more = arguments.find_first_not_of(" \t\r\n") != std::string_view::npos;
    return !more || !calls_[choice][at].arguments.complete() || (same_id && arguments == before);
}

// Calls are in the order of their indices; calls without an index, or with the same one, in the order of arrival.
TELNYX_DECL std::size_t chat_accumulator::begin_call(std::size_t choice, std::optional<std::int64_t> index) {
    auto& calls = whole_.choices[choice].message.tool_calls;
    auto& states = calls_[choice];
    check_index(static_cast<std::int64_t>(states.size()), "choices[].delta.tool_calls");
    if (!calls) calls.emplace();
    auto at = states.size();
    while (index && at > 0 && states[at - 1].index > index)
        --at;
    calls->emplace(calls->begin() + static_cast<std::ptrdiff_t>(at));
    states.insert(states.begin() + static_cast<std::ptrdiff_t>(at), call_state{index, {}});
    return at;
}

// Some servers repeat the name in every delta, and some split it into several.
TELNYX_DECL void chat_accumulator::add_name(std::string& to, std::string const& update) {
    if (to == update) return;
    take_room(update.size());
    to += update;
}

TELNYX_DECL void chat_accumulator::append(std::optional<std::string>& to, std::optional<std::string> const& update) {
    if (!update) return;
    take_room(update->size());
    if (!to) to.emplace();
    to->append(*update);
}

// There may also be thousands of texts of this kind, each of any length. An empty text changes nothing.
TELNYX_DECL void chat_accumulator::keep(std::string& to, std::string_view text) {
    if (text.empty()) return;
    if (text.size() > to.size()) take_room(text.size() - to.size());
    to.assign(text);
}

template <class Enum>
void chat_accumulator::keep(std::optional<open_enum<Enum>>& to, std::optional<open_enum<Enum>> const& update) {
    if (!update || update->text().empty()) return;
    auto const size = to ? to->text().size() : 0;
    if (update->text().size() > size) take_room(update->text().size() - size);
    to = update;
}

TELNYX_DECL void chat_accumulator::take_room(std::size_t bytes) {
    if (bytes > room_)
        throw api_response_error(errc::response_too_large, "the streamed response is larger than allowed", {}, http_);
    room_ -= bytes;
}

TELNYX_DECL void chat_accumulator::take_room(std::optional<std::vector<chat_logprobs::token_logprob>> const& update) {
    if (!update) return;
    for (auto const& token : *update) {
        take_room(detail::memory_of(token));
        if (!token.top_logprobs) continue;
        for (auto const& other : *token.top_logprobs)
            take_room(detail::memory_of(other));
    }
}

TELNYX_DECL void chat_accumulator::take_room(std::optional<std::vector<chat_annotation>> const& update) {
    if (!update) return;
    for (auto const& annotation : *update)
        take_room(std::visit([](auto const& each) { return detail::memory_of(each); }, annotation));
}

TELNYX_DECL void chat_accumulator::check_index(std::int64_t index, char const* path) const {
    if (index >= 0 && index <= max_index) return;
    throw api_response_error(errc::malformed_response,
                             "an index of " + std::to_string(index) + " is beyond " + std::to_string(max_index), path,
                             http_);
}

} // namespace telnyx::ai
