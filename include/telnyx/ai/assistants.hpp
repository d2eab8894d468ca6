#pragma once

// Assistants: models with instructions, tools and a voice.

#include "telnyx/ai/resources/assistants_resource.hpp"
#include "telnyx/ai/types/assistant.hpp"
#include "telnyx/ai/types/assistant_chat_params.hpp"
#include "telnyx/ai/types/assistant_chat_response.hpp"
#include "telnyx/ai/types/assistant_create_params.hpp"
#include "telnyx/ai/types/assistant_delete_response.hpp"
#include "telnyx/ai/types/assistant_imports_params.hpp"
#include "telnyx/ai/types/assistant_retrieve_params.hpp"
#include "telnyx/ai/types/assistant_send_sms_params.hpp"
#include "telnyx/ai/types/assistant_send_sms_response.hpp"
#include "telnyx/ai/types/assistant_update_params.hpp"
#include "telnyx/ai/types/assistants_list.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/assistants.ipp"
#endif
