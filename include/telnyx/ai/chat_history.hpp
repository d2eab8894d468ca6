#pragma once

#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_message.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/base/text_view.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::ai {

/// The messages of a conversation, kept by the caller from one request to the next.
///
///     telnyx::ai::chat_history history("You are a friendly chatbot.");
///     history.add_user("Hello!");
///     telnyx::ai::chat_completion_params params{.messages = history.messages()};
///     auto const completion = co_await client.ai.chat.create_completion(params);
///     history.add(completion.choices.at(0).message);
///
/// Not to be confused with `conversation`, which is stored by Telnyx.
class chat_history {
  public:
    /// An empty conversation.
    chat_history() = default;

    /// A conversation that begins with instructions to the model.
    explicit chat_history(text_view instructions) { set_instructions(instructions); }

    /// A conversation of these messages, such as those of `run_tools()`.
    explicit chat_history(std::vector<chat_message> messages) : messages_(std::move(messages)) {}

    /// All messages, oldest first; for `chat_completion_params::messages`.
    std::vector<chat_message> const& messages() const& { return messages_; }
    /// Moves the messages out.
    std::vector<chat_message> messages() && { return std::move(messages_); }

    /// Sets the system message, which comes first; it replaces the system message that is first now.
    chat_history& set_instructions(text_view text);

    /// Adds a message of any kind.
    chat_history& add(chat_message message);

    /// Adds the model's answer, as `assistant_message()` returns it.
    chat_history& add(chat_completion::answer answer);

    /// Adds a text from the user.
    chat_history& add_user(text_view text);

    /// Adds texts and images from the user.
    chat_history& add_user(std::vector<chat_content_part> parts);

    /// Adds the result of a function called by the model; `call_id` is the `id` of the tool call.
    chat_history& add_tool_result(text_view call_id, text_view result);

    /// Size of a message, in a unit of the caller's choice, such as an estimate of its tokens.
    using measure = std::function<std::size_t(chat_message const&)>;

    /// Removes the oldest turns until all messages together are not larger than `budget`. A turn is a message from the
    /// user and all that follows until the next one, so a tool call is never separated from its results. System
    /// messages are kept, and so is the last turn, even if these alone exceed the budget.
    ///
    ///     history.trim(8000, [](telnyx::ai::chat_message const& message) { return estimate_tokens(message); });
    ///
    /// @return the size of all remaining messages
    std::size_t trim(std::size_t budget, measure const& size_of);

    /// The messages as a JSON array, in the format of the API.
    /// @throws invalid_argument_error if a text is not UTF-8; it names the message
    std::string to_json() const;

    /// The inverse of `to_json()`. Also reads conversations written by other programs in the format of the API; members
    /// that the library does not know are lost.
    /// @throws invalid_argument_error if `text` is not such an array; it names the message and member
    static chat_history from_json(std::string_view text);

  private:
    std::vector<chat_message> messages_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/chat_history.ipp"
#endif
