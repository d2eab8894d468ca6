#include "telnyx/ai/mcp_servers.hpp"

#include "support/task.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

namespace ai = telnyx::ai;
namespace json = telnyx::json;
using telnyx::testing::scripted_reply;

namespace {

std::string server_text(std::string const& id, std::string const& more = {}) {
    return R"({"id":")" + id + R"(","created_at":"t","name":"n","type":"sse","url":"https://x")" + more + "}";
}

} // namespace

BOOST_AUTO_TEST_SUITE(mcp_servers_types)

BOOST_AUTO_TEST_CASE(update_tells_absent_null_and_value_apart) {
    ai::mcp_server_update_params params;
    BOOST_TEST(json::encode(params) == "{}");
    params.allowed_tools = telnyx::null;
    params.api_key_ref = "key";
    BOOST_TEST(json::encode(params) == R"({"allowed_tools":null,"api_key_ref":"key"})");
    params.allowed_tools = {"a", "b"};
    params.api_key_ref.reset();
    BOOST_TEST(json::encode(params) == R"({"allowed_tools":["a","b"]})");
}

BOOST_AUTO_TEST_CASE(response_tells_absent_null_and_value_apart) {
    auto const read = json::decode<ai::mcp_server>(server_text("1", R"(,"allowed_tools":null)"));
    BOOST_TEST(read.allowed_tools.is_null());
    BOOST_TEST(read.api_key_ref.is_absent());
    auto const full = json::decode<ai::mcp_server>(server_text("1", R"(,"allowed_tools":[],"api_key_ref":"k")"));
    BOOST_TEST(full.allowed_tools.value().empty());
    BOOST_TEST(full.api_key_ref.value() == "k");
}

BOOST_AUTO_TEST_CASE(list_goes_on_until_a_page_is_empty) {
    boost::asio::io_context io;
    auto const network = std::make_shared<telnyx::testing::scripted_transport>();
    auto const page = [&](std::string const& number, std::string const& body) {
        auto expected = network->expect("GET", "/v2/ai/mcp_servers").with_query("type", "sse");
        if (!number.empty()) expected.with_query("page[number]", number);
        expected.reply(scripted_reply::json(200, body));
    };
    page("", "[" + server_text("1") + "," + server_text("2") + "]");
    page("2", "[" + server_text("3") + "]");
    page("3", "[]");
    telnyx::client const client(
        io.get_executor(), telnyx::client_options().api_key("KEY").base_url("https://x/v2").custom_transport(network));

    ai::mcp_server_list_params params;
    params.type = "sse";
    auto servers = client.ai.mcp_servers.list(params);
    auto const all = telnyx::tests::run(io, servers.collect());
    BOOST_TEST(all.size() == 3u);
    BOOST_TEST(all.back().id == "3");
    network->verify();
}

BOOST_AUTO_TEST_SUITE_END()
