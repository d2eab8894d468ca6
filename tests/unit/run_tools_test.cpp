#include "telnyx/ai/run_tools.hpp"

#include "support/allocation_counter.hpp"
#include "support/thrown_by.hpp"
#include "support/tools_fixture.hpp"
#include "telnyx/ai/tool_rounds_error.hpp"
#include "telnyx/errors.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::ai;
using namespace telnyx::tests;
using boost::asio::awaitable;
using telnyx::errc;
using telnyx::invalid_argument_error;
using telnyx::testing::scripted_reply;
using ending = tool_report::ending;

std::string const argument = R"({"city":"Kiel"})";

struct fixture : tools_fixture {
    fixture() {
        tools.add("echo", "", [this](city_query const& asked) { return ++calls, asked.city; })
            .add("fails", "", [] { throw std::runtime_error("secret"); })
            .add(
                "fails_loudly", "", [] { throw std::runtime_error("why"); }, tool_options().exception_texts(true))
            .add("waits", "", [this](city_query) { return visit(waiting, 1h); })
            .add("visits", "", [this](city_query) { return visit(visiting, 1ms); });
    }

    /// The report of one call, after which the model answers.
    tool_report call(wanted_call const& wanted, tool_run_options const& options = tool_run_options()) {
        expect_calls({wanted});
        expect_text("done");
        auto const run = run_all(options);
        BOOST_TEST(run.completion.choices.at(0).message.content.value() == "done");
        BOOST_TEST(run.calls.size() == 1u);
        BOOST_TEST(std::get<std::string>(*run.messages.at(2).content) == run.calls.at(0).result);
        return run.calls.at(0);
    }

    int calls = 0;
    visitors waiting;
    visitors visiting;
};

/// Many calls that differ.
std::vector<wanted_call> many(std::string const& name, int count) {
    std::vector<wanted_call> all;
    for (int i = 0; i != count; ++i)
        all.push_back({"c" + std::to_string(i), name, R"({"city":")" + std::to_string(i) + "\"}"});
    return all;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(run_tools_tests, fixture)

// The loop.

BOOST_AUTO_TEST_CASE(answer_without_calls_ends_the_run) {
    expect_text("hello");
    auto const run = run_all();
    BOOST_TEST(run.rounds == 1);
    BOOST_TEST(run.calls.empty());
    BOOST_TEST(run.messages.size() == 2u);
    BOOST_TEST(run.usage.total_tokens.value() == 3);
    BOOST_TEST(run.http.status() == 200);
    BOOST_TEST(sent(0, "tools").as_array().size() == tools.size());
    network->verify();
}

BOOST_AUTO_TEST_CASE(results_go_to_the_model_in_the_order_of_its_calls) {
    expect(calls_json({{"c1", "visits", argument}, {"c2", "echo", argument}}, "I will look."));
    expect_text("done");
    auto const run = run_all();
    BOOST_TEST(run.rounds == 2);
    BOOST_TEST(run.usage.prompt_tokens.value() == 2);
    BOOST_TEST(run.usage.completion_tokens.value() == 4);
    BOOST_TEST(sent(1, "messages") == boost::json::parse(R"([{"role": "user", "content": "hi"},
        {"role": "assistant", "content": "I will look.", "tool_calls": [
            {"id": "c1", "type": "function", "function": {"name": "visits", "arguments": "{\"city\":\"Kiel\"}"}},
            {"id": "c2", "type": "function", "function": {"name": "echo", "arguments": "{\"city\":\"Kiel\"}"}}]},
        {"role": "tool", "tool_call_id": "c1", "content": "visited"},
        {"role": "tool", "tool_call_id": "c2", "content": "Kiel"}])"));
    BOOST_TEST(run.messages.size() == 5u);
    BOOST_TEST((run.calls.at(0).ended == ending::returned));
    BOOST_TEST(run.calls.at(1).round == 1);
}

BOOST_AUTO_TEST_CASE(results_are_encoded) {
    tools.add("struct", "", []() -> awaitable<city_query> { co_return city_query{.city = "Kiel"}; })
        .add("void", "", []() -> awaitable<void> { co_return; })
        .add("number", "", [] { return 7; })
        .add("literal", "", [] { return "text"; })
        .add("own", "", {}, [](boost::json::value const& all) { return all; });
    expect_calls({{"1", "struct", "{}"},
                  {"2", "void", ""},
                  {"3", "number", "null"},
                  {"4", "literal", " "},
                  {"5", "own", R"({"a": [1]})"}});
    expect_text("done");
    std::vector<std::string> results;
    for (auto const& each : run_all().calls)
        results.push_back(each.result);
    BOOST_TEST(results == (std::vector<std::string>{argument, "done", "7", "text", R"({"a":[1]})"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(messages_are_handed_out_as_they_come) {
    expect_calls({{"c1", "echo", argument}});
    expect(scripted_reply::json(400, "{}"));
    std::vector<std::string> roles;
    auto const keep = [&](chat_message const& each) { roles.emplace_back(each.role->text()); };
    BOOST_CHECK_THROW(run_all(tool_run_options().on_message(keep)), telnyx::bad_request_error);
    BOOST_TEST(roles == (std::vector<std::string>{"assistant", "tool"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(function_that_throws_still_gets_all_messages_and_ends_the_run) {
    for (int position = 0; position != 3; ++position) {
        int seen = 0;
        auto const fail = [&](chat_message const&) {
            if (seen++ >= position) throw std::runtime_error("disk full");
        };
        expect_calls({{"c1", "echo", argument}, {"c2", "fails", "{}"}});
        BOOST_CHECK_THROW(run_all(tool_run_options().on_message(fail)), std::runtime_error);
        BOOST_TEST(seen == 3);
    }
}

BOOST_AUTO_TEST_CASE(usage_is_added_up_with_its_details) {
    auto with_usage = [](boost::json::value answer, std::int64_t tokens) {
        answer.at("usage") = {{"prompt_tokens", tokens},
                              {"prompt_tokens_details", {{"cached_tokens", 2}}},
                              {"completion_tokens_details", {{"reasoning_tokens", 3}}}};
        return answer;
    };
    expect(with_usage(calls_json({{"c1", "echo", argument}}), 5));
    expect(with_usage(text_json("done"), 7));
    auto const sum = run_all().usage;
    BOOST_TEST(sum.prompt_tokens.value() == 12);
    BOOST_TEST(!sum.completion_tokens);
    BOOST_TEST(sum.prompt_tokens_details.value().cached_tokens.value() == 4);
    BOOST_TEST(sum.completion_tokens_details.value().reasoning_tokens.value() == 6);
}

BOOST_AUTO_TEST_CASE(usage_does_not_overflow) {
    for (auto const extreme : {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
        auto calling = calls_json({{"c1", "echo", argument}});
        auto answering = text_json("done");
        calling.at("usage") = answering.at("usage") = {{"total_tokens", extreme}};
        expect(calling);
        expect(answering);
        BOOST_TEST(run_all().usage.total_tokens.value() == extreme);
    }
}

BOOST_AUTO_TEST_CASE(reports_tell_how_long_a_function_ran) {
    tools.add("slow", "", [this] { time->advance(6s); });
    BOOST_TEST((call({"c1", "slow", "{}"}).took == 6s));
    BOOST_TEST((call({"c1", "none", "{}"}).took == 0s));
}

BOOST_AUTO_TEST_CASE(endpoint_is_that_of_the_resource) {
    network->expect("POST", "/v2/ai/openai/chat/completions")
        .reply(scripted_reply::json(200, calls_json({{"c1", "echo", argument}})));
    network->expect("POST", "/v2/ai/openai/chat/completions").reply(scripted_reply::json(200, text_json("done")));
    auto const run = telnyx::tests::run(io, run_tools(client.ai.openai.chat, params, tools));
    BOOST_TEST(run.rounds == 2);
    BOOST_TEST(calls == 1);
    network->verify();
}

BOOST_AUTO_TEST_CASE(choice_of_a_function_counts_once) {
    params.tool_choice = function_choice("echo");
    call({"c1", "echo", argument});
    BOOST_TEST(sent(0, "tool_choice").at("function").at("name").as_string() == "echo");
    BOOST_TEST(sent(1, "tool_choice").as_string() == "auto");
}

BOOST_AUTO_TEST_CASE(choice_of_no_tool_remains) {
    params.tool_choice = chat_completion_params::tool_use::none;
    call({"c1", "echo", argument});
    BOOST_TEST(sent(1, "tool_choice").as_string() == "none");
}

BOOST_AUTO_TEST_CASE(choice_that_demands_a_tool_counts_once) {
    params.tool_choice = chat_completion_params::tool_use::required;
    call({"c1", "echo", argument});
    BOOST_TEST(sent(0, "tool_choice").as_string() == "required");
    BOOST_TEST(sent(1, "tool_choice").as_string() == "auto");
}

BOOST_AUTO_TEST_CASE(tools_of_the_server_are_sent_too) {
    params.tools = {boost::json::value{{"type", "other"}}};
    expect_text("done");
    run_all();
    BOOST_TEST(sent(0, "tools").as_array().size() == tools.size() + 1);
}

BOOST_AUTO_TEST_CASE(empty_toolbox_sends_no_tools) {
    tools = toolbox();
    call({"c1", "echo", argument});
    BOOST_TEST(sent(0, "tools").is_null());
    BOOST_TEST(calls == 0);
}

// Models that misbehave.

BOOST_AUTO_TEST_CASE(call_of_a_tool_that_was_not_offered_runs_nothing) {
    auto const report = call({"c1", "Echo", argument});
    BOOST_TEST((report.ended == ending::not_offered));
    BOOST_TEST(report.result == R"({"error":"there is no tool of this name"})");
    BOOST_TEST(calls == 0);
}

BOOST_AUTO_TEST_CASE(model_gets_to_know_what_is_wrong_with_arguments_and_where) {
    auto const report = call({"c1", "echo", R"({"city": 1})"});
    BOOST_TEST((report.ended == ending::bad_arguments));
    BOOST_TEST(report.result == R"({"error":"invalid arguments: city: expected a string, found a number"})");
    BOOST_TEST((report.exception != nullptr));
    BOOST_TEST(calls == 0);
}

BOOST_AUTO_TEST_CASE(broken_arguments_are_not_sent_back_but_reported) {
    for (std::string const broken : {R"({"city": "K)", "[1]", "1", "\"a\""}) {
        auto const report = call({"c1", "echo", broken});
        BOOST_TEST((report.ended == ending::bad_arguments));
        BOOST_TEST(report.call.function.arguments.value() == broken);
        auto const messages = sent(network->requests().size() - 1, "messages");
        BOOST_TEST(messages.at(1).at("tool_calls").at(0).at("function").at("arguments").as_string() == "{}");
    }
    BOOST_TEST(calls == 0);
}

BOOST_AUTO_TEST_CASE(arguments_that_the_schema_forbids_do_not_reach_the_function) {
    BOOST_TEST(call({"c1", "echo", R"({"city": null})"}).result ==
               R"({"error":"invalid arguments: city: expected a string, found null"})");
    BOOST_TEST(call({"c1", "echo", R"({"city": "Kiel", "day": 1})"}).result ==
               R"({"error":"invalid arguments: unknown member \"day\""})");
    BOOST_TEST(call({"c1", "fails", R"({"day": 1})"}).result ==
               R"({"error":"invalid arguments: unknown member \"day\""})");
    BOOST_TEST(calls == 0);
}

BOOST_AUTO_TEST_CASE(function_may_refuse_arguments) {
    tools.add("picky", "", [](city_query const&) { throw tool_arguments_error("city", "unknown"); });
    auto const report = call({"c1", "picky", argument});
    BOOST_TEST((report.ended == ending::bad_arguments));
    BOOST_TEST(report.result == R"({"error":"invalid arguments: city: unknown"})");
}

BOOST_AUTO_TEST_CASE(large_arguments_run_nothing) {
    auto const huge = R"({"city":")" + std::string(10'000'000, 'x') + "\"}";
    auto const report = call({"c1", "echo", huge});
    BOOST_TEST((report.ended == ending::too_large));
    BOOST_TEST(report.call.function.arguments.value().size() == huge.size());
    BOOST_TEST(network->requests().at(1).body.size() < 10000u);
    BOOST_TEST(calls == 0);
    auto const exact = call({"c1", "echo", argument}, tool_run_options().max_arguments_size(argument.size()));
    BOOST_TEST((exact.ended == ending::returned));
}

BOOST_AUTO_TEST_CASE(same_call_twice_in_a_turn_runs_once) {
    expect_calls({{"c1", "echo", argument}, {"c2", "echo", argument}, {"c3", "echo", R"({"city":"Ulm"})"}});
    expect_text("done");
    auto const run = run_all();
    BOOST_TEST(calls == 2);
    BOOST_TEST(run.calls.at(1).result == "Kiel");
    BOOST_TEST((run.calls.at(1).ended == ending::returned));
    BOOST_TEST(run.messages.size() == 6u);
}

BOOST_AUTO_TEST_CASE(turn_with_very_many_calls_takes_no_longer_than_it_has_to) {
    constexpr int count = 30'000;
    auto wanted = many("echo", count);
    for (std::size_t i = 0; i != wanted.size(); ++i)
        wanted[i].id = i < count / 2 ? "call_1_" + std::to_string(i + count / 2) : std::string();
    expect_calls(wanted);
    expect_text("done");
    auto const begun = std::chrono::steady_clock::now();
    auto const run = run_all(tool_run_options().max_calls(count - 1).max_parallel(2));
    BOOST_TEST((std::chrono::steady_clock::now() - begun < patience));
    BOOST_TEST(calls == count - 1);
    BOOST_TEST((run.calls.back().ended == ending::too_many));
    BOOST_TEST(run.messages.size() == count + 3u);
}

BOOST_AUTO_TEST_CASE(repeatable_tool_runs_for_each_call) {
    tools.add(
        "dice", "", [this] { return ++calls; }, tool_options().repeatable(true));
    expect_calls({{"c1", "dice", "{}"}, {"c2", "dice", "{}"}});
    expect_text("done");
    run_all();
    BOOST_TEST(calls == 2);
}

BOOST_AUTO_TEST_CASE(missing_and_repeated_ids_are_replaced) {
    expect_calls({{"call_1_2", "echo", argument}, {"", "fails", "{}"}, {"call_1_2", "waits", "1"}});
    expect_text("done");
    run_all();
    auto const messages = sent(1, "messages");
    std::vector<std::string> ids;
    for (std::size_t i = 0; i != 3; ++i) {
        ids.emplace_back(messages.at(1).at("tool_calls").at(i).at("id").as_string());
        BOOST_TEST(messages.at(2 + i).at("tool_call_id").as_string() == ids.back());
    }
    BOOST_TEST(ids == (std::vector<std::string>{"call_1_2", "call_1_1", "call_1_3"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(model_that_calls_for_ever_is_stopped_and_nothing_is_lost) {
    for (int i = 0; i != 3; ++i)
        expect_calls({{"c" + std::to_string(i), "echo", argument}});
    auto const failure = thrown_by<tool_rounds_error>([&] { run_all(tool_run_options().max_rounds(3)); });
    BOOST_TEST((failure.code() == errc::too_many_rounds));
    BOOST_TEST(failure.run().rounds == 3);
    BOOST_TEST(failure.run().usage.total_tokens.value() == 9);
    BOOST_TEST(failure.run().messages.size() == 7u);
    BOOST_TEST((failure.run().calls.at(2).ended == ending::not_run));
    BOOST_TEST(calls == 2);
    params.messages = failure.run().messages;
    expect_text("done");
    BOOST_TEST(run_all().messages.size() == 8u);
}

BOOST_AUTO_TEST_CASE(eight_rounds_are_allowed_by_default) {
    for (int i = 0; i != 8; ++i)
        expect_calls({{"c", "echo", argument}});
    BOOST_CHECK_THROW(run_all(), tool_rounds_error);
    network->verify();
}

BOOST_AUTO_TEST_CASE(calls_beyond_the_limit_of_a_turn_do_not_run) {
    expect_calls(many("echo", 5));
    expect_text("done");
    auto const run = run_all(tool_run_options().max_calls(3));
    BOOST_TEST(calls == 3);
    BOOST_TEST((run.calls.at(3).ended == ending::too_many));
    BOOST_TEST(run.messages.size() == 8u);
}

BOOST_AUTO_TEST_CASE(response_without_choices_is_an_error) {
    expect(scripted_reply::json(200, R"({"choices": []})"));
    BOOST_CHECK_THROW(run_all(), telnyx::api_response_error);
}

// Functions that fail.

BOOST_AUTO_TEST_CASE(exception_goes_to_the_model_without_its_text) {
    auto const report = call({"c1", "fails", "{}"});
    BOOST_TEST((report.ended == ending::threw));
    BOOST_TEST(report.result == R"({"error":"the tool failed"})");
    auto const kept = thrown_by<std::runtime_error>([&] { std::rethrow_exception(report.exception); });
    BOOST_TEST(kept.what() == "secret");
}

BOOST_AUTO_TEST_CASE(exception_goes_to_the_model_with_its_text_if_allowed) {
    BOOST_TEST(call({"c1", "fails_loudly", "{}"}).result == R"({"error":"the tool failed: why"})");
}

BOOST_AUTO_TEST_CASE(long_texts_of_exceptions_are_cut) {
    tools.add(
        "wordy", "", [] { throw std::runtime_error("\n" + std::string(999, 'a') + std::string(100'000, 'b')); },
        tool_options().exception_texts(true));
    auto const result = call({"c1", "wordy", "{}"}).result;
    BOOST_TEST(result.size() < 1100u);
    BOOST_TEST(result.find("aaaa") != std::string::npos);
    BOOST_TEST(call({"c1", "echo", R"({")" + std::string(100'000, 'x') + R"(": 1})"}).result.size() < 1100u);
}

BOOST_AUTO_TEST_CASE(any_exception_ends_only_its_call) {
    tools.add("odd", "", [] { throw 7; });
    BOOST_TEST((call({"c1", "odd", "{}"}).ended == ending::threw));
}

BOOST_AUTO_TEST_CASE(result_that_is_not_utf8_is_a_failure) {
    tools.add("binary", "", [] { return std::string("\xff"); });
    auto const report = call({"c1", "binary", "{}"});
    BOOST_TEST((report.ended == ending::threw));
    BOOST_TEST(report.result == R"({"error":"the tool failed: its result is not UTF-8 text"})");
}

// Side by side.

BOOST_AUTO_TEST_CASE(calls_of_a_turn_run_side_by_side_up_to_the_limit) {
    expect_calls(many("visits", 20));
    expect_text("done");
    run_all(tool_run_options().max_parallel(3));
    BOOST_TEST(visiting.all == 20);
    BOOST_TEST(visiting.most == 3);
    expect_calls(many("visits", 20));
    expect_text("done");
    run_all();
    BOOST_TEST(visiting.most == 8);
}

// Ends.

BOOST_AUTO_TEST_CASE(cancellation_ends_running_tools_and_waits_for_them) {
    expect_calls(many("waits", 3));
    std::vector<std::string> results;
    auto running = start(tool_run_options().max_parallel(2).on_message([&](chat_message const& each) {
        if (each.tool_call_id) results.push_back(std::get<std::string>(*each.content));
    }));
    run_until(io, [&] { return waiting.inside == 2; });
    running.cancel();
    BOOST_CHECK_THROW(running.get(), telnyx::api_user_abort_error);
    BOOST_TEST(waiting.inside == 0);
    BOOST_TEST(waiting.cancelled == 2);
    auto const cancelled = R"({"error":"the call was cancelled"})";
    BOOST_TEST(results == (std::vector<std::string>{cancelled, cancelled, R"({"error":"the call was not run"})"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(cancellation_during_a_request_ends_the_run) {
    expect(scripted_reply::silence());
    auto running = start();
    run_ready(io);
    running.cancel();
    BOOST_CHECK_THROW(running.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(tool_that_ignores_cancellation_is_waited_for) {
    int steps = 0;
    tools.add("deaf", "", [&]() -> awaitable<void> {
        co_await boost::asio::this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
        ++steps;
        co_await pause(20ms);
        ++steps;
    });
    expect_calls({{"c1", "deaf", "{}"}});
    auto running = start();
    run_until(io, [&] { return steps == 1; });
    running.cancel();
    BOOST_CHECK_THROW(running.get(), telnyx::api_user_abort_error);
    BOOST_TEST(steps == 2);
}

BOOST_AUTO_TEST_CASE(cancellation_at_every_step_leaves_nothing_running) {
    for (int steps = 0;; ++steps) {
        visiting = visitors();
        auto const quiet = std::make_shared<telnyx::testing::scripted_transport>();
        quiet->on_unverified([](auto const&) {});
        quiet->expect("POST", "*").reply(scripted_reply::json(200, calls_json(many("visits", 3))).waits());
        quiet->expect("POST", "*").reply(scripted_reply::json(200, text_json("done")).waits());
        telnyx::client const other(io.get_executor(), options().custom_transport(quiet));
        int waiting_for_results = 0;
        auto const count = [&](chat_message const& each) {
            if (each.tool_calls) waiting_for_results += 3;
            if (each.tool_call_id) --waiting_for_results;
        };
        task running(io, run_tools(other.ai.chat, params, tools, tool_run_options().max_parallel(2).on_message(count)));
        io.restart();
        for (int i = 0; i != steps && !running.over(); ++i)
            io.run_one();
        if (running.over()) {
            BOOST_TEST(running.get().rounds == 2);
            BOOST_TEST(steps > 10);
            break;
        }
        running.cancel();
        try {
            running.get();
        } catch (telnyx::api_user_abort_error const&) {
        }
        BOOST_TEST(visiting.inside == 0);
        BOOST_TEST(waiting_for_results == 0);
    }
}

BOOST_AUTO_TEST_CASE(deadline_ends_running_tools) {
    auto const waits = std::make_shared<telnyx::testing::manual_clock>(telnyx::testing::sleeping::waits);
    telnyx::client const other(io.get_executor(), options().custom_clock(waits));
    expect_calls(many("waits", 2));
    task running(io, run_tools(other.ai.chat, params, tools, tool_run_options().deadline(10s)));
    run_until(io, [&] { return waiting.inside == 2; });
    waits->advance(9s);
    run_ready(io);
    BOOST_TEST(!running.over());
    waits->advance(1s);
    auto const failure = thrown_by<telnyx::api_timeout_error>([&] { running.get(); });
    BOOST_TEST((failure.code() == errc::deadline_exceeded));
    BOOST_TEST(waiting.cancelled == 2);
}

BOOST_AUTO_TEST_CASE(deadline_ends_running_tools_by_the_clock_of_the_system) {
    telnyx::client const other(io.get_executor(), options().custom_clock(nullptr));
    expect_calls(many("waits", 2));
    task running(io, run_tools(other.ai.chat, params, tools, tool_run_options().deadline(50ms)));
    BOOST_CHECK_THROW(running.get(), telnyx::api_timeout_error);
    BOOST_TEST(waiting.inside == 0);
}

BOOST_AUTO_TEST_CASE(deadline_is_shared_by_all_requests) {
    auto const waits = std::make_shared<telnyx::testing::manual_clock>(telnyx::testing::sleeping::waits);
    telnyx::client const other(io.get_executor(), options().custom_clock(waits));
    tools.add("slow", "", [waits] { waits->advance(6s); });
    expect_calls({{"c1", "slow", "{}"}});
    expect(scripted_reply::silence());
    task running(io, run_tools(other.ai.chat, params, tools, tool_run_options().deadline(10s)));
    run_until(io, [&] { return network->requests().size() == 2; });
    run_ready(io);
    waits->advance(3s);
    run_ready(io);
    BOOST_TEST(!running.over());
    waits->advance(1s);
    BOOST_CHECK_THROW(running.get(), telnyx::api_timeout_error);
}

BOOST_AUTO_TEST_CASE(point_in_time_of_the_requests_ends_running_tools) {
    auto const waits = std::make_shared<telnyx::testing::manual_clock>(telnyx::testing::sleeping::waits);
    telnyx::client const other(io.get_executor(), options().custom_clock(waits));
    expect_calls(many("waits", 2));
    auto const limited =
        tool_run_options().deadline(1h).request(telnyx::request_options().deadline_at(waits->now() + 10s));
    task running(io, run_tools(other.ai.chat, params, tools, limited));
    run_until(io, [&] { return waiting.inside == 2; });
    waits->advance(10s);
    BOOST_CHECK_THROW(running.get(), telnyx::api_timeout_error);
    BOOST_TEST(waiting.cancelled == 2);
}

BOOST_AUTO_TEST_CASE(run_that_is_dropped_ends_its_tools) {
    auto other_io = std::make_unique<boost::asio::io_context>();
    telnyx::client const other(other_io->get_executor(), options());
    expect_calls(many("waits", 2));
    task running(*other_io, run_tools(other.ai.chat, params, tools));
    run_until(*other_io, [&] { return waiting.inside == 2; });
    other_io.reset();
    BOOST_TEST(!running.over());
}

// Bad input.

BOOST_AUTO_TEST_CASE(answer_without_calls_allocates_little_more_than_a_completion) {
    std::string const text(100, 'x'); // not held within a string
    params.model = text;
    params.messages = {system_message(text), user_message(text)};
    auto const allocations_of = [&](auto call) {
        auto fewest = std::numeric_limits<std::size_t>::max(); // the first call fills caches
        for (int i = 0; i != 8; ++i) {
            expect_text(text);
            auto const before = allocation_count();
            run(io, call);
            fewest = std::min(fewest, allocation_count() - before);
        }
        return fewest;
    };
    toolbox const none;
    auto const plain = allocations_of([&] { return client.ai.chat.create_completion(params); });
    auto const with_tools = allocations_of([&] { return run_tools(client.ai.chat, params, none); });
    BOOST_TEST(plain > 0u);
    // The loop, the messages, their three texts, and the name of the model.
    BOOST_TEST(with_tools <= plain + 6);
}

BOOST_AUTO_TEST_CASE(bad_input_is_refused_at_once) {
    auto const refused = [&](auto function) { return thrown_by<invalid_argument_error>(function).parameter(); };
    tool_run_options options;
    BOOST_TEST(refused([&] { options.max_rounds(0); }) == "max_rounds");
    BOOST_TEST(refused([&] { options.max_parallel(-1); }) == "max_parallel");
    BOOST_TEST(refused([&] { options.max_calls(0); }) == "max_calls");
    BOOST_TEST(refused([&] { options.max_arguments_size(0); }) == "max_arguments_size");
    BOOST_TEST(refused([&] { options.deadline(0s); }) == "deadline");
    auto several = params;
    several.n = 2;
    BOOST_TEST(refused([&] { std::ignore = run_tools(client.ai.chat, several, tools); }) == "n");
    auto untied = params;
    untied.tools = tools.definitions();
    BOOST_TEST(refused([&] { std::ignore = run_tools(client.ai.chat, untied, tools); }) == "tools");
}

BOOST_AUTO_TEST_SUITE_END()
