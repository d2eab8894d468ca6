#include "support/client_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/insights.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using boost::asio::awaitable;
using telnyx::testing::gate;
using telnyx::testing::reply;
using telnyx::testing::sandbox_options;
using telnyx::tests::client_fixture;
using telnyx::tests::question;
using telnyx::tests::run;
using telnyx::tests::run_until;
using telnyx::tests::task;
using telnyx::tests::thrown_by;

struct compressing_fixture : client_fixture {
    compressing_fixture()
        : client_fixture(sandbox_options().gzip(),
                         telnyx::client_options().max_retries(0).compression(telnyx::compression::responses)) {}

    awaitable<std::string> chat() {
        auto const handle = client;
        auto const params = question();
        auto events = co_await handle.ai.chat.stream_completion(params);
        std::string text;
        while (true) {
            auto const chunk = co_await events.next();
            if (!chunk) break;
            text += chunk->choices.at(0).delta.content.value_or("");
            ++chunks;
        }
        co_return text;
    }

    int chunks = 0;
};

std::string event(std::string const& content) {
    return "data: {\"choices\": [{\"index\": 0, \"delta\": {\"content\": \"" + content + "\"}}]}\n\n";
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(compression_over_tls, compressing_fixture)

BOOST_AUTO_TEST_CASE(responses_come_compressed_and_the_connection_is_kept) {
    for (int i = 0; i < 3; ++i) {
        auto const found = get();
        BOOST_TEST(!found.data.empty());
        BOOST_TEST(found.http().headers().get("content-encoding").value() == "gzip");
        BOOST_TEST(found.http().body().starts_with('{'));
    }
    BOOST_TEST(statistics().created == 1u);
    BOOST_TEST(at_rest());
    BOOST_TEST(server.requests().at(0).headers.get("accept-encoding").value() == "gzip");
}

BOOST_AUTO_TEST_CASE(lists_and_errors_come_compressed) {
    auto insights = client.ai.conversations.insights.list();
    BOOST_TEST(run(io, insights.next_page()).value().data.empty());
    BOOST_TEST(!run(io, insights.next_page()).has_value());
    BOOST_TEST(server.requests().at(0).headers.get("accept-encoding").value() == "gzip");
    telnyx::error_detail missing;
    missing.code = "10005";
    server.expect("GET", "/v2/ai/models").reply(reply::error(404, missing).gzip());
    BOOST_TEST(thrown_by<telnyx::not_found_error>([this] { get(); }).errors().at(0).code == "10005");
}

BOOST_AUTO_TEST_CASE(responses_come_in_chunks_of_any_size_and_framing) {
    auto const body =
        R"({"object": "list", "data": [{"id": "m", "created": 1, "owned_by": ")" + std::string(100'000, 'o') + "\"}]}";
    for (std::size_t const size : {1u, 7u, 1000u}) {
        server.expect("GET", "/v2/ai/models").reply(reply::json(200, body).gzip().pieces(size));
        server.expect("GET", "/v2/ai/models").reply(reply::json(200, body).gzip().chunked(size));
        server.expect("GET", "/v2/ai/models").reply(reply::json(200, body).gzip().until_close().pieces(size));
        for (int i = 0; i < 3; ++i)
            BOOST_TEST((get().http().body() == body));
    }
    server.verify();
}

BOOST_AUTO_TEST_CASE(compressed_stream_shows_each_event_at_once) {
    gate next;
    int given = 0;
    server.expect("POST", "/v2/ai/chat/completions")
        .reply(reply::stream(200, "text/event-stream",
                             [given]() mutable -> std::optional<std::string> {
                                 if (given == 21) return std::nullopt;
                                 return given++ == 20 ? std::string("data: [DONE]\n\n") : event("x");
                             })
                   .gzip()
                   .hold(next, 600));
    task reading(io, chat());
    run_until(io, [this] { return chunks > 0; });
    BOOST_TEST(!reading.over());
    next.release();
    BOOST_TEST(reading.get() == std::string(20, 'x'));
    BOOST_TEST(at_rest());
    BOOST_TEST(statistics().idle == 1u);
    BOOST_TEST(!server.requests().at(0).headers.contains("accept-encoding"));
    server.verify();
}

BOOST_AUTO_TEST_CASE(response_that_is_cut_is_a_connection_error) {
    std::string numbers;
    for (int i = 0; i < 1000; ++i)
        numbers += std::to_string(i * 7919) + " ";
    server.expect("GET", "/v2/ai/models").reply(reply::text(200, numbers).gzip().cut_after_bytes(1000));
    BOOST_CHECK_THROW(get(), telnyx::api_connection_error);
    BOOST_TEST(at_rest());
}

BOOST_AUTO_TEST_SUITE_END()
