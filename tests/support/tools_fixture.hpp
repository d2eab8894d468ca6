#pragma once

#include "support/scripted_fixture.hpp"
#include "support/task.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/run_tools.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A call of a tool, as the model makes it.
struct wanted_call {
    std::string id{};
    std::string name{};
    std::string arguments{};
};

inline boost::json::object function_json(wanted_call const& call) {
    return {{"id", call.id}, {"type", "function"}, {"function", {{"name", call.name}, {"arguments", call.arguments}}}};
}

/// A response that calls tools; each uses 3 tokens.
inline boost::json::value calls_json(std::vector<wanted_call> const& calls, std::string const& text = {}) {
    boost::json::array all;
    for (auto const& each : calls)
        all.push_back(function_json(each));
    boost::json::object message{{"role", "assistant"}, {"content", text}, {"tool_calls", all}};
    return {{"choices", boost::json::array{{{"index", 0}, {"message", message}, {"finish_reason", "tool_calls"}}}},
            {"usage", {{"prompt_tokens", 1}, {"completion_tokens", 2}, {"total_tokens", 3}}}};
}

inline boost::json::value text_json(std::string const& text) {
    boost::json::object message{{"role", "assistant"}, {"content", text}};
    return {{"choices", boost::json::array{{{"index", 0}, {"message", message}, {"finish_reason", "stop"}}}},
            {"usage", {{"prompt_tokens", 1}, {"completion_tokens", 2}, {"total_tokens", 3}}}};
}

struct city_query {
    std::string city{};
};
BOOST_DESCRIBE_STRUCT(city_query, (), (city))

/// How many calls of a tool are inside it.
struct visitors {
    int inside = 0;
    int most = 0;
    int all = 0;
    int cancelled = 0;

    void enter() { ++all, most = std::max(most, ++inside); }
};

/// A visit until it is cancelled, or the time is over.
inline boost::asio::awaitable<std::string> visit(visitors& at, std::chrono::milliseconds time) {
    at.enter();
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    try {
        co_await timer.async_wait(boost::asio::use_awaitable);
    } catch (boost::system::system_error const&) {
        ++at.cancelled;
        --at.inside;
        throw;
    }
    --at.inside;
    co_return "visited";
}

/// Runs tools with a scripted model.
struct tools_fixture : scripted_fixture {
    void expect(testing::scripted_reply answer) {
        network->expect("POST", "/v2/ai/chat/completions").reply(std::move(answer));
    }
    void expect(boost::json::value const& answer) { expect(testing::scripted_reply::json(200, answer)); }
    void expect_calls(std::vector<wanted_call> const& calls) { expect(calls_json(calls)); }
    void expect_text(std::string const& text) { expect(text_json(text)); }

    task<ai::tool_run> start(ai::tool_run_options const& options = ai::tool_run_options()) {
        return task(io, ai::run_tools(client.ai.chat, params, tools, options));
    }
    ai::tool_run run_all(ai::tool_run_options const& options = ai::tool_run_options()) { return start(options).get(); }

    /// A member of the request with this number.
    boost::json::value sent(std::size_t request, char const* member) const {
        auto const body = boost::json::parse(network->requests().at(request).body);
        auto const* const found = body.as_object().if_contains(member);
        return found == nullptr ? boost::json::value() : *found;
    }

    ai::toolbox tools;
    ai::chat_completion_params params{.messages = {ai::user_message("hi")}};
};

} // namespace telnyx::tests
