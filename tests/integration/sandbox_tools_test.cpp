// Tools, conversations and answers of one's own type, against the sandbox's model.

#include "support/client_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/chat_history.hpp"
#include "telnyx/ai/run_tools.hpp"
#include "telnyx/ai/structured_output.hpp"
#include "telnyx/ai/tool_rounds_error.hpp"
#include "telnyx/ai/tool_stream.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using namespace telnyx::ai;
using namespace telnyx::tests;
using boost::asio::awaitable;

struct place {
    std::string city{};
};
BOOST_DESCRIBE_STRUCT(place, (), (city))

struct trip {
    enum class vehicle { train, ship };

    std::string from{};
    std::string to{};
    std::int64_t passengers{};
    telnyx::open_enum<vehicle> by{};
    std::optional<std::vector<place>> stops{};
};
BOOST_DESCRIBE_STRUCT(trip, (), (from, to, passengers, by, stops))

constexpr auto enum_texts(trip::vehicle) {
    return std::array<std::string_view, 2>{"train", "ship"};
}

struct fixture : client_fixture {
    fixture() {
        tools.add("current_weather", "Current weather in a city", [this](place const& asked) -> awaitable<std::string> {
            cities.insert(asked.city);
            co_return "clear in " + asked.city;
        });
        tools.add("book_trip", "Books a trip", [this](trip const&) { return ++booked; });
    }

    /// The same resource, and the other one.
    std::vector<chat_resource> resources() const { return {client.ai.chat, client.ai.openai.chat}; }

    chat_completion_params asking(std::string const& question) const { return {.messages = {user_message(question)}}; }

    toolbox tools;
    std::multiset<std::string> cities;
    int booked = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_tools, fixture)

BOOST_AUTO_TEST_CASE(model_gets_the_results_of_the_tools_that_it_calls) {
    auto const params = asking("What is the current_weather in Oslo and Rome?");
    for (auto const& chat : resources()) {
        cities.clear();
        auto const run = telnyx::tests::run(io, run_tools(chat, params, tools));
        BOOST_TEST(run.rounds == 2);
        BOOST_TEST(cities == (std::multiset<std::string>{"Oslo", "Rome"}), boost::test_tools::per_element());
        BOOST_TEST(run.text().find("clear in Oslo") != std::string::npos);
        BOOST_TEST(run.text().find("clear in Rome") != std::string::npos);
        BOOST_TEST(run.usage.total_tokens.value() > run.completion.usage.value().total_tokens.value());
    }
}

BOOST_AUTO_TEST_CASE(streamed_run_gives_the_same_text) {
    for (auto const& chat : resources()) {
        auto const params = asking("What is the current_weather in Oslo?");
        auto stream = stream_tools(chat, params, tools);
        std::string text;
        while (auto const event = run(io, stream.next()))
            if (event->what == tool_event::kind::text) text += event->text;
        BOOST_TEST(text.find("clear in Oslo") != std::string::npos);
        BOOST_TEST(text == stream.summary().text());
        BOOST_TEST(stream.summary().usage.total_tokens.value() > 0);
    }
}

BOOST_AUTO_TEST_CASE(arguments_of_the_model_pass_the_strict_check) {
    toolbox strict;
    strict.add_strict("book_trip", "Books a trip", [this](trip const&) { return ++booked; });
    auto const params = asking("Please book_trip to Rome for 3");
    for (auto const* const offered : {&tools, &strict}) {
        auto const run = telnyx::tests::run(io, run_tools(client.ai.chat, params, *offered));
        BOOST_TEST((run.calls.at(0).ended == tool_report::ending::returned));
    }
    BOOST_TEST(booked == 2);
}

BOOST_AUTO_TEST_CASE(history_of_a_run_goes_on) {
    chat_history history("You are a travel guide.");
    for (auto const* const question : {"What is the current_weather in Oslo?", "And the current_weather in Rome?"}) {
        history.add_user(question);
        chat_completion_params const params{.messages = history.messages()};
        auto run = telnyx::tests::run(io, run_tools(client.ai.chat, params, tools));
        history = chat_history(std::move(run.messages));
    }
    BOOST_TEST(history.messages().size() == 9u);
    BOOST_TEST(cities.count("Rome") == 1u);
    auto const copy = chat_history::from_json(history.to_json());
    BOOST_TEST(copy.to_json() == history.to_json());
}

BOOST_AUTO_TEST_CASE(history_of_a_run_that_did_not_end_is_accepted) {
    auto const limits = tool_run_options().max_rounds(1);
    auto params = asking("What is the current_weather in Oslo?");
    auto const failure =
        thrown_by<tool_rounds_error>([&] { std::ignore = run(io, run_tools(client.ai.chat, params, tools, limits)); });
    params.messages = failure.run().messages;
    BOOST_TEST(run(io, run_tools(client.ai.chat, params, tools)).text() != "");
    BOOST_TEST(cities.empty());
}

BOOST_AUTO_TEST_CASE(answer_is_of_the_requested_type) {
    auto const params = asking("Plan a trip from Oslo to Rome for 3");
    for (auto const& chat : resources()) {
        auto const output = run(io, chat.create_completion_as<trip>(params));
        BOOST_TEST(!output.value.from.empty());
        BOOST_TEST((output.value.by == trip::vehicle::train || output.value.by == trip::vehicle::ship));
    }
}

BOOST_AUTO_TEST_CASE(collected_stream_is_of_the_requested_type) {
    auto params = asking("Plan a trip from Oslo to Rome");
    params.response_format = output_format<trip>();
    auto stream = run(io, client.ai.openai.chat.stream_completion(params));
    BOOST_TEST(!run(io, collect_as<trip>(std::move(stream))).value.to.empty());
}

BOOST_AUTO_TEST_CASE(refusal_of_the_model_is_an_error_with_its_text) {
    auto const params = asking("Plan a trip [refuse: Not today.]");
    auto const failure = thrown_by<structured_output_error>(
        [&] { std::ignore = run(io, client.ai.chat.create_completion_as<trip>(params)); });
    BOOST_TEST((failure.what_happened() == structured_output_error::problem::refused));
    BOOST_TEST(failure.refusal() == "Not today.");
}

BOOST_AUTO_TEST_SUITE_END()
