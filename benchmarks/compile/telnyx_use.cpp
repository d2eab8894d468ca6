// The smallest unit that uses a client that another one makes; what it takes to compile is measured.

#include "telnyx/ai/chat.hpp"

#include <string>

boost::asio::awaitable<std::string> ask(telnyx::client client) {
    telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Hello, world!")}};
    auto answer = co_await client.ai.chat.create_completion(params);
    co_return answer.choices.at(0).message.content.value_or("");
}
