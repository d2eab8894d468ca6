#pragma once

#include "telnyx/ai/types/chat_tool_call.hpp"

#include <chrono>
#include <exception>
#include <string>

namespace telnyx::ai {

/// What became of a tool call.
struct tool_report {
    /// How a call ended. Whatever it is, the model got a result.
    enum class ending {
        returned,      ///< the function returned
        threw,         ///< the function threw an exception, see `exception`
        bad_arguments, ///< the arguments were broken or did not fit, or the function refused them
        not_offered,   ///< there is no such tool; nothing ran
        too_large,     ///< the arguments are larger than allowed; nothing ran
        too_many,      ///< the turn has more calls than allowed; nothing ran
        not_run,       ///< the run ended before the call began
        cancelled,     ///< the run ended before the function did
    };

    int round = 0;                  ///< round of the call, starting at 1
    chat_tool_call call{};          ///< the call as received; an ID that was missing or repeated is replaced
    ending ended = ending::not_run; ///< how it ended
    std::string result{};           ///< what the model got
    std::exception_ptr exception{}; ///< exception of the function or of the decoder, if any
    std::chrono::steady_clock::duration took{}; ///< how long the function ran, by the client's clock
};

} // namespace telnyx::ai
