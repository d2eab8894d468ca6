// only: gcc<13
// expect: parameters_made_in_a_statement_of_their_own
// expect: miscompiled by GCC before 13: name it first
// pass-with: -DMADE_BEFORE
#include "telnyx/ai/chat.hpp"

using telnyx::ai::chat_completion_params;

boost::asio::awaitable<void> ask(telnyx::client client) {
#ifdef MADE_BEFORE
    chat_completion_params const params{.messages = {telnyx::ai::user_message("hi")}};
    co_await client.ai.chat.stream_completion(params);
#else
    co_await client.ai.chat.stream_completion(chat_completion_params{.messages = {telnyx::ai::user_message("hi")}});
#endif
}
