#pragma once

#include "telnyx/ai/types/chat_message.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/base/time_span.hpp"
#include "telnyx/options/request_options.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <utility>

namespace telnyx::ai {

/// Limits of `run_tools()` and `stream_tools()`. Setters can be chained; they throw `invalid_argument_error`, which
/// names the option, if a limit is not positive.
class tool_run_options {
  public:
    using duration = std::chrono::steady_clock::duration; ///< type of time limits

    tool_run_options() {}

    /// Maximum number of requests to the model; default: 8.
    tool_run_options& max_rounds(int count);
    int max_rounds() const { return max_rounds_; }

    /// Maximum number of tools that run at the same time; default: 8.
    tool_run_options& max_parallel(int count);
    int max_parallel() const { return max_parallel_; }

    /// Maximum number of calls that run in one turn; default: 128. The others get an error as their result.
    tool_run_options& max_calls(int count);
    int max_calls() const { return max_calls_; }

    /// Maximum size of the arguments of a call in bytes; default: 1 MiB. A call with more gets an error as its result.
    tool_run_options& max_arguments_size(std::size_t bytes);
    std::size_t max_arguments_size() const { return max_arguments_size_; }

    /// Longest duration of the whole run, including all requests and tools; default: no limit. The `deadline_at()` of
    /// `request()` is for the whole run, too; the earlier of the two counts.
    tool_run_options& deadline(telnyx::detail::time_span limit);
    duration deadline() const { return deadline_; }

    /// Options of each request to the model.
    tool_run_options& request(request_options each) { return request_ = std::move(each), *this; }
    request_options const& request() const { return request_; }

    /// A function that is called for each message that the run adds, in their order: for a log, or for a conversation
    /// that must survive an error of the run. Its first exception ends the run; the function still gets the other
    /// messages, such as the results of calls, so that the conversation is complete.
    tool_run_options& on_message(std::function<void(chat_message const&)> function) {
        return on_message_ = std::move(function), *this;
    }
    std::function<void(chat_message const&)> const& on_message() const { return on_message_; }

  private:
    int max_rounds_ = 8;
    int max_parallel_ = 8;
    int max_calls_ = 128;
    std::size_t max_arguments_size_ = std::size_t(1024) * 1024;
    duration deadline_ = duration::max();
    request_options request_;
    std::function<void(chat_message const&)> on_message_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/tool_run_options.ipp"
#endif
