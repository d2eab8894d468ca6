#pragma once

#include "telnyx/ai/detail/chat_access.hpp"
#include "telnyx/ai/structured_output.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/event_stream.hpp"
#include "telnyx/json/decode_error.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace telnyx::ai::detail {

TELNYX_DECL output_origin origin_of(chat_resource const& chat) {
    return {.core = chat_access::core(chat), .operation = "POST " + std::string(chat_access::path(chat))};
}

TELNYX_DECL output_origin origin_of(chat_stream const& stream) {
    auto const& events = chat_access::events(stream);
    if (events.operation().empty()) return {};
    return {.core = events.core().shared_from_this(), .operation = events.operation()};
}

TELNYX_DECL chat_response_format make_output_format(std::string name, boost::json::object schema) {
    constexpr std::size_t longest_name = 64;
    name.resize(std::min(name.size(), longest_name));
    return json_schema_format(std::move(name), std::move(schema));
}

inline bool ended_too_early(chat_completion::choice const& choice) {
    return choice.finish_reason && (*choice.finish_reason == chat_finish_reason::length ||
                                    *choice.finish_reason == chat_finish_reason::content_filter);
}

// An answer that is complete is accepted even if the model stopped at its limit.
inline void decode_answer(response<chat_completion> const& completion, json::detail::type_info const& type,
                          void* target, std::size_t max_depth) {
    using problem = structured_output_error::problem;
    if (completion.choices.empty())
        throw structured_output_error(problem::missing, completion, {}, "the response has no choices");
    auto const& choice = completion.choices.front();
    auto const& message = choice.message;
    if (message.refusal && !message.refusal->empty())
        throw structured_output_error(problem::refused, completion, {}, "the model refused to answer");
    bool const is_cut = ended_too_early(choice);
    if (!is_cut && (!message.content || message.content->empty()))
        throw structured_output_error(problem::missing, completion, {}, "the model gave no answer");
    try {
        json::outline held;
        json::decode_options const options{.max_depth = max_depth, .strict = true};
        json::decoder(options).decode_into(type, target, message.content.value_or(std::string()), held);
    } catch (json::decode_error const& failure) {
        if (is_cut)
            throw structured_output_error(problem::cut_off, completion, failure.path(),
                                          "the model's answer was cut off (" +
                                              std::string(choice.finish_reason->text()) + ")");
        throw structured_output_error(problem::mismatch, completion, failure.path(),
                                      "the model's answer does not fit: " + failure.reason());
    }
}

TELNYX_DECL void decode_output(response<chat_completion> const& completion, json::detail::type_info const& type,
                               void* target, output_origin const& from) {
    if (!from.core) return decode_answer(completion, type, target, json::decode_options().max_depth);
    auto const max_depth = from.core->options().max_json_depth();
    core::with_context([&] { decode_answer(completion, type, target, max_depth); }, from.operation,
                       completion.http().attempts(), *from.core);
}

TELNYX_DECL boost::asio::awaitable<response<chat_completion>> collect_response(chat_stream stream) {
    auto whole = co_await stream.collect();
    auto http = stream.http();
    co_return response<chat_completion>(std::move(whole), std::move(http));
}

} // namespace telnyx::ai::detail
