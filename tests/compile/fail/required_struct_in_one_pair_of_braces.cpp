// C++ takes the names of members in braces for aggregates only, so a required struct has a second pair, or a name.
// expect: non-aggregate type .*required<.*definition>
// pass-with: -DRIGHT
// pass-with: -DNAMED
#include "telnyx/ai/chat.hpp"

using telnyx::ai::chat_function_tool;

#if defined(RIGHT)
chat_function_tool const tool{.function = {{.name = "f"}}};
#elif defined(NAMED)
chat_function_tool const tool{.function = chat_function_tool::definition{.name = "f"}};
#else
chat_function_tool const tool{.function = {.name = "f"}};
#endif
