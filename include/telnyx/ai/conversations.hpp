#pragma once

// Conversations and their messages.

#include "telnyx/ai/resources/conversations_resource.hpp"
#include "telnyx/ai/types/conversation.hpp"
#include "telnyx/ai/types/conversation_add_message_params.hpp"
#include "telnyx/ai/types/conversation_create_params.hpp"
#include "telnyx/ai/types/conversation_insights.hpp"
#include "telnyx/ai/types/conversation_list.hpp"
#include "telnyx/ai/types/conversation_list_params.hpp"
#include "telnyx/ai/types/conversation_message_list.hpp"
#include "telnyx/ai/types/conversation_response.hpp"
#include "telnyx/ai/types/conversation_update_params.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/conversations.ipp"
#endif
