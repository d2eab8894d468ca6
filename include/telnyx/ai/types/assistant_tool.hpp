#pragma once

#include "telnyx/ai/types/handoff_tool.hpp"
#include "telnyx/ai/types/hangup_tool.hpp"
#include "telnyx/ai/types/invite_tool.hpp"
#include "telnyx/ai/types/refer_tool.hpp"
#include "telnyx/ai/types/retrieval_tool.hpp"
#include "telnyx/ai/types/send_dtmf_tool.hpp"
#include "telnyx/ai/types/send_message_tool.hpp"
#include "telnyx/ai/types/skip_turn_tool.hpp"
#include "telnyx/ai/types/transfer_tool.hpp"
#include "telnyx/ai/types/webhook_tool.hpp"

#include <boost/json/value.hpp>

#include <variant>

namespace telnyx::ai {

/// A tool that an assistant can use. The last alternative is for tools newer than the library.
using assistant_tool = std::variant<webhook_tool, retrieval_tool, handoff_tool, hangup_tool, transfer_tool, invite_tool,
                                    refer_tool, send_dtmf_tool, send_message_tool, skip_turn_tool, boost::json::value>;

} // namespace telnyx::ai
