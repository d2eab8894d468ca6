#include "support/client_fixture.hpp"
#include "support/comes_to_rest.hpp"
#include "support/nginx.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <set>
#include <string>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using telnyx::tests::nginx;

namespace {

boost::test_tools::assertion_result installed(boost::unit_test::test_unit_id) {
    boost::test_tools::assertion_result result(!nginx::program().empty());
    if (!result) result.message() << "nginx is not installed";
    return result;
}

struct nginx_fixture {
    explicit nginx_fixture(std::string const& locations = "")
        : server("    default_type application/json;\n" + locations),
          client(io.get_executor(), telnyx::client_options()
                                        .api_key("KEY")
                                        .base_url(server.base_url())
                                        .max_connections(8)
                                        .tls(telnyx::tls_options().ca_pem(server.ca_pem()))) {}

    nginx server;
    asio::io_context io;
    telnyx::client client;
};

std::string model_list(std::size_t count) {
    std::string text = R"({"object": "list", "data": [)";
    for (std::size_t i = 0; i < count; ++i)
        text += std::string(i == 0 ? "" : ",") + R"({"id": "source/model-)" + std::to_string(i) +
                R"(", "created": 1700000000, "owned_by": "somebody", "object": "model"})";
    return text + "]}";
}

std::string chat_events(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"token )" + std::to_string(i) +
                "\"}}]}\n\n";
    text += "data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    return text + "data: [DONE]\n\n";
}

} // namespace

BOOST_AUTO_TEST_SUITE(with_nginx, *boost::unit_test::precondition(installed) * boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(connections_are_kept_and_renewed_when_the_server_has_enough_of_them) {
    nginx_fixture with;
    with.server.serve("v2/ai/models", model_list(3));
    auto const calls = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 120; ++i) {
            auto const models = co_await with.client.ai.retrieve_models();
            BOOST_TEST(models.data.size() == 3u);
            BOOST_TEST(models.http().attempts() == 1);
        }
    };
    telnyx::tests::run(with.io, calls());
    auto const now = with.client.statistics();
    BOOST_TEST(now.created == 3u); // 50 requests each
    BOOST_TEST(now.reused == 117u);
    BOOST_TEST(now.failed == 0u);
}

BOOST_AUTO_TEST_CASE(large_bodies_with_a_length_and_chunked_arrive_whole) {
    nginx_fixture with("    location /v2/chunked { ssi on; ssi_types *; alias files/v2/ai/models; }\n");
    constexpr std::size_t count = 100'000;
    with.server.serve("v2/ai/models", model_list(count));
    auto const whole = telnyx::tests::run(with.io, with.client.ai.retrieve_models());
    BOOST_TEST(whole.data.size() == count);
    BOOST_TEST(whole.data.back().id == "source/model-99999");
    BOOST_TEST(whole.http().headers().contains("content-length"));

    auto const chunked = telnyx::tests::run(with.io, with.client.get("/chunked"));
    BOOST_TEST(chunked.http().headers().get("transfer-encoding").value_or("") == "chunked");
    BOOST_TEST((chunked.http().body() == whole.http().body()));
    BOOST_TEST(with.client.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(long_stream_arrives_whole_and_its_connection_is_used_again) {
    nginx_fixture with("    location = /v2/ai/chat/completions { default_type text/event-stream; "
                       "error_page 405 =200 $uri; }\n");
    constexpr std::size_t count = 20'000;
    with.server.serve("v2/ai/chat/completions", chat_events(count));
    auto const read = [&]() -> asio::awaitable<std::size_t> {
        auto const params = telnyx::tests::question();
        auto stream = co_await with.client.ai.chat.stream_completion(params);
        std::size_t position = 0;
        while (auto const chunk = co_await stream.next())
            for (auto const& each : chunk->choices)
                if (each.delta.content == "token " + std::to_string(position)) ++position;
        co_return position;
    };
    BOOST_TEST(telnyx::tests::run(with.io, read()) == count);
    BOOST_TEST(telnyx::tests::comes_to_rest(with.io, with.client));
    BOOST_TEST(telnyx::tests::run(with.io, read()) == count);
    BOOST_TEST(with.client.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(connections_that_the_server_has_closed_are_replaced_silently) {
    nginx_fixture with("    keepalive_timeout 1s;\n");
    with.server.serve("v2/ai/models", model_list(3));
    auto const calls = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 2; ++i) {
            auto const models = co_await with.client.ai.retrieve_models();
            BOOST_TEST(models.http().attempts() == 1);
            // nginx's own timer closes the connection; there is nothing of it that a client could wait for without
            // using it.
            co_await telnyx::tests::pause(std::chrono::milliseconds(1500));
        }
    };
    telnyx::tests::run(with.io, calls());
    BOOST_TEST(with.client.statistics().created == 2u);
    BOOST_TEST(with.client.statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(server_that_keeps_no_connections_is_asked_on_new_ones) {
    nginx_fixture with("    keepalive_timeout 0;\n    add_header x-session $ssl_session_reused;\n");
    with.server.serve("v2/ai/models", model_list(3));
    for (int i = 0; i < 5; ++i) {
        auto const models = telnyx::tests::run(with.io, with.client.ai.retrieve_models());
        BOOST_TEST(models.http().headers().get("connection").value_or("") == "close");
        // TLS sessions are resumed, so that it costs less.
        BOOST_TEST(models.http().headers().get("x-session").value_or("") == (i == 0 ? "." : "r"));
    }
    BOOST_TEST(with.client.statistics().created == 5u);
    BOOST_TEST(with.client.statistics().open == 0u);
}

BOOST_AUTO_TEST_CASE(response_without_a_body_is_understood) {
    nginx_fixture with("    location = /v2/nothing { return 204; }\n");
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(telnyx::tests::run(with.io, with.client.get("/nothing")).http().status() == 204);
    BOOST_TEST(with.client.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(request_that_is_too_large_is_refused_while_it_is_sent) {
    nginx_fixture with("    client_max_body_size 1m;\n");
    with.server.serve("v2/ai/models", model_list(3));
    auto const params = telnyx::tests::question(std::string(50'000'000, 'x'));
    auto const failure = telnyx::tests::thrown_by<telnyx::api_status_error>(
        [&] { telnyx::tests::run(with.io, with.client.ai.chat.create_completion(params)); });
    BOOST_TEST(failure.status() == 413);
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(failure.body().find("</html>") != std::string::npos);
    BOOST_TEST(with.client.statistics().open == 0u);
    BOOST_TEST(telnyx::tests::run(with.io, with.client.ai.retrieve_models()).data.size() == 3u);
}

BOOST_AUTO_TEST_CASE(stream_survives_a_reload) {
    nginx_fixture with("    location = /v2/ai/chat/completions { default_type text/event-stream; "
                       "error_page 405 =200 $uri; limit_rate 2m; }\n");
    constexpr std::size_t count = 20'000;
    with.server.serve("v2/ai/chat/completions", chat_events(count));
    with.server.serve("v2/ai/models", model_list(3));
    auto const read = [&]() -> asio::awaitable<std::size_t> {
        auto const params = telnyx::tests::question();
        auto stream = co_await with.client.ai.chat.stream_completion(params);
        std::size_t pieces = 0;
        while (co_await stream.next())
            if (++pieces == 10) with.server.reload();
        co_return pieces;
    };
    BOOST_TEST(telnyx::tests::run(with.io, read()) == count + 1);
    BOOST_TEST(telnyx::tests::run(with.io, with.client.ai.retrieve_models()).http().attempts() == 1);
}

BOOST_AUTO_TEST_CASE(reload_in_the_middle_of_traffic_loses_no_call) {
    nginx_fixture with("    add_header x-worker $pid;\n");
    std::set<std::string> workers;
    with.server.serve("v2/ai/models", model_list(50));
    int done = 0;
    int failed = 0;
    auto const caller = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 60; ++i) {
            try {
                auto const models = co_await with.client.ai.retrieve_models();
                if (models.data.size() == 50) ++done;
                workers.emplace(models.http().headers().get("x-worker").value_or(""));
            } catch (telnyx::error const& error) {
                ++failed;
                BOOST_TEST_MESSAGE(error.what());
            }
            if (done % 300 == 100) with.server.reload();
        }
    };
    for (int i = 0; i < 20; ++i)
        asio::co_spawn(with.io, caller(), asio::detached);
    with.io.run();
    BOOST_TEST(done == 1200);
    BOOST_TEST(workers.size() > 2u); // so it was not over before the new ones came
    BOOST_TEST(failed == 0);
}

BOOST_AUTO_TEST_SUITE_END()
