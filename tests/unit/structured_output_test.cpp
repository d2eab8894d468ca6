#include "telnyx/ai/structured_output.hpp"

#include "support/thrown_by.hpp"
#include "support/tools_fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using namespace telnyx::ai;
using namespace telnyx::tests;
using telnyx::errc;
using telnyx::testing::scripted_reply;
using problem = structured_output_error::problem;

struct invoice {
    struct item {
        std::string name{};
        double price{};
    };

    std::string number{};
    std::vector<item> items{};
    std::optional<std::string> note{};
};
BOOST_DESCRIBE_STRUCT(invoice::item, (), (name, price))
BOOST_DESCRIBE_STRUCT(invoice, (), (number, items, note))

struct branch {
    std::vector<branch> children{};
};
BOOST_DESCRIBE_STRUCT(branch, (), (children))

template <class T>
struct list_of {
    std::vector<T> all{};
    BOOST_DESCRIBE_CLASS(list_of, (), (all), (), ())
};

struct a_name_of_more_than_sixty_four_characters_as_a_generator_may_make_it {
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(a_name_of_more_than_sixty_four_characters_as_a_generator_may_make_it, (), (text))

std::string const good = R"({"number": "7", "items": [{"name": "a", "price": 1.5}], "note": null})";

scripted_reply choice(boost::json::object const& message, char const* finish = "stop") {
    boost::json::object const one{{"index", 0}, {"message", message}, {"finish_reason", finish}};
    return scripted_reply::json(200, boost::json::object{{"choices", boost::json::array{one}}});
}

struct fixture : tools_fixture {
    structured_output<invoice> create() { return run(io, client.ai.chat.create_completion_as<invoice>(params)); }

    structured_output_error failure_of(scripted_reply answer) {
        expect(std::move(answer));
        auto failure = thrown_by<structured_output_error>([&] { create(); });
        BOOST_TEST((failure.code() == errc::unexpected_output));
        return failure;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(structured_output_tests, fixture)

BOOST_AUTO_TEST_CASE(answer_is_a_value_of_the_type) {
    expect(choice({{"content", good}}));
    auto const output = create();
    BOOST_TEST(output.value.number == "7");
    BOOST_TEST(output.value.items.at(0).price == 1.5);
    BOOST_TEST(!output.value.note);
    BOOST_TEST(output.completion.choices.at(0).message.content.value() == good);
    BOOST_TEST(output.completion.http().status() == 200);
    auto const format = sent(0, "response_format");
    BOOST_TEST(format.at("type").as_string() == "json_schema");
    BOOST_TEST(format.at("json_schema").at("strict").as_bool());
    BOOST_TEST(format.at("json_schema").at("name").as_string() == "invoice");
    BOOST_TEST(format.at("json_schema").at("schema") == telnyx::json::strict_schema_of<invoice>());
}

BOOST_AUTO_TEST_CASE(answer_that_does_not_fit_is_an_error_with_the_text) {
    auto const failure =
        failure_of(choice({{"content", R"({"number": "7", "items": [{"name": "a", "price": "x"}]})"}}));
    BOOST_TEST((failure.what_happened() == problem::mismatch));
    BOOST_TEST(failure.path() == "items[0].price");
    BOOST_TEST(failure.raw() == R"({"number": "7", "items": [{"name": "a", "price": "x"}]})");
    BOOST_TEST(failure.finish_reason() == "stop");
    BOOST_TEST(failure.refusal().empty());
    BOOST_TEST(failure.message() ==
               "items[0].price: the model's answer does not fit: expected a number, found a string");
    BOOST_TEST((failure_of(choice({{"content", "Sure! Here it is"}})).what_happened() == problem::mismatch));
}

BOOST_AUTO_TEST_CASE(answer_that_the_schema_forbids_is_an_error) {
    auto const path = [&](char const* text) {
        auto const failure = failure_of(choice({{"content", text}}));
        BOOST_TEST((failure.what_happened() == problem::mismatch));
        BOOST_TEST(failure.raw() == text);
        return failure.path();
    };
    BOOST_TEST(path(R"({"number": null, "items": [], "note": null})") == "number");
    BOOST_TEST(path(R"({"number": "7", "items": [{"name": "a", "price": null}], "note": null})") == "items[0].price");
    BOOST_TEST(path(R"({"number": "7", "items": [{"name": "a", "price": 1, "vat": 2}], "note": null})") == "items[0]");
}

BOOST_AUTO_TEST_CASE(errors_have_the_operation_and_no_api_key) {
    expect(choice({{"content", R"({"KEY123": 1})"}}));
    auto const failure = thrown_by<structured_output_error>([&] { create(); });
    BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(
        failure.what() ==
        std::string(R"(POST /ai/chat/completions: the model's answer does not fit: unknown member "[API key]")"));
    network->expect("POST", "/v2/ai/openai/chat/completions").reply(choice({{"content", "{}"}}));
    auto const other = thrown_by<structured_output_error>(
        [&] { std::ignore = run(io, client.ai.openai.chat.create_completion_as<invoice>(params)); });
    BOOST_TEST(other.operation() == "POST /ai/openai/chat/completions");
}

BOOST_AUTO_TEST_CASE(depth_of_an_answer_is_limited_by_the_client) {
    std::string deep = R"({"children": []})";
    for (int i = 0; i != 40; ++i)
        deep = R"({"children": [)" + deep + "]}";
    expect(choice({{"content", deep}}));
    BOOST_CHECK_THROW(run(io, client.ai.chat.create_completion_as<branch>(params)), structured_output_error);
    telnyx::client const other(io.get_executor(), options().max_json_depth(100));
    expect(choice({{"content", deep}}));
    BOOST_TEST(run(io, other.ai.chat.create_completion_as<branch>(params)).value.children.size() == 1u);
}

BOOST_AUTO_TEST_CASE(name_of_the_format_is_that_of_the_type) {
    auto const name_of = [](chat_response_format const& format) { return *format.json_schema->name; };
    BOOST_TEST(name_of(output_format<invoice::item>()) == "item");
    BOOST_TEST(name_of(output_format<list_of<invoice>>()) == "list_of");
    using long_name = a_name_of_more_than_sixty_four_characters_as_a_generator_may_make_it;
    BOOST_TEST(name_of(output_format<long_name>()) ==
               "a_name_of_more_than_sixty_four_characters_as_a_generator_may_mak");
}

BOOST_AUTO_TEST_CASE(empty_stream_has_no_answer) {
    auto const failure =
        thrown_by<structured_output_error>([&] { std::ignore = run(io, collect_as<invoice>(chat_stream())); });
    BOOST_TEST((failure.what_happened() == problem::missing));
    BOOST_TEST(failure.operation().empty());
}

BOOST_AUTO_TEST_CASE(refusal_is_an_error_with_its_text) {
    auto const failure = failure_of(choice({{"content", nullptr}, {"refusal", "I will not."}}));
    BOOST_TEST((failure.what_happened() == problem::refused));
    BOOST_TEST(failure.refusal() == "I will not.");
    BOOST_TEST(failure.raw().empty());
}

BOOST_AUTO_TEST_CASE(answer_that_was_cut_off_is_an_error) {
    for (auto const* const reason : {"length", "content_filter"}) {
        auto const failure = failure_of(choice({{"content", R"({"number": "7", "it)"}}, reason));
        BOOST_TEST((failure.what_happened() == problem::cut_off));
        BOOST_TEST(failure.finish_reason() == reason);
        BOOST_TEST(failure.raw() == R"({"number": "7", "it)");
    }
    BOOST_TEST((failure_of(choice({{"content", nullptr}}, "length")).what_happened() == problem::cut_off));
    expect(choice({{"content", good}}, "length"));
    BOOST_TEST(create().value.number == "7");
}

BOOST_AUTO_TEST_CASE(response_without_an_answer_is_an_error) {
    BOOST_TEST((failure_of(choice({{"content", nullptr}})).what_happened() == problem::missing));
    auto const failure = failure_of(scripted_reply::json(200, R"({"choices": []})"));
    BOOST_TEST((failure.what_happened() == problem::missing));
    BOOST_TEST(failure.raw().empty());
    BOOST_TEST(failure.finish_reason().empty());
    BOOST_TEST(failure.completion().http().status() == 200);
}

BOOST_AUTO_TEST_CASE(collected_stream_is_a_value_of_the_type) {
    auto const collect = [&](std::string const& text) {
        boost::json::object const piece{{"index", 0}, {"delta", {{"content", text}}}, {"finish_reason", "stop"}};
        auto const chunk = boost::json::serialize(boost::json::object{{"choices", boost::json::array{piece}}});
        expect(scripted_reply::events({chunk, "[DONE]"}));
        auto with_format = params;
        with_format.response_format = output_format<invoice>();
        auto stream = run(io, client.ai.chat.stream_completion(with_format));
        return run(io, collect_as<invoice>(std::move(stream)));
    };
    auto const output = collect(good);
    BOOST_TEST(output.value.number == "7");
    BOOST_TEST(output.completion.http().status() == 200);
    BOOST_TEST(sent(0, "response_format").at("type").as_string() == "json_schema");
    auto const failure = thrown_by<structured_output_error>([&] { std::ignore = collect("{}"); });
    BOOST_TEST(failure.raw() == "{}");
    BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
}

BOOST_AUTO_TEST_SUITE_END()
