#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/chat_answer.hpp"
#include "telnyx/testing/impl/chat_directives.hpp"
#include "telnyx/testing/impl/chat_request.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/chat_writer.hpp"
#include "telnyx/testing/impl/json_request.hpp"

#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

namespace telnyx::testing::detail {

/// Refuses a model that the API does not list.
inline void check_model(api_state& state, std::string const& model) {
    if (state.options.accept_any_model() || state.data.find("models", model) != nullptr) return;
    std::string names;
    for (auto const& [id, unused] : state.data.all("models"))
        names.append(names.empty() ? "" : ", ").append(id);
    refuse_value("/model", "is \"" + shortened(model, 100) + "\", which is not available. Available models: " + names);
}

inline std::vector<chat_answer> answers_to(chat_request const& wanted, std::size_t tokens) {
    std::vector<chat_answer> answers;
    answers.reserve(wanted.choices);
    for (std::size_t i = 0; i < wanted.choices; ++i)
        answers.push_back(make_chat_answer(wanted, i, tokens));
    return answers;
}

/// Number of tokens that count towards the limit of the model.
inline std::size_t tokens_of_call(chat_request const& wanted, std::vector<chat_answer> const& answers) {
    auto count = prompt_tokens(wanted);
    for (auto const& answer : answers)
        count += answer.token_count();
    return count;
}

inline reply answer_chat(api_state& state, chat_request const& wanted, std::vector<chat_answer> answers) {
    if (wanted.error_after && !wanted.stream) return reply::json(500, asked_for_error());
    auto const now = state.time->wall_time().time_since_epoch();
    chat_writer writer(wanted, std::move(answers), "chatcmpl-" + std::to_string(++state.ids_given),
                       std::chrono::duration_cast<std::chrono::seconds>(now).count());
    if (!wanted.stream) return reply::json(200, writer.whole());
    return reply::stream(200, "text/event-stream; charset=utf-8",
                         [writer = std::move(writer)]() mutable { return writer.next_event(); })
        .header("cache-control", "no-cache")
        .pace(state.options.token_delay());
}

/// The handler of every endpoint for chat completions.
inline reply complete_chat(api_state& state, recorded_request const& request) {
    auto wanted = chat_request::read(request);
    check_model(state, wanted.model);
    if (!wanted.refusal && says_word(wanted.last_text("user"), state.options.refused_words()))
        wanted.refusal = usual_refusal;
    auto answers = answers_to(wanted, state.options.answer_tokens());
    auto const now = state.time->now();
    auto answer = state.limits.take(wanted.model, tokens_of_call(wanted, answers), now);
    if (!answer) answer = answer_chat(state, wanted, std::move(answers));
    state.limits.add_headers(*answer, wanted.model, now);
    return *std::move(answer);
}

TELNYX_DECL void add_chat_routes(router& routes, api_state& state) {
    for (auto const* const path : {"/v2/ai/chat/completions", "/v2/ai/openai/chat/completions"})
        routes.add("POST", path, [&state](recorded_request const& request) { return complete_chat(state, request); });
}

} // namespace telnyx::testing::detail
