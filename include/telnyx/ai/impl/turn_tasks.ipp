#pragma once

#include "telnyx/ai/detail/turn_tasks.hpp"
#include "telnyx/ai/tool_arguments_error.hpp"
#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/base/redact.hpp"
#include "telnyx/base/utf8.hpp"
#include "telnyx/core/client_core.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <exception>
#include <string_view>
#include <utility>

namespace telnyx::ai::detail {

/// At most so many bytes of a problem go to the model.
constexpr std::size_t longest_problem = 1000;

/// A problem in the form in which the model gets it: valid UTF-8, and not longer than the limit.
inline std::string problem_text(std::string_view problem) {
    if (problem.size() <= longest_problem && is_utf8(problem)) return std::string(problem);
    return base::quoted_beginning(problem, longest_problem);
}

/// The result of a call that failed, for the model.
inline std::string tool_failure_text(std::string_view problem) {
    boost::json::object text;
    text["error"] = problem_text(problem);
    return boost::json::serialize(text);
}

constexpr std::string_view ending_name(tool_report::ending how) {
    constexpr std::string_view names[] = {"returned",  "threw",    "bad_arguments", "not_offered",
                                          "too_large", "too_many", "not_run",       "cancelled"};
    return names[static_cast<int>(how)];
}

/// Notifies observers that a tool call has ended. The name and the ID are the model's.
inline void tell_tool_ended(core::client_core const& core, observer::tool_ended event, tool_outcome const& outcome) {
    auto const& key = core.options().api_key();
    auto const text = outcome.exception ? core::detail::summary_of(outcome.exception).text : std::string();
    base::redacted_view const tool(event.tool, key);
    base::redacted_view const id(event.id, key);
    base::redacted_view const error(text, key);
    event.tool = tool;
    event.id = id;
    event.error = error;
    event.elapsed = outcome.took;
    core.observers().tell(event);
}

/// To be called in a handler.
inline tool_outcome failed_tool(tool_report::ending how, std::string_view problem) {
    return {.ended = how, .result = tool_failure_text(problem), .exception = std::current_exception()};
}

inline tool_outcome tool_result(std::string text) {
    if (is_utf8(text)) return {.ended = tool_report::ending::returned, .result = std::move(text)};
    return {.ended = tool_report::ending::threw,
            .result = tool_failure_text("the tool failed: its result is not UTF-8 text")};
}

/// Calls the function of a tool. All its exceptions are results.
inline boost::asio::awaitable<tool_outcome> run_tool(std::shared_ptr<tool const> of, std::string arguments) {
    try {
        auto text = co_await of->run(std::move(arguments));
        co_return tool_result(std::move(text));
    } catch (tool_arguments_error const& failure) {
        co_return failed_tool(tool_report::ending::bad_arguments, "invalid arguments: " + failure.message());
    } catch (std::exception const& failure) {
        if (of->options.exception_texts())
            co_return failed_tool(tool_report::ending::threw, std::string("the tool failed: ") + failure.what());
        co_return failed_tool(tool_report::ending::threw, "the tool failed");
    } catch (...) {
        co_return failed_tool(tool_report::ending::threw, "the tool failed");
    }
}

TELNYX_DECL turn_tasks::turn_tasks(std::vector<job> jobs, std::shared_ptr<core::client_core const> core,
                                   std::shared_ptr<std::any const> context)
    : limited_tasks(false), core_(std::move(core)), context_(std::move(context)), jobs_(std::move(jobs)) {
    changes_.reserve(2 * jobs_.size());
}

TELNYX_DECL boost::asio::awaitable<void> turn_tasks::wait_for_end(std::shared_ptr<turn_tasks> self) {
    return limited_tasks::wait_for_end(self);
}

TELNYX_DECL std::optional<turn_tasks::change> turn_tasks::pop() {
    std::lock_guard const lock(mutex_);
    if (next_change_ == changes_.size()) return std::nullopt;
    return std::move(changes_[next_change_++]);
}

TELNYX_DECL std::shared_ptr<async::one_shot> turn_tasks::next_wait() {
    auto made = std::make_shared<async::one_shot>();
    std::lock_guard const lock(mutex_);
    woken_ = made;
    if (next_change_ != changes_.size()) made->set();
    return made;
}

TELNYX_DECL void turn_tasks::push(change made) noexcept {
    std::shared_ptr<async::one_shot> woken;
    {
        std::lock_guard const lock(mutex_);
        changes_.push_back(std::move(made));
        woken = woken_;
    }
    if (woken) woken->set();
}

TELNYX_DECL void turn_tasks::tell_started(job const& begun) const {
    auto const& key = core_->options().api_key();
    core_->observers().tell(observer::tool_started{*begun.of->definition->name, base::redacted_view(begun.id, key),
                                                   begun.round, context_.get()});
}

TELNYX_DECL void turn_tasks::tell_ended(job const& begun, tool_outcome const& outcome) {
    // What ends after a cancellation is a consequence of it.
    bool const broken_off = outcome.exception && was_stopped();
    auto const how = broken_off ? tool_report::ending::cancelled : outcome.ended;
    tell_tool_ended(*core_,
                    {.tool = *begun.of->definition->name,
                     .id = begun.id,
                     .round = begun.round,
                     .offered = true,
                     .how = ending_name(how),
                     .context = context_.get()},
                    outcome);
}

TELNYX_DECL std::optional<turn_tasks::job> turn_tasks::next_job() {
    return take([this]() -> std::optional<job> {
        if (next_job_ == jobs_.size()) return std::nullopt;
        return std::move(jobs_[next_job_++]);
    });
}

TELNYX_DECL boost::asio::awaitable<bool> turn_tasks::begin(std::shared_ptr<limited_tasks> self, bool& has_item) {
    auto first = next_job();
    has_item = first.has_value();
    return work(std::static_pointer_cast<turn_tasks>(std::move(self)), std::move(first));
}

TELNYX_DECL boost::asio::awaitable<bool> turn_tasks::work(std::shared_ptr<turn_tasks> self,
                                                          std::optional<job> current) {
    while (current) {
        auto const call = current->call;
        self->push({.call = call});
        if (self->core_->observers().any()) self->tell_started(*current);
        auto const begun = self->core_->time().now();
        tool_outcome outcome;
        try {
            auto running = run_tool(current->of, std::move(current->arguments));
            outcome = co_await std::move(running);
        } catch (...) { // cancelled before it began, or no memory
            outcome.exception = std::current_exception();
        }
        outcome.took = self->core_->time().now() - begun;
        if (self->core_->observers().any()) self->tell_ended(*current, outcome);
        current.reset();
        self->push({.call = call, .outcome = std::move(outcome)});
        current = self->next_job();
    }
    co_return true;
}

} // namespace telnyx::ai::detail
