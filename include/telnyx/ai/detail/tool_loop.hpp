#pragma once

#include "telnyx/ai/detail/tool.hpp"
#include "telnyx/ai/detail/tool_outcome.hpp"
#include "telnyx/ai/detail/turn_tasks.hpp"
#include "telnyx/ai/resources/chat_resource.hpp"
#include "telnyx/ai/tool_event.hpp"
#include "telnyx/ai/tool_run.hpp"
#include "telnyx/ai/tool_run_options.hpp"
#include "telnyx/ai/toolbox.hpp"
#include "telnyx/ai/types/chat_completion_params.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/core/client_core.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::ai::detail {

/// The loop of `run_tools()` and `stream_tools()`, which await its requests and pass it the responses. Used by one
/// coroutine at a time; only the calls that run are elsewhere.
class tool_loop {
  public:
    /// @throws invalid_argument_error
    tool_loop(chat_resource const& chat, chat_completion_params const& params, toolbox const& tools,
              tool_run_options const& options);
    tool_loop(tool_loop const&) = delete;
    tool_loop& operator=(tool_loop const&) = delete;
    ~tool_loop() { cancel(); }

    /// The parameters of each request, without messages.
    chat_completion_params& params() { return params_; }
    tool_run const& run() const { return run_; }
    tool_run&& take_run() { return std::move(run_); }

    /// Begins the next round with its request, which is encoded before this returns.
    /// @throws api_timeout_error if the deadline has passed
    boost::asio::awaitable<core::client_core::reply> create_completion();

    /// The same, with a streamed response.
    /// @throws api_timeout_error if the deadline has passed
    boost::asio::awaitable<chat_stream> stream_completion();

    /// Decodes the response of the round into the run.
    void receive(core::client_core::reply& reply);

    /// Puts the response of the round into the run.
    void receive(chat_completion&& completion, http_info http);

    /// Reads what has been received; returns whether it calls tools, which `next_news()` runs.
    /// @throws tool_rounds_error if it does, and this was the last round
    /// @throws api_response_error if it has no choices
    bool take();

    /// The beginning or the end of a call of the turn.
    struct news {
        tool_event::kind what = tool_event::kind::tool_begins;
        std::size_t call = 0;
    };

    /// Runs the tools of the turn until there is news; `std::nullopt` after the last.
    static boost::asio::awaitable<std::optional<news>> next_news(std::shared_ptr<tool_loop> self);

    /// To be called after an error, with cancellation disabled: ends the calls that run, waits for them, and gives each
    /// call of the turn a result. Throws nothing.
    static boost::asio::awaitable<void> stop(std::shared_ptr<tool_loop> self);

    /// To be called in a handler, when no call runs: the same, and rethrows the exception.
    [[noreturn]] void fail();

    /// Ends the calls that run, without waiting.
    void cancel();

    tool_event event(tool_event::kind what) const;
    tool_event event(news const& about) const;

  private:
    using ending = tool_report::ending;

    /// A call of the current turn; its report is in `run_`.
    struct call {
        std::vector<std::size_t> twins{}; ///< later calls that get the same result
        bool over = false;
    };

    /// Lends the messages of the run to the parameters while a request is encoded, since a copy of a long conversation
    /// would cost more than its encoding.
    class lent_messages {
      public:
        explicit lent_messages(tool_loop& loop) : loop_(loop) {
            loop_.params_.messages = std::move(loop_.run_.messages);
        }
        lent_messages(lent_messages const&) = delete;
        lent_messages& operator=(lent_messages const&) = delete;
        ~lent_messages() { loop_.run_.messages = std::move(*loop_.params_.messages); }

      private:
        tool_loop& loop_;
    };

    void begin_round();
    void add_definitions();
    void set_deadline();
    void announce_messages();
    void read_calls(chat_message& message);
    std::shared_ptr<tool const> examine(std::size_t i, chat_tool_call& sent);
    bool check_arguments(std::size_t i, std::string& arguments);
    void refuse(std::size_t i, ending how, std::string_view problem, std::exception_ptr exception = nullptr);
    tool_report& report(std::size_t i) { return run_.calls[first_report_ + i]; }
    tool_report const& report(std::size_t i) const { return run_.calls[first_report_ + i]; }
    void end_call(std::size_t i, tool_outcome outcome);
    void note(turn_tasks::change change);
    void end_calls();
    void give_up();
    void let_the_model_choose();
    std::chrono::steady_clock::duration time_left() const;
    [[noreturn]] void fail_for_deadline() const;
    static boost::asio::awaitable<void> wait(std::shared_ptr<tool_loop> self);

    std::shared_ptr<core::client_core> core_;
    chat_resource chat_;
    chat_completion_params params_; // without messages, except while a request is encoded
    toolbox tools_;
    tool_run_options options_;
    std::chrono::steady_clock::time_point finish_by_;
    tool_run run_;
    std::vector<call> turn_;
    std::size_t first_report_ = 0;      // of the turn
    std::size_t open_ = 0;              // calls of the turn that have not ended
    std::size_t announced_ = 0;         // messages that have been passed to the caller's function
    std::vector<turn_tasks::job> jobs_; // of the turn, before it begins
    std::shared_ptr<turn_tasks> tasks_; // after that
    std::vector<news> news_;
    std::size_t next_news_ = 0;
};

} // namespace telnyx::ai::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/tool_loop.ipp"
#endif
