#pragma once

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/ai/detail/chat_access.hpp"
#include "telnyx/ai/detail/completion_request.hpp"
#include "telnyx/ai/detail/failure_of_run.hpp"
#include "telnyx/ai/detail/tool_loop.hpp"
#include "telnyx/ai/impl/turn_tasks.ipp"
#include "telnyx/ai/tool_rounds_error.hpp"
#include "telnyx/ai/types/assistant_message.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/async/time_left.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/transport/request_limits.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <variant>

namespace telnyx::ai::detail {

/// The largest number instead of an overflow, since the numbers come from the server.
inline void add_up(std::int64_t& to, std::int64_t more) {
    using limits = std::numeric_limits<std::int64_t>;
    bool const overflows = more > 0 ? to > limits::max() - more : to < limits::min() - more;
    to = !overflows ? to + more : more > 0 ? limits::max() : limits::min();
}

/// Adds up the numbers in a struct, and in the structs that it holds.
template <class T>
void add_up(T& to, T const& more) {
    using members = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<members>([&](auto each) {
        auto const& added = more.*each.pointer;
        if (!added) return;
        if (auto& sum = to.*each.pointer)
            add_up(*sum, *added);
        else
            sum = added;
    });
}

/// What ended after a cancellation: an exception is a consequence of it.
inline turn_tasks::change cancelled_change(turn_tasks::change change) {
    if (!change.outcome || !change.outcome->exception) return change;
    change.outcome->ended = tool_report::ending::cancelled;
    change.outcome->result = tool_failure_text("the call was cancelled");
    return change;
}

inline chat_function_tool const* function_of(chat_tool const& tool) {
    return std::get_if<chat_function_tool>(&tool);
}

/// A copy without messages, which the run has: those of a long conversation are costly to copy, or to move once more.
inline chat_completion_params without_messages(chat_completion_params const& params) {
    chat_completion_params made{.messages = std::vector<chat_message>()};
    using members = boost::describe::describe_members<chat_completion_params, boost::describe::mod_public>;
    boost::mp11::mp_for_each<members>([&](auto each) {
        auto const& member = params.*each.pointer;
        if constexpr (!std::is_same_v<decltype(member), decltype((params.messages))>) {
            if (member) made.*each.pointer = member;
        }
    });
    return made;
}

TELNYX_DECL tool_loop::tool_loop(chat_resource const& chat, chat_completion_params const& params, toolbox const& tools,
                                 tool_run_options const& options)
    : core_(chat_access::core(chat)),
      chat_(chat),
      params_(without_messages(params)),
      tools_(tools),
      options_(options),
      finish_by_(options_.request().deadline_at().value_or(std::chrono::steady_clock::time_point::max())) {
    if (params_.n && *params_.n != 1) throw invalid_argument_error("n", "must be 1 when tools are run");
    add_definitions();
    set_deadline();
    run_.messages.reserve(params.messages->size() + 1); // for the answer without tools
    run_.messages = *params.messages;
    announced_ = run_.messages.size();
}

TELNYX_DECL void tool_loop::add_definitions() {
    if (params_.tools)
        for (auto const& each : *params_.tools)
            if (auto const* const function = function_of(each))
                throw invalid_argument_error("tools", "the function " +
                                                          base::quoted_beginning(*function->function->name) +
                                                          " must be in the toolbox, to be run");
    if (tools_.size() == 0) return;
    auto all = tools_.definitions();
    if (params_.tools) all.insert(all.end(), params_.tools->begin(), params_.tools->end());
    params_.tools = std::move(all);
}

TELNYX_DECL void tool_loop::set_deadline() {
    if (options_.deadline() == tool_run_options::duration::max()) return;
    finish_by_ = std::min(finish_by_, later(core_->time().now(), options_.deadline()));
    auto request = options_.request();
    request.deadline_at(finish_by_);
    options_.request(std::move(request));
}

TELNYX_DECL std::chrono::steady_clock::duration tool_loop::time_left() const {
    return telnyx::time_left(finish_by_, core_->time());
}

TELNYX_DECL void tool_loop::fail_for_deadline() const {
    throw api_timeout_error(errc::deadline_exceeded,
                            "the deadline of the run with tools has passed after round " + std::to_string(run_.rounds));
}

TELNYX_DECL void tool_loop::begin_round() {
    if (time_left() == request_options::duration::zero()) fail_for_deadline();
    ++run_.rounds;
}

TELNYX_DECL boost::asio::awaitable<core::client_core::reply> tool_loop::create_completion() {
    begin_round();
    lent_messages const lent(*this);
    auto request = completion_request(*core_, chat_access::path(chat_), params_, options_.request());
    return core_->perform(std::move(request), false);
}

TELNYX_DECL boost::asio::awaitable<chat_stream> tool_loop::stream_completion() {
    begin_round();
    lent_messages const lent(*this);
    return chat_.stream_completion(params_, options_.request());
}

TELNYX_DECL tool_event tool_loop::event(tool_event::kind what) const {
    return {.what = what, .round = run_.rounds};
}

TELNYX_DECL tool_event tool_loop::event(news const& about) const {
    auto made = event(about.what);
    made.tool = report(about.call);
    return made;
}

// All messages are in the history before the caller's function sees the first of them, which may throw.
TELNYX_DECL void tool_loop::announce_messages() {
    while (announced_ != run_.messages.size()) {
        auto const& next = run_.messages[announced_++];
        if (options_.on_message()) options_.on_message()(next);
    }
}

// Decodes it in its place, since a completion is costly to move.
TELNYX_DECL void tool_loop::receive(core::client_core::reply& reply) {
    if (run_.rounds != 1) run_.completion = chat_completion();
    core::decode_reply(reply, run_.completion);
    run_.http = std::move(reply.http);
}

TELNYX_DECL void tool_loop::receive(chat_completion&& completion, http_info http) {
    run_.completion = std::move(completion);
    run_.http = std::move(http);
}

TELNYX_DECL bool tool_loop::take() {
    if (run_.completion.usage) add_up(run_.usage, *run_.completion.usage);
    if (run_.completion.choices.empty())
        throw api_response_error(errc::malformed_response, "the response has no choices", "choices", run_.http);
    run_.messages.push_back(assistant_message(run_.completion.choices.front().message));
    read_calls(run_.messages.back());
    bool const is_last = run_.rounds == options_.max_rounds();
    bool const calls = !turn_.empty();
    if (calls && is_last) end_calls();
    announce_messages();
    if (calls && is_last) throw tool_rounds_error(run_);
    return calls;
}

/// Gives IDs to calls of a turn, since servers refuse a message whose calls have no ID, or the same one.
class call_ids {
  public:
    explicit call_ids(int round) : beginning_("call_" + std::to_string(round) + "_") {}

    void check(std::string& id, std::size_t i) {
        next_ = std::max(next_, i);
        while (id.empty() || !taken_.insert(id).second)
            id = beginning_ + std::to_string(next_++);
    }

  private:
    std::string beginning_;
    std::size_t next_ = 0;
    std::unordered_set<std::string> taken_;
};

TELNYX_DECL void tool_loop::read_calls(chat_message& message) {
    first_report_ = run_.calls.size();
    turn_.clear();
    if (!message.tool_calls) return;
    turn_.resize(message.tool_calls->size());
    open_ = turn_.size();
    call_ids ids(run_.rounds);
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> first; // of those with the same arguments
    for (std::size_t i = 0; i != turn_.size(); ++i) {
        auto& sent = (*message.tool_calls)[i];
        ids.check(sent.id, i);
        auto const found = examine(i, sent);
        if (!found) continue;
        auto const [same, is_new] = first.try_emplace({sent.function.name, *sent.function.arguments}, i);
        if (is_new || found->options.repeatable())
            jobs_.push_back(
                {.call = i, .of = found, .arguments = *sent.function.arguments, .id = sent.id, .round = run_.rounds});
        else
            turn_[same->second].twins.push_back(i);
    }
}

TELNYX_DECL void tool_loop::refuse(std::size_t i, ending how, std::string_view problem, std::exception_ptr exception) {
    tool_outcome outcome{.ended = how, .result = tool_failure_text(problem), .exception = std::move(exception)};
    auto const& sent = report(i).call;
    if (core_->observers().any())
        tell_tool_ended(*core_,
                        {.tool = sent.function.name,
                         .id = sent.id,
                         .round = run_.rounds,
                         .offered = tools_.find(sent.function.name) != nullptr,
                         .how = ending_name(how),
                         .context = options_.request().shared_context().get()},
                        outcome);
    end_call(i, std::move(outcome));
}

// Records a call; returns its tool if it is to run.
TELNYX_DECL std::shared_ptr<tool const> tool_loop::examine(std::size_t i, chat_tool_call& sent) {
    auto& arguments = *sent.function.arguments;
    if (arguments.find_first_not_of(" \t\r\n") == std::string::npos || arguments == "null") arguments = "{}";
    run_.calls.push_back({.round = run_.rounds, .call = sent});
    if (!check_arguments(i, arguments)) return nullptr;
    auto found = tools_.find(sent.function.name);
    if (!found)
        refuse(i, ending::not_offered, "there is no tool of this name");
    else if (i >= static_cast<std::size_t>(options_.max_calls()))
        refuse(i, ending::too_many, "too many calls in one turn");
    return turn_[i].over ? nullptr : found;
}

// Servers refuse a conversation with arguments that are not a JSON object, so the message gets an empty one instead;
// the report has what was received.
TELNYX_DECL bool tool_loop::check_arguments(std::size_t i, std::string& arguments) {
    auto const most = options_.max_arguments_size();
    try {
        if (arguments.size() > most)
            refuse(i, ending::too_large, "the arguments are larger than " + std::to_string(most) + " bytes");
        else
            json::decode<boost::json::object>(arguments);
    } catch (json::decode_error const& failure) {
        auto const where = failure.path().empty() ? std::string() : failure.path() + ": ";
        refuse(i, ending::bad_arguments, "invalid arguments: " + where + failure.reason(), std::current_exception());
    }
    if (turn_[i].over) arguments = "{}";
    return !turn_[i].over;
}

// Records the end of a call, and of those that it ran for.
TELNYX_DECL void tool_loop::end_call(std::size_t i, tool_outcome outcome) {
    auto& ended = report(i);
    ended.ended = outcome.ended;
    ended.exception = outcome.exception;
    ended.took = outcome.took;
    turn_[i].over = true;
    --open_;
    news_.push_back({tool_event::kind::tool_ended, i});
    for (auto const twin : std::exchange(turn_[i].twins, {}))
        end_call(twin, outcome);
    ended.result = std::move(outcome.result);
}

TELNYX_DECL void tool_loop::note(turn_tasks::change change) {
    if (!change.outcome)
        news_.push_back({tool_event::kind::tool_begins, change.call});
    else
        end_call(change.call, std::move(*change.outcome));
}

// Gives each call of the turn a message with its result.
TELNYX_DECL void tool_loop::end_calls() {
    for (std::size_t i = 0; i != turn_.size(); ++i)
        if (!turn_[i].over)
            end_call(i, {.ended = ending::not_run, .result = tool_failure_text("the call was not run")});
    for (std::size_t i = 0; i != turn_.size(); ++i)
        run_.messages.push_back(tool_message(report(i).call.id, report(i).result));
    if (!turn_.empty()) let_the_model_choose();
    turn_.clear();
    jobs_.clear();
    tasks_.reset();
    news_.clear();
    next_news_ = 0;
}

// A choice that makes the model call a tool would make it call one for ever.
TELNYX_DECL void tool_loop::let_the_model_choose() {
    using use = chat_completion_params::tool_use;
    if (!params_.tool_choice) return;
    auto const* const chosen = std::get_if<open_enum<use>>(&*params_.tool_choice);
    if (chosen == nullptr || *chosen != use::none) params_.tool_choice = open_enum<use>(use::automatic);
}

// Waits until something has happened or the deadline has passed.
TELNYX_DECL boost::asio::awaitable<void> tool_loop::wait(std::shared_ptr<tool_loop> self) {
    auto const woken = self->tasks_->next_wait();
    auto const& other_clock = self->core_->options().clock_of_pauses();
    bool const limited = self->finish_by_ != std::chrono::steady_clock::time_point::max();
    if (other_clock && limited) {
        co_await other_clock.sleep(self->time_left(), woken);
        co_return;
    }
    auto const [cancelled] = co_await woken->async_wait(self->finish_by_, boost::asio::as_tuple(boost::asio::deferred));
    if (cancelled && !woken->is_set()) throw api_user_abort_error();
}

TELNYX_DECL boost::asio::awaitable<std::optional<tool_loop::news>>
tool_loop::next_news(std::shared_ptr<tool_loop> self) {
    auto const executor = co_await boost::asio::this_coro::executor;
    while (true) {
        if (self->next_news_ != self->news_.size()) co_return self->news_[self->next_news_++];
        if (self->open_ == 0) break;
        if (self->time_left() == request_options::duration::zero()) self->fail_for_deadline();
        if (!self->tasks_) {
            self->tasks_ = std::make_shared<turn_tasks>(std::exchange(self->jobs_, {}), self->core_,
                                                        self->options_.request().shared_context());
            turn_tasks::start(self->tasks_, executor, static_cast<std::size_t>(self->options_.max_parallel()));
        }
        auto change = self->tasks_->pop();
        if (change) {
            self->note(std::move(*change));
            continue;
        }
        auto waiting = wait(self);
        co_await std::move(waiting);
    }
    if (self->tasks_) {
        auto ending = turn_tasks::wait_for_end(self->tasks_);
        co_await std::move(ending);
    }
    self->end_calls();
    self->announce_messages();
    co_return std::nullopt;
}

TELNYX_DECL void tool_loop::cancel() {
    if (tasks_) tasks_->cancel();
}

TELNYX_DECL boost::asio::awaitable<void> tool_loop::stop(std::shared_ptr<tool_loop> self) {
    auto const tasks = self->tasks_;
    if (tasks) {
        for (auto change = tasks->pop(); change; change = tasks->pop())
            self->note(std::move(*change));
        tasks->cancel();
        auto ending = turn_tasks::wait_for_end(tasks);
        co_await std::move(ending);
        for (auto change = tasks->pop(); change; change = tasks->pop())
            self->note(cancelled_change(std::move(*change)));
    }
    self->give_up();
}

TELNYX_DECL void tool_loop::fail() {
    auto const failure = failure_of_run();
    give_up();
    std::rethrow_exception(failure);
}

TELNYX_DECL void tool_loop::give_up() {
    end_calls();
    while (announced_ != run_.messages.size()) {
        try {
            announce_messages();
        } catch (...) { // of the caller's function: the run ends with its first error
        }
    }
}

} // namespace telnyx::ai::detail
