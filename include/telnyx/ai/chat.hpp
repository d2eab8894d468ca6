#pragma once

// Chat completions, complete and streamed.

#include "telnyx/ai/chat_accumulator.hpp"
#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/ai/resources/chat_resource.hpp"
#include "telnyx/ai/types/assistant_message.hpp"
#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/ai/types/chat_completion_params.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/chat.ipp"
#endif
