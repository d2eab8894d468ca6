#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/chat_answer.hpp"
#include "telnyx/testing/impl/chat_request.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/chat_writer.hpp"
#include "telnyx/testing/impl/json_request.hpp"

#include <chrono>
#include <utility>

namespace telnyx::testing::detail {

/// Refuses a model that the API does not list.
inline void check_model(api_state& state, std::string const& model) {
    if (state.options.accept_any_model() || state.data.find("models", model) != nullptr) return;
    std::string names;
    for (auto const& [id, unused] : state.data.all("models"))
        names.append(names.empty() ? "" : ", ").append(id);
    refuse_value("/model", "is \"" + shortened(model, 100) + "\", which is not available. Available models: " + names);
}

inline reply complete_chat(api_state& state, recorded_request const& request) {
    auto const wanted = chat_request::read(request);
    check_model(state, wanted.model);
    std::vector<chat_answer> answers;
    answers.reserve(wanted.choices);
    for (std::size_t i = 0; i < wanted.choices; ++i)
        answers.push_back(make_chat_answer(wanted, i, state.options.answer_tokens()));
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    chat_writer writer(wanted, std::move(answers), "chatcmpl-" + std::to_string(++state.ids_given),
                       std::chrono::duration_cast<std::chrono::seconds>(now).count());
    if (!wanted.stream) return reply::json(200, writer.whole());
    return reply::stream(200, "text/event-stream; charset=utf-8",
                         [writer = std::move(writer)]() mutable { return writer.next_event(); })
        .header("cache-control", "no-cache")
        .pace(state.options.token_delay());
}

TELNYX_DECL void add_chat_routes(router& routes, api_state& state) {
    for (auto const* const path : {"/v2/ai/chat/completions", "/v2/ai/openai/chat/completions"})
        routes.add("POST", path, [&state](recorded_request const& request) { return complete_chat(state, request); });
}

} // namespace telnyx::testing::detail
