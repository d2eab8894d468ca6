#pragma once

#include "telnyx/ai/resources/chat_resource.hpp"
#include "telnyx/ai/tool_event.hpp"
#include "telnyx/ai/tool_run.hpp"
#include "telnyx/ai/tool_run_options.hpp"
#include "telnyx/ai/toolbox.hpp"
#include "telnyx/ai/types/chat_completion_params.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/fields/arg.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>

namespace telnyx::ai {

/// A run of a model with tools that gives its text as it arrives.
///
///     auto stream = telnyx::ai::stream_tools(client.ai.chat, params, tools);
///     while (auto event = co_await stream.next())
///         if (event->what == telnyx::ai::tool_event::kind::text)
///             std::cout << event->text << std::flush;
///
/// Nothing is requested before `next()` needs it. The tools of a turn start at its first call after the response, and
/// go on between its calls. Use a stream from one coroutine at a time. Destroying it ends the tools that run, without
/// waiting for them.
class tool_stream {
  public:
    /// A finished stream. Asio needs this constructor if the stream is passed to a completion handler or a future.
    tool_stream();
    /// For internal use; see `stream_tools()`.
    tool_stream(chat_resource const& chat, chat_completion_params const& params, toolbox const& tools,
                tool_run_options const& options);
    ~tool_stream();
    tool_stream(tool_stream&&) noexcept;
    tool_stream& operator=(tool_stream&&) noexcept;

    /// Returns the next event, or `std::nullopt` once the model has answered without calling tools. Throws as
    /// `run_tools()` and `chat_stream::next()`; the stream is finished after an error, and its tools have ended.
    boost::asio::awaitable<std::optional<tool_event>> next();

    /// All that was said and done so far, also after an error. Between the events of a turn, its calls are in `calls`,
    /// but their results are not yet in `messages`.
    tool_run const& summary() const;

  private:
    struct state;
    struct reader;

    std::shared_ptr<state> state_;
};

/// The streamed form of `run_tools()`, with the same parameters and errors. Asks the server to report the usage, unless
/// `params` have `stream_options`.
tool_stream stream_tools(chat_resource const& chat, arg<chat_completion_params> params, toolbox const& tools,
                         tool_run_options const& options = tool_run_options());

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/tool_stream.ipp"
#endif
