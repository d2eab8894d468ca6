// expect: a required field of the parameters is not given
// expect: messages
// pass-with: -DGIVEN
#include "telnyx/ai/chat.hpp"

boost::asio::awaitable<void> ask(telnyx::client client) {
#ifdef GIVEN
    telnyx::ai::chat_completion_params const params{.messages = {telnyx::ai::user_message("hi")}, .model = "m"};
#else
    telnyx::ai::chat_completion_params const params{.model = "m"};
#endif
    co_await client.ai.chat.create_completion(params);
}
