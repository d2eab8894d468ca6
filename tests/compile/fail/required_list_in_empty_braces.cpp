// expect: a required field of the parameters is not given, or given as \{\}
// pass-with: -DRIGHT
#include "telnyx/ai/chat.hpp"

void forget(telnyx::ai::chat_completion_params& params) {
#ifdef RIGHT
    params.messages = std::vector<telnyx::ai::chat_message>();
#else
    params.messages = {};
#endif
}
