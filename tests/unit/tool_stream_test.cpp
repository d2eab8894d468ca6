#include "telnyx/ai/tool_stream.hpp"

#include "support/tools_fixture.hpp"
#include "telnyx/ai/tool_rounds_error.hpp"
#include "telnyx/errors.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::ai;
using namespace telnyx::tests;
using telnyx::testing::scripted_reply;
using kind = tool_event::kind;
using lines = std::vector<std::string>;

std::string delta(boost::json::object const& news, boost::json::value const& finish = nullptr) {
    boost::json::object choice{{"index", 0}, {"delta", news}, {"finish_reason", finish}};
    return boost::json::serialize(boost::json::object{{"choices", boost::json::array{choice}}});
}

std::string usage() {
    return R"({"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}})";
}

scripted_reply text_stream(std::string const& first, std::string const& second) {
    return scripted_reply::events(
        {delta({{"content", first}}), delta({{"content", second}}), delta({}, "stop"), usage(), "[DONE]"});
}

scripted_reply calls_stream(std::vector<wanted_call> const& calls) {
    std::vector<std::string> chunks{delta({{"reasoning", "hm"}})};
    for (std::size_t i = 0; i != calls.size(); ++i) {
        auto call = function_json(calls[i]);
        call["index"] = i;
        chunks.push_back(delta({{"tool_calls", boost::json::array{call}}}));
    }
    chunks.insert(chunks.end(), {delta({}, "tool_calls"), usage(), "[DONE]"});
    return scripted_reply::events(chunks);
}

struct fixture : tools_fixture {
    fixture() {
        tools.add("echo", "", [](city_query const& asked) { return asked.city; }).add("waits", "", [this](city_query) {
            return visit(waiting, 1h);
        });
    }

    tool_stream open(tool_run_options const& options = tool_run_options()) {
        return stream_tools(client.ai.chat, params, tools, options);
    }

    std::optional<tool_event> next(tool_stream& stream) { return run(io, stream.next()); }

    /// All events in short form.
    lines read(tool_stream& stream) {
        static constexpr char const* names[] = {"text ", "reasoning ", "refusal ", "begins ", "ended ", "round "};
        lines all;
        while (auto const event = next(stream)) {
            auto const detail = event->tool.call.id.empty() ? event->text : event->tool.call.id;
            all.push_back(std::to_string(event->round) + " " + names[static_cast<int>(event->what)] + detail);
        }
        return all;
    }

    visitors waiting;
};

std::string const argument = R"({"city":"Kiel"})";

} // namespace

BOOST_FIXTURE_TEST_SUITE(tool_stream_tests, fixture)

BOOST_AUTO_TEST_CASE(events_come_in_their_order) {
    expect(calls_stream({{"c1", "echo", argument}, {"c2", "none", "{}"}}));
    expect(text_stream("Hel", "lo"));
    auto stream = open();
    BOOST_TEST(read(stream) == (lines{"1 reasoning hm", "1 ended c2", "1 begins c1", "1 ended c1", "1 round ",
                                      "2 text Hel", "2 text lo", "2 round "}),
               boost::test_tools::per_element());
    BOOST_TEST(!next(stream));
    auto const& run = stream.summary();
    BOOST_TEST(run.rounds == 2);
    BOOST_TEST(run.usage.total_tokens.value() == 6);
    BOOST_TEST(run.messages.size() == 5u);
    BOOST_TEST(run.messages.at(1).reasoning.value() == "hm");
    BOOST_TEST(run.completion.choices.at(0).message.content.value() == "Hello");
    BOOST_TEST(run.calls.at(0).result == "Kiel");
    BOOST_TEST(sent(0, "stream_options").at("include_usage").as_bool());
    BOOST_TEST(sent(0, "stream").as_bool());
    network->verify();
}

BOOST_AUTO_TEST_CASE(stream_that_was_made_empty_is_finished) {
    tool_stream stream;
    BOOST_TEST(!next(stream));
    BOOST_TEST(stream.summary().rounds == 0);
    stream = open();
    expect(text_stream("a", "b"));
    BOOST_TEST(read(stream).size() == 3u);
}

BOOST_AUTO_TEST_CASE(nothing_is_requested_before_the_first_event) {
    { auto const stream = open(); }
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(stream_that_breaks_keeps_what_was_said) {
    expect(calls_stream({{"c1", "echo", argument}}));
    expect(scripted_reply::events({delta({{"content", "a"}})}));
    auto stream = open();
    BOOST_CHECK_THROW(read(stream), telnyx::api_stream_error);
    BOOST_TEST(!next(stream));
    BOOST_TEST(stream.summary().messages.size() == 3u);
    BOOST_TEST(stream.summary().rounds == 2);
}

BOOST_AUTO_TEST_CASE(request_that_cannot_be_encoded_keeps_what_was_said) {
    params.messages->push_back(user_message(std::string("\xff")));
    auto const said = params.messages->size();
    auto stream = open();
    BOOST_CHECK_THROW(next(stream), telnyx::invalid_argument_error);
    BOOST_TEST(stream.summary().messages.size() == said);
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(exception_of_the_callers_function_leaves_a_complete_history) {
    for (int position = 0; position != 3; ++position) {
        int seen = 0;
        auto const fail = [&](chat_message const&) {
            if (seen++ == position) throw std::runtime_error("disk full");
        };
        expect(calls_stream({{"c1", "echo", argument}, {"c2", "none", "{}"}}));
        auto stream = open(tool_run_options().on_message(fail));
        BOOST_CHECK_THROW(read(stream), std::runtime_error);
        auto const& messages = stream.summary().messages;
        BOOST_TEST(messages.size() == 4u);
        BOOST_TEST(messages.back().tool_call_id.value() == "c2");
    }
}

BOOST_AUTO_TEST_CASE(events_tell_how_long_a_function_ran) {
    tools.add("slow", "", [this] { time->advance(6s); });
    expect(calls_stream({{"c1", "slow", "{}"}}));
    auto stream = open();
    auto event = next(stream);
    while (event->what != kind::tool_ended)
        event = next(stream);
    BOOST_TEST((event->tool.took == 6s));
}

BOOST_AUTO_TEST_CASE(stream_options_of_the_caller_are_kept) {
    params.stream_options = chat_completion_params::stream_settings{.include_usage = false};
    expect(text_stream("a", "b"));
    auto stream = open();
    read(stream);
    BOOST_TEST(!sent(0, "stream_options").at("include_usage").as_bool());
}

BOOST_AUTO_TEST_CASE(endless_calls_are_stopped) {
    expect(calls_stream({{"c1", "echo", argument}}));
    auto stream = open(tool_run_options().max_rounds(1));
    BOOST_CHECK_THROW(read(stream), tool_rounds_error);
    BOOST_TEST(stream.summary().messages.size() == 3u);
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(cancellation_ends_running_tools_and_waits_for_them) {
    expect(calls_stream({{"c1", "waits", argument}, {"c2", "waits", R"({"city":"Ulm"})"}}));
    auto stream = open();
    while (next(stream)->what != kind::tool_begins) {
    }
    BOOST_TEST((next(stream)->what == kind::tool_begins));
    task ending(io, stream.next());
    run_until(io, [&] { return waiting.inside == 2; });
    ending.cancel();
    BOOST_CHECK_THROW(ending.get(), telnyx::api_user_abort_error);
    BOOST_TEST(waiting.inside == 0);
    BOOST_TEST(stream.summary().messages.size() == 4u);
    BOOST_TEST((stream.summary().calls.at(0).ended == tool_report::ending::cancelled));
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(cancellation_in_the_middle_of_a_text_ends_the_run) {
    expect(scripted_reply::events({delta({{"content", "a"}})}).then_stall().may_be_given_up());
    auto stream = open();
    BOOST_TEST(next(stream)->text == "a");
    task reading(io, stream.next());
    run_ready(io);
    reading.cancel();
    BOOST_CHECK_THROW(reading.get(), telnyx::api_user_abort_error);
    BOOST_TEST(network->statistics().in_use == 0u);
}

BOOST_AUTO_TEST_CASE(destroying_the_stream_ends_its_tools) {
    expect(calls_stream({{"c1", "waits", argument}}));
    {
        auto stream = open();
        while (next(stream)->what != kind::tool_begins) {
        }
        run_until(io, [&] { return waiting.inside == 1; });
    }
    run_until(io, [&] { return waiting.cancelled == 1; });
    BOOST_TEST(waiting.inside == 0);
}

BOOST_AUTO_TEST_SUITE_END()
