#include "telnyx/testing/impl/answer_composer.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/chat_theme.hpp"
#include "telnyx/testing/impl/regex_text.hpp"
#include "telnyx/testing/impl/schema_value.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/regex.hpp>
#include <boost/test/unit_test.hpp>

namespace {

using namespace telnyx::testing::detail;
namespace json = boost::json;

json::value value_for(char const* schema, std::string_view prompt = "Hello", std::uint64_t seed = 1) {
    seeded_random dice(seed);
    return schema_value(json::parse(schema).as_object(), prompt, dice);
}

std::string joined(std::vector<std::string> const& parts) {
    std::string text;
    for (auto const& part : parts)
        text += part;
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_generator)

BOOST_AUTO_TEST_CASE(same_seed_gives_the_same_text) {
    seeded_random one(5);
    seeded_random two(5);
    seeded_random other(6);
    auto const text = answer_text("Tell me about whales and ships", one);
    BOOST_TEST(answer_text("Tell me about whales and ships", two) == text);
    BOOST_TEST(answer_text("Tell me about whales and ships", other) != text);
    BOOST_TEST(text.find("whales") != std::string::npos);
    BOOST_TEST(text.find('{') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_prompt_gets_an_answer) {
    for (auto const* const prompt : {"", "Hi", "???", "\xff\xfe", "\xc3\xa4\xc3\xb6\xc3\xbc", "{0} {1} {"}) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            seeded_random dice(seed);
            BOOST_TEST(answer_text(prompt, dice).size() > 10u);
        }
    }
}

BOOST_AUTO_TEST_CASE(questions_about_a_known_theme_get_the_facts_that_fit) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        seeded_random dice(seed);
        auto const text = answer_text("Why is the sky blue?", dice);
        BOOST_TEST(text.find("scatters blue light") != std::string::npos, text);
        BOOST_TEST(text.find("the sky") != std::string::npos, text);
    }
}

BOOST_AUTO_TEST_CASE(answers_keep_to_the_conversation) {
    chat_history const before{{"Tell me about coffee", "Why is the sky blue?"}, ""};
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        auto const about = [&](std::string_view prompt) {
            seeded_random dice(seed);
            return answer_text(prompt, dice, 0, before);
        };
        BOOST_TEST(about("And the sea?").starts_with("So, why is the sea blue? Water absorbs red"),
                   about("And the sea?"));
        BOOST_TEST(about("What about tea?").starts_with("So, why is tea blue?"), about("What about tea?"));
        for (auto const* const further : {"Tell me more", "Why?", "Is it large?", "Go on", "And the sky?"})
            BOOST_TEST(about(further).find("the sky") != std::string::npos, further << ": " << about(further));
        BOOST_TEST(about("Describe whales").find("the sky") != std::string::npos, about("Describe whales"));
        BOOST_TEST(about("Thank you!").starts_with("You are welcome."));
    }
}

BOOST_AUTO_TEST_CASE(answer_is_about_what_the_question_says_it_is_about) {
    for (std::uint64_t seed = 1; seed < 20; ++seed) {
        seeded_random dice(seed);
        auto const text = answer_text("Tell me a joke about cats", dice);
        BOOST_TEST(text.find("cats") != std::string::npos, text);
    }
}

BOOST_AUTO_TEST_CASE(facts_are_told_once) {
    chat_history before;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        seeded_random dice(seed);
        auto const text = answer_text("Tell me about ships", dice, 0, before);
        for (auto const fact : theme_of("ships")->facts)
            BOOST_TEST((before.answers.find(fact) == std::string::npos || text.find(fact) == std::string::npos), text);
        before.questions.emplace_back("Tell me about ships");
        before.answers += text;
    }
}

BOOST_AUTO_TEST_CASE(two_words_can_be_one_subject) {
    seeded_random dice(1);
    BOOST_TEST(answer_text("Explain quantum computing", dice).find("quantum computing") != std::string::npos);
    BOOST_TEST(answer_text("Why do cats purr?", dice).find("cats purr") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(texts_can_be_asked_to_be_long) {
    seeded_random dice(1);
    BOOST_TEST(tokens_of(answer_text("Hi", dice, 1000)).size() >= 1000u);
}

BOOST_AUTO_TEST_CASE(topics_are_words_that_say_something) {
    BOOST_TEST(topics_of("What is the weather like in Paris, and is Paris nice?") ==
                   (std::vector<std::string>{"weather", "Paris", "nice"}),
               boost::test_tools::per_element());
    BOOST_TEST(topics_of(std::string(1000, 'x')).empty());
}

BOOST_AUTO_TEST_CASE(tokens_join_to_the_text_and_cut_no_character) {
    std::string const umlauts = "\xc3\xa4\xc3\xb6\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80";
    for (auto const& text : {std::string("Hello, world!  Two blanks. internationalisation {\"a\":1}\n"),
                             umlauts + umlauts + " " + umlauts, std::string(" "), std::string()}) {
        auto const tokens = tokens_of(text);
        BOOST_TEST(joined(tokens) == text);
        for (auto const& token : tokens) {
            BOOST_TEST(!token.empty());
            BOOST_TEST((static_cast<unsigned char>(token.front()) & 0xc0) != 0x80);
        }
    }
    BOOST_TEST(tokens_of("Hello, big world").size() == 4u);
}

BOOST_AUTO_TEST_CASE(shortened_texts_cut_no_character) {
    BOOST_TEST(shortened("abc", 3) == "abc");
    BOOST_TEST(shortened("abcd", 3) == "abc...");
    BOOST_TEST(shortened("a\xe2\x82\xac", 3) == "a...");
}

BOOST_AUTO_TEST_CASE(schema_values_have_the_types_asked_for) {
    BOOST_TEST(value_for(R"({"type":"string"})").is_string());
    BOOST_TEST(value_for(R"({"type":"integer"})").is_int64());
    BOOST_TEST(value_for(R"({"type":"number"})").is_double());
    BOOST_TEST(value_for(R"({"type":"boolean"})").is_bool());
    BOOST_TEST(value_for(R"({"type":"null"})").is_null());
    BOOST_TEST(value_for(R"({"type":["null","integer"]})").is_int64());
    BOOST_TEST(value_for(R"({"type":"object"})").as_object().empty());
    BOOST_TEST(
        value_for(R"({"type":"array","items":{"type":"boolean"},"minItems":2,"maxItems":2})").as_array().size() == 2u);
    BOOST_TEST(value_for(R"({"const":[1]})") == json::parse("[1]"));
    BOOST_TEST(value_for(R"({"enum":["a"]})") == "a");
    BOOST_TEST(value_for(R"({"anyOf":[{"type":"boolean"},{"type":"string"}]})").is_bool());
    BOOST_TEST(value_for(R"({"properties":{"a":{"items":{}}}})").at("a").is_array());
    BOOST_TEST(value_for(R"({"$ref":"#/$defs/t","$defs":{"t":{"type":"boolean"}}})").is_bool());
    BOOST_TEST(value_for(R"({"$ref":"#/nowhere"})").is_null());
}

BOOST_AUTO_TEST_CASE(schema_bounds_are_kept) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        auto const integer =
            value_for(R"({"type":"integer","minimum":-7,"maximum":9,"multipleOf":5})", "", seed).as_int64();
        BOOST_TEST((integer >= -7 && integer <= 9 && integer % 5 == 0));
        auto const open = value_for(R"({"type":"integer","exclusiveMinimum":3,"exclusiveMaximum":5})", "", seed);
        BOOST_TEST(open == 4);
        auto const number = value_for(R"({"type":"number","minimum":0.5,"maximum":0.7})", "", seed).as_double();
        BOOST_TEST((number >= 0.5 && number <= 0.7));
        auto const above = value_for(R"({"type":"integer","minimum":1000})", "", seed).as_int64();
        BOOST_TEST(above >= 1000);
        auto const below = value_for(R"({"type":"integer","maximum":-1000})", "", seed).as_int64();
        BOOST_TEST(below <= -1000);
    }
    BOOST_TEST(value_for(R"({"type":"string","minLength":300})").as_string().size() == 300u);
    BOOST_TEST(value_for(R"({"type":"string","maxLength":2})").as_string().size() == 2u);
    BOOST_TEST(value_for(R"({"type":"integer","minimum":9223372036854775807})").is_int64());
}

BOOST_AUTO_TEST_CASE(schema_texts_come_from_the_prompt) {
    BOOST_TEST(value_for(R"({"type":"string"})", "The weather in Paris") == "Paris");
    BOOST_TEST(value_for(R"({"enum":["C","Fahrenheit"]})", "in Fahrenheit please") == "Fahrenheit");
    BOOST_TEST(value_for(R"({"type":"string","format":"date"})", "in Paris") == "2026-01-15");
}

BOOST_AUTO_TEST_CASE(endless_schemas_end) {
    auto const recursive = value_for(R"({"type":"object","properties":{"self":{"$ref":"#"}}})");
    BOOST_TEST(json::serialize(recursive).size() < 1000u);
    auto const wide = value_for(R"({"type":"array","minItems":64,"items":{"$ref":"#"}})");
    BOOST_TEST(json::serialize(wide).size() < 1'000'000u);
}

BOOST_AUTO_TEST_CASE(regular_expressions_are_matched) {
    for (auto const* const pattern :
         {"abc", "a|bc|", "[a-c0-9_]+", "\\d{3}-\\d{2,4}", "(ab|cd){2}x?", "^\\w+@\\w+\\.com$", "[^a-z]{5}",
          "(?:x|y)*z", "a.c", "[]a]", "\\(\\)\\[", "x{2,}", "(yes|no)", "a*?b", "[\\d-]{4}", ""}) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            seeded_random dice(seed);
            auto const text = regex_text(pattern, dice);
            BOOST_TEST_REQUIRE(text.has_value(), pattern);
            BOOST_TEST(boost::regex_match(*text, boost::regex(pattern)), pattern << " gave " << *text);
        }
    }
}

BOOST_AUTO_TEST_CASE(expressions_that_are_not_understood_are_not_guessed) {
    for (auto const* const pattern : {"(?=a)", "(a", "a)", "[a", "*a", "a{2", "a{3,2}", "\\1", "\\b", "a{,2}",
                                      "a{99999}", "[b-a]", "\\", "[^ -~]"}) {
        seeded_random dice(1);
        BOOST_TEST(!regex_text(pattern, dice).has_value(), pattern);
    }
    seeded_random dice(1);
    BOOST_TEST(!regex_text("(((a{1000}){1000}){1000}){1000}", dice).has_value());
    BOOST_TEST(!regex_text(std::string(10'000, '(') + std::string(10'000, ')'), dice).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
