#include "telnyx/ai/chat_history.hpp"

#include "support/thrown_by.hpp"
#include "telnyx/ai/types/assistant_message.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace telnyx::ai;
using telnyx::invalid_argument_error;
using telnyx::json::encode;
using telnyx::tests::thrown_by;
using texts = std::vector<std::string>;

chat_completion::answer answer_of(std::string const& json) {
    return telnyx::json::decode<chat_completion::answer>(json);
}

void check_json(std::string const& encoded, std::string const& expected) {
    BOOST_TEST(boost::json::parse(encoded) == boost::json::parse(expected));
}

/// The texts of all messages, each after the first letter of its role.
texts texts_of(chat_history const& history) {
    texts all;
    for (auto const& each : history.messages())
        all.push_back(std::string(each.role->text().substr(0, 1)) + ":" + std::get<std::string>(*each.content));
    return all;
}

std::size_t one_each(chat_message const&) {
    return 1;
}

chat_completion::answer tool_call(std::string const& id) {
    return answer_of(R"({"tool_calls": [{"id": ")" + id + R"(", "function": {"name": "f", "arguments": "{}"}}]})");
}

chat_history three_turns() {
    chat_history history("rules");
    history.add_user("one").add(answer_of(R"({"content": "1"})"));
    history.add_user("two").add(tool_call("c1")).add_tool_result("c1", "r1").add(answer_of(R"({"content": "2"})"));
    history.add_user("three").add(tool_call("c2")).add_tool_result("c2", "r2");
    return history;
}

std::string refused_at(std::string const& json) {
    return thrown_by<invalid_argument_error>([&] { chat_history::from_json(json); }).parameter();
}

} // namespace

BOOST_AUTO_TEST_SUITE(chat_history_tests)

// Answers as messages.

BOOST_AUTO_TEST_CASE(answer_becomes_a_message_that_loses_nothing) {
    auto const answer = answer_of(R"({"role": "assistant", "content": "I will look.", "refusal": "not all of it",
        "reasoning": "hm", "reasoning_content": "hm, hm", "tool_calls": [
            {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\"x\": 1}"}}]})");
    check_json(encode(assistant_message(answer)), R"({"role": "assistant", "content": "I will look.",
        "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\"x\": 1}"}}],
        "refusal": "not all of it", "reasoning": "hm", "reasoning_content": "hm, hm"})");
}

BOOST_AUTO_TEST_CASE(answer_without_text_has_an_empty_content) {
    auto const answer = answer_of(R"({"content": null, "refusal": null, "reasoning": "", "tool_calls": []})");
    check_json(encode(assistant_message(answer)), R"({"role": "assistant", "content": ""})");
}

BOOST_AUTO_TEST_CASE(tool_call_gets_what_servers_require) {
    auto const answer = answer_of(R"({"tool_calls": [{"id": "c1", "function": {"name": "f"}}]})");
    check_json(encode(assistant_message(answer)), R"({"role": "assistant", "content": "",
        "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]})");
}

// What is kept.

BOOST_AUTO_TEST_CASE(messages_are_in_the_order_in_which_they_were_added) {
    auto const expected = texts{"s:rules", "u:one", "a:1", "u:two", "a:", "t:r1", "a:2", "u:three", "a:", "t:r2"};
    BOOST_TEST(texts_of(three_turns()) == expected, boost::test_tools::per_element());
    BOOST_TEST(three_turns().messages().at(5).tool_call_id.value() == "c1");
}

BOOST_AUTO_TEST_CASE(instructions_come_first_and_are_replaced) {
    chat_history history;
    BOOST_TEST(history.messages().empty());
    history.add_user("hi").set_instructions("a").set_instructions("b");
    BOOST_TEST(texts_of(history) == (texts{"s:b", "u:hi"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(user_may_add_parts) {
    chat_history history;
    history.add_user(std::vector<chat_content_part>{text_part("look"), image_part("https://x.test/a.png")});
    check_json(history.to_json(), R"([{"role": "user", "content": [{"type": "text", "text": "look"},
        {"type": "image_url", "image_url": "https://x.test/a.png"}]}])");
}

// Trimming.

BOOST_AUTO_TEST_CASE(oldest_turns_are_removed_as_a_whole) {
    auto history = three_turns();
    BOOST_TEST(history.trim(9, &one_each) == 8u);
    auto const expected = texts{"s:rules", "u:two", "a:", "t:r1", "a:2", "u:three", "a:", "t:r2"};
    BOOST_TEST(texts_of(history) == expected, boost::test_tools::per_element());
    BOOST_TEST(history.trim(7, &one_each) == 4u);
    BOOST_TEST(texts_of(history) == (texts{"s:rules", "u:three", "a:", "t:r2"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_is_removed_within_the_budget) {
    auto history = three_turns();
    BOOST_TEST(history.trim(10, &one_each) == 10u);
    BOOST_TEST(history.messages().size() == 10u);
}

BOOST_AUTO_TEST_CASE(last_turn_and_instructions_stay_whatever_the_budget) {
    auto history = three_turns();
    history.add(system_message("more rules"));
    BOOST_TEST(history.trim(0, &one_each) == 5u);
    BOOST_TEST(texts_of(history) == (texts{"s:rules", "u:three", "a:", "t:r2", "s:more rules"}),
               boost::test_tools::per_element());
    chat_history only("rules");
    BOOST_TEST(only.trim(0, &one_each) == 1u);
    chat_history none;
    BOOST_TEST(none.trim(0, &one_each) == 0u);
}

BOOST_AUTO_TEST_CASE(instructions_within_a_removed_turn_stay) {
    chat_history history;
    history.add_user("one").add(system_message("rules")).add_user("two");
    history.trim(2, &one_each);
    BOOST_TEST(texts_of(history) == (texts{"s:rules", "u:two"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(greeting_before_the_first_user_is_a_turn) {
    chat_history history("rules");
    history.add(assistant_message("hello")).add_user("one").add_user("two");
    BOOST_TEST(history.trim(3, &one_each) == 3u);
    BOOST_TEST(texts_of(history) == (texts{"s:rules", "u:one", "u:two"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(sizes_that_overflow_count_as_too_large) {
    auto history = three_turns();
    auto const huge = [](chat_message const&) { return static_cast<std::size_t>(-1) / 2; };
    history.trim(static_cast<std::size_t>(-1) - 1, huge);
    BOOST_TEST(history.messages().size() == 4u);
}

BOOST_AUTO_TEST_CASE(history_is_unchanged_if_the_measure_throws) {
    auto history = three_turns();
    auto const fails = [](chat_message const&) -> std::size_t { throw std::runtime_error("no tokenizer"); };
    BOOST_CHECK_THROW(history.trim(0, fails), std::runtime_error);
    BOOST_TEST(history.messages().size() == 10u);
}

// JSON.

BOOST_AUTO_TEST_CASE(history_is_written_to_json_and_back) {
    auto history = three_turns();
    history.add(answer_of(R"({"content": "\u00e9", "reasoning": "r", "refusal": "no"})"));
    auto const text = history.to_json();
    auto const read = chat_history::from_json(text);
    BOOST_TEST(read.to_json() == text);
    BOOST_TEST(read.messages().size() == 11u);
    BOOST_TEST(chat_history().to_json() == "[]");
    BOOST_TEST(chat_history::from_json(" [] ").messages().empty());
}

BOOST_AUTO_TEST_CASE(history_of_other_programs_may_omit_the_content) {
    auto const read = chat_history::from_json(R"([{"role": "assistant", "content": null}, {"role": "assistant"}])");
    BOOST_TEST(texts_of(read) == (texts{"a:", "a:"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(error_in_json_names_the_message) {
    BOOST_TEST(refused_at("") == "messages");
    BOOST_TEST(refused_at("{}") == "messages");
    BOOST_TEST(refused_at("null") == "messages");
    BOOST_TEST(refused_at(R"([{"role": "user", "content": "a")") == "messages[0].content");
    BOOST_TEST(refused_at(R"([{"role": "user", "content": "a"}, {"content": "b"}])") == "messages[1].role");
    BOOST_TEST(refused_at(R"([{"role": null, "content": "b"}])") == "messages[0].role");
    BOOST_TEST(refused_at(R"([{"role": "user", "content": 1}])") == "messages[0].content");
    BOOST_TEST(refused_at(R"([{"role": "tool", "content": "r"}])") == "messages[0].tool_call_id");
    BOOST_TEST(refused_at(std::string(100, '[')).starts_with("messages"));
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused) {
    chat_history history("rules");
    history.add_user("\xff");
    auto const failure = thrown_by<invalid_argument_error>([&] { history.to_json(); });
    BOOST_TEST(failure.parameter() == "messages[1].content");
}

BOOST_AUTO_TEST_SUITE_END()
