// expect: parameters_made_in_a_statement_of_their_own<telnyx::ai::chat_completion_params>
// pass-with: -DMADE_BEFORE
#include "telnyx/ai/chat.hpp"

boost::asio::awaitable<void> ask(telnyx::client client) {
#ifdef MADE_BEFORE
    telnyx::ai::chat_completion_params const params{.messages = {telnyx::ai::user_message("hi")}};
    co_await client.ai.chat.create_completion(params);
#else
    co_await client.ai.chat.create_completion({.messages = {telnyx::ai::user_message("hi")}});
#endif
}
