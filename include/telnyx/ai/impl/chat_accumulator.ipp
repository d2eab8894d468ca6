#pragma once

#include "telnyx/ai/chat_accumulator.hpp"
#include "telnyx/api_response_error.hpp"

#include <algorithm>

namespace telnyx::ai {

namespace detail {

template <class T>
void keep(std::optional<T>& to, std::optional<T> const& piece) {
    if (piece) to = piece;
}

template <class T>
void append_all(std::optional<std::vector<T>>& to, std::optional<std::vector<T>> const& piece) {
    if (!piece) return;
    if (!to) to.emplace();
    to->insert(to->end(), piece->begin(), piece->end());
}

// Of a token or an alternative to one.
template <class Token>
std::size_t memory_of(Token const& token) {
    return sizeof(token) + token.token.size() + (token.bytes ? token.bytes->size() * sizeof(std::int64_t) : 0);
}

} // namespace detail

TELNYX_DECL void chat_accumulator::add(chat_completion_chunk const& chunk) {
    detail::keep(whole_.id, chunk.id);
    detail::keep(whole_.created, chunk.created);
    detail::keep(whole_.model, chunk.model);
    detail::keep(whole_.usage, chunk.usage);
    detail::keep(whole_.system_fingerprint, chunk.system_fingerprint);
    whole_.object = "chat.completion";
    for (auto const& each : chunk.choices)
        add_choice(each);
}

TELNYX_DECL void chat_accumulator::add_choice(chat_completion_chunk::choice const& piece) {
    auto const place = place_of(piece.index, "choices[].index");
    while (whole_.choices.size() <= place) {
        auto& added = whole_.choices.emplace_back();
        added.index = static_cast<std::int64_t>(whole_.choices.size() - 1);
    }
    auto& choice = whole_.choices[place];
    add_change(choice.message, piece.delta);
    replace(choice.finish_reason, piece.finish_reason);
    if (!piece.logprobs) return;
    if (!choice.logprobs) choice.logprobs.emplace();
    take_room(piece.logprobs->content);
    take_room(piece.logprobs->refusal);
    detail::append_all(choice.logprobs->content, piece.logprobs->content);
    detail::append_all(choice.logprobs->refusal, piece.logprobs->refusal);
}

TELNYX_DECL void chat_accumulator::add_change(chat_completion::answer& to, chat_completion_chunk::change const& piece) {
    replace(to.role, piece.role);
    append(to.content, piece.content);
    append(to.refusal, piece.refusal);
    append(to.reasoning_content, piece.reasoning_content);
    if (!piece.tool_calls || piece.tool_calls->empty()) return;
    if (!to.tool_calls) to.tool_calls.emplace();
    for (auto const& each : *piece.tool_calls)
        add_tool_call(*to.tool_calls, each);
}

TELNYX_DECL void chat_accumulator::add_tool_call(std::vector<chat_tool_call>& to,
                                                 chat_completion_chunk::tool_call_delta const& piece) {
    auto const place = place_of(piece.index, "choices[].delta.tool_calls[].index");
    if (to.size() <= place) to.resize(place + 1);
    auto& call = to[place];
    if (piece.id && !piece.id->empty()) replace(call.id, *piece.id);
    if (piece.type) replace(call.type ? *call.type : call.type.emplace(), *piece.type);
    if (!piece.function) return;
    if (piece.function->name) {
        take_room(piece.function->name->size());
        call.function.name += *piece.function->name;
    }
    append(call.function.arguments, piece.function->arguments);
}

TELNYX_DECL void chat_accumulator::append(std::optional<std::string>& to, std::optional<std::string> const& piece) {
    if (!piece) return;
    take_room(piece->size());
    if (!to) to.emplace();
    to->append(*piece);
}

// There may be thousands of texts of this kind as well, each as long as the server likes.
TELNYX_DECL void chat_accumulator::replace(std::string& to, std::string_view text) {
    if (text.size() > to.size()) take_room(text.size() - to.size());
    to.assign(text);
}

template <class Enum>
void chat_accumulator::replace(std::optional<open_enum<Enum>>& to, std::optional<open_enum<Enum>> const& piece) {
    if (!piece) return;
    auto const size = to ? to->text().size() : 0;
    if (piece->text().size() > size) take_room(piece->text().size() - size);
    to = piece;
}

TELNYX_DECL void chat_accumulator::take_room(std::size_t bytes) {
    if (bytes > room_)
        throw api_response_error(errc::response_too_large, "the streamed answer is larger than allowed", {}, http_);
    room_ -= bytes;
}

TELNYX_DECL void chat_accumulator::take_room(std::optional<std::vector<chat_logprobs::token_logprob>> const& piece) {
    if (!piece) return;
    for (auto const& token : *piece) {
        take_room(detail::memory_of(token));
        if (!token.top_logprobs) continue;
        for (auto const& other : *token.top_logprobs)
            take_room(detail::memory_of(other));
    }
}

// The place that a piece belongs to. Without an index there is only one.
TELNYX_DECL std::size_t chat_accumulator::place_of(std::optional<std::int64_t> index, std::string const& path) const {
    auto const at = index.value_or(0);
    if (at >= 0 && at <= max_index) return static_cast<std::size_t>(at);
    throw api_response_error(errc::malformed_response,
                             "an index of " + std::to_string(at) + " is beyond " + std::to_string(max_index), path,
                             http_);
}

} // namespace telnyx::ai
