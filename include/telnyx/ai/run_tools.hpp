#pragma once

#include "telnyx/ai/resources/chat_resource.hpp"
#include "telnyx/ai/tool_run.hpp"
#include "telnyx/ai/tool_run_options.hpp"
#include "telnyx/ai/toolbox.hpp"
#include "telnyx/ai/types/chat_completion_params.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/fields/arg.hpp"

#include <boost/asio/awaitable.hpp>

namespace telnyx::ai {

/// Lets a model answer with the help of tools: sends the conversation, runs the tools that the model calls, sends their
/// results, and so on until the model answers without calling any.
///
///     auto const run = co_await telnyx::ai::run_tools(client.ai.chat, params, tools);
///     std::cout << run.text();
///
/// The calls of one turn run side by side, on strands of the caller's executor. Whatever goes wrong with a call goes
/// back to the model as its result: no such tool, arguments that are broken, too large or not as their schema says
/// (`json::decode_options::strict`), an exception of the function. `tool_run::calls` tells what happened. A call that
/// occurs twice in a turn runs once, unless the options of the tool say otherwise. Arguments that are not a JSON object
/// are replaced by `{}` in the messages, since servers refuse such a conversation; the report of the call has them. A
/// `tool_choice` other than none counts for the first turn with calls only; later the model chooses, since it would
/// never end otherwise.
///
/// Cancellation and the deadline end the tools that run by terminal cancellation, and wait for them. Only the first
/// choice of each response is used. `params` and `tools` are no longer needed once this returns.
///
/// @param params may have tools that the server runs; functions belong into `tools`
/// @throws invalid_argument_error immediately if the parameters do not fit
/// @throws tool_rounds_error if the model does not end; it has all that was said
/// @throws api_timeout_error with `errc::deadline_exceeded` if the deadline passes
/// @throws api_user_abort_error if cancelled
/// and the errors of `chat_resource::create_completion()`. To keep what was said before such an error, use
/// `tool_run_options::on_message()` or `stream_tools()`.
boost::asio::awaitable<tool_run> run_tools(chat_resource const& chat, arg<chat_completion_params> params,
                                           toolbox const& tools, tool_run_options const& options = tool_run_options());

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/run_tools.ipp"
#endif
