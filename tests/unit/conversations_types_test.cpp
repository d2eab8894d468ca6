#include "telnyx/ai/conversations.hpp"

#include "support/task.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <variant>

namespace ai = telnyx::ai;
namespace json = telnyx::json;

namespace {

/// The query that `list()` sends for these parameters.
std::string query_of(ai::conversation_list_params const& params) {
    boost::asio::io_context io;
    auto const network = std::make_shared<telnyx::testing::scripted_transport>();
    network->expect("GET", "/v2/ai/conversations").reply(telnyx::testing::scripted_reply::json(200, R"({"data": []})"));
    telnyx::client const client(
        io.get_executor(), telnyx::client_options().api_key("KEY").base_url("https://x/v2").custom_transport(network));
    telnyx::tests::run(io, client.ai.conversations.list(params));
    network->verify();
    auto const target = network->requests().at(0).target;
    auto const mark = target.find('?');
    return mark == std::string::npos ? std::string() : target.substr(mark + 1);
}

} // namespace

BOOST_AUTO_TEST_SUITE(conversations_types)

BOOST_AUTO_TEST_CASE(no_condition_sends_no_query) {
    BOOST_TEST(query_of({}) == "");
}

BOOST_AUTO_TEST_CASE(conditions_are_sent_under_the_names_of_the_api) {
    ai::conversation_list_params params;
    params.limit = 10;
    params.metadata_assistant_id = "eq.assistant-123";
    params.metadata_telnyx_end_user_target = "eq.+13128675309";
    params.or_ = "(created_at.gte.2025-04-01,name.like.Voice%)";
    BOOST_TEST(query_of(params) == "limit=10&metadata-%3Eassistant_id=eq.assistant-123&"
                                   "metadata-%3Etelnyx_end_user_target=eq.%2B13128675309&"
                                   "or=%28created_at.gte.2025-04-01%2Cname.like.Voice%25%29");
}

BOOST_AUTO_TEST_CASE(any_key_of_the_metadata_can_be_filtered_on) {
    ai::conversation_list_params params;
    params.metadata_filters = {{"customer", "eq.42"}, {"my city", "eq.Köln"}};
    BOOST_TEST(query_of(params) == "metadata-%3Ecustomer=eq.42&metadata-%3Emy%20city=eq.K%C3%B6ln");
}

BOOST_AUTO_TEST_CASE(filter_wins_over_the_member_of_the_same_key) {
    ai::conversation_list_params params;
    params.metadata_assistant_id = "eq.a";
    params.metadata_filters = {{"assistant_id", "neq.b"}};
    BOOST_TEST(query_of(params) == "metadata-%3Eassistant_id=neq.b");
}

BOOST_AUTO_TEST_CASE(responses_can_be_turned_off_with_a_boolean) {
    ai::conversation_create_params const created{.metadata = {{{"ai_disabled", true}, {"customer", "42"}}}};
    BOOST_TEST(json::encode(created) == R"({"metadata":{"ai_disabled":true,"customer":"42"}})");
    ai::conversation_update_params const updated{.metadata = {{{"ai_disabled", false}}}};
    BOOST_TEST(json::encode(updated) == R"({"metadata":{"ai_disabled":false}})");
}

BOOST_AUTO_TEST_CASE(metadata_that_is_no_text_can_be_read) {
    auto const read = json::decode<ai::conversation>(
        R"({"id": "1", "created_at": "a", "last_message_at": "b", "metadata": {"ai_disabled": true, "x": "y", "n": 1}})");
    BOOST_TEST(std::get<bool>(read.metadata.at("ai_disabled")));
    BOOST_TEST(std::get<std::string>(read.metadata.at("x")) == "y");
    BOOST_TEST(std::get<std::int64_t>(read.metadata.at("n")) == 1);
    BOOST_TEST(!read.name.has_value());
}

BOOST_AUTO_TEST_CASE(metadata_of_a_message_may_hold_lists) {
    ai::conversation_add_message_params params{.role = "user"};
    params.metadata = {{"ids", std::vector<ai::conversation_add_message_params::metadata_scalar>{"a", 1, true}},
                       {"source", "import"}};
    params.tool_choice = "auto";
    BOOST_TEST(json::encode(params) ==
               R"({"role":"user","metadata":{"ids":["a",1,true],"source":"import"},"tool_choice":"auto"})");
}

BOOST_AUTO_TEST_CASE(message_that_only_calls_tools_has_no_text) {
    auto const read = json::decode<ai::conversation_message_list>(R"({
        "data": [{"role": "assistant", "text": null, "tool_calls": [
            {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]}, {"role": "bot", "text": "x"}],
        "meta": {"page_number": 1, "page_size": 20, "total_pages": 1, "total_results": 2}})");
    BOOST_TEST(read.data.at(0).text.is_null());
    BOOST_TEST(read.data.at(0).tool_calls.value().at(0).function.name == "f");
    BOOST_TEST(read.data.at(1).role.text() == "bot");
    BOOST_TEST(read.meta.total_results.value() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
