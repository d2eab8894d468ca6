#pragma once

#include "telnyx/ai/structured_output_error.hpp"

#include <utility>

namespace telnyx::ai {

TELNYX_DECL structured_output_error::structured_output_error(problem kind, response<chat_completion> completion,
                                                             std::string path, std::string const& detail)
    : api_error(errc::unexpected_output, path.empty() ? detail : path + ": " + detail),
      kind_(kind),
      path_(std::move(path)),
      completion_(std::make_shared<response<chat_completion>>(std::move(completion))) {}

TELNYX_DECL chat_completion::choice const* structured_output_error::choice() const {
    return completion_->choices.empty() ? nullptr : &completion_->choices.front();
}

TELNYX_DECL std::string_view structured_output_error::raw() const {
    auto const* const first = choice();
    return first != nullptr && first->message.content ? std::string_view(*first->message.content) : std::string_view();
}

TELNYX_DECL std::string_view structured_output_error::refusal() const {
    auto const* const first = choice();
    return first != nullptr && first->message.refusal ? std::string_view(*first->message.refusal) : std::string_view();
}

TELNYX_DECL std::string_view structured_output_error::finish_reason() const {
    auto const* const first = choice();
    return first != nullptr && first->finish_reason ? first->finish_reason->text() : std::string_view();
}

} // namespace telnyx::ai
