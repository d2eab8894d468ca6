#include "support/client_fixture.hpp"
#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::system::error_code;

constexpr connection_end all_ends[] = {connection_end::fin, connection_end::reset, connection_end::close_notify};

std::string random_text(std::size_t size) {
    std::mt19937 random(7);
    std::string text(size, ' ');
    std::generate(text.begin(), text.end(), [&] { return static_cast<char>(random()); });
    return text;
}

/// Has the sandbox answer the next `GET /x`.
void answer_with(pool_fixture& f, reply const& made) {
    f.server.expect("GET", "/x").reply(made);
}

std::string error_of(pool_fixture& f, reply const& made, telnyx::errc code) {
    answer_with(f, made);
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get("/x"); });
    BOOST_TEST(failure.code() == error_code(code));
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().open == 0u);
    return failure.message();
}

} // namespace

BOOST_AUTO_TEST_SUITE(framing_over_tls, *boost::unit_test::label("once"))

// Pieces

BOOST_AUTO_TEST_CASE(responses_may_come_byte_by_byte_in_a_tls_record_each) {
    pool_fixture f;
    answer_with(f, reply::raw("HTTP/1.1 100 Continue\r\n\r\n"
                              "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                              "HTTP/1.1 200 OK\r\nX-Folded: one\r\n two\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "5;ext=\"a;b\"\r\nhello\r\n00\r\nTrailer: dropped\r\n\r\n")
                       .pieces(1));
    answer_with(f, reply::raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").pieces(1));
    answer_with(f, reply::text(200, "world").pieces(1));
    answer_with(f, reply::raw("HTTP/1.1 204 No Content\r\n\r\n").pieces(1));
    auto const first = f.get("/x");
    BOOST_TEST(first.body == "hello");
    BOOST_TEST(first.headers.text() == "X-Folded: one two\r\nTransfer-Encoding: chunked\r\n");
    BOOST_TEST(f.get("/x").body == "");
    BOOST_TEST(f.get("/x").body == "world");
    BOOST_TEST(f.get("/x").status == 204);
    BOOST_TEST(f.statistics().reused == 3u);
}

// The tests of the framer count the work that this takes.
BOOST_AUTO_TEST_CASE(large_heads_and_trailers_may_come_byte_by_byte_in_a_tls_record_each) {
    std::string const fill(10'000, 'x');
    pool_fixture f;
    answer_with(f, reply::raw("HTTP/1.1 200 OK\r\nX: " + fill + "\r\nTransfer-Encoding: chunked\r\n\r\n2;" + fill +
                              "\r\nab\r\n0\r\nY: " + fill + "\r\n\r\n")
                       .pieces(1));
    auto const made = f.get("/x");
    BOOST_TEST(made.body == "ab");
    BOOST_TEST((made.headers.get("x") == fill));
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(status_line_may_end_behind_the_status) {
    for (std::size_t const size : {1u, 13u, 1000u}) {
        pool_fixture f;
        answer_with(f, reply::raw("HTTP/1.1 100\r\n\r\nHTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello").pieces(size));
        answer_with(f, reply::text(200, "world"));
        BOOST_TEST(f.get("/x").body == "hello");
        BOOST_TEST(f.get("/x").body == "world");
        BOOST_TEST(f.statistics().reused == 1u);
    }
}

BOOST_AUTO_TEST_CASE(request_with_a_malformed_response_is_sent_once) {
    for (auto const* const answer : {"nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                                     "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                                     "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                                     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                                     "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"}) {
        client_fixture f;
        f.server.on("POST", "/v2/x").reply(reply::raw(answer));
        f.server.on("GET", "/v2/x").reply(reply::raw(answer));
        auto const check = [&](auto call) {
            auto const failure = thrown_by<telnyx::api_connection_error>(call);
            BOOST_TEST(failure.code() == error_code(telnyx::errc::malformed_response), answer);
            BOOST_TEST(failure.attempts() == 1, answer);
        };
        check([&] { run(f.io, f.client.post("/x", {{"a", 1}})); });
        check([&] { run(f.io, f.client.get("/x")); });
        BOOST_TEST(f.server.requests().size() == 2u, answer);
    }
}

BOOST_AUTO_TEST_CASE(streams_may_come_byte_by_byte_in_a_tls_record_each) {
    client_fixture f;
    auto const chunk = [](std::string const& text) {
        return R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":")" +
               text + R"("}}]})";
    };
    f.server.expect("POST", "/v2/ai/chat/completions")
        .reply(reply::events({chunk("Gr\u00fc"), chunk("\u00dfe"), "[DONE]"}).pieces(1));
    auto const params = question();
    auto const text = run(f.io, [&]() -> boost::asio::awaitable<std::string> {
        auto stream = co_await f.client.ai.chat.stream_completion(params);
        std::string whole;
        while (auto const next = co_await stream.next())
            whole += next->choices.at(0).delta.content.value_or("");
        co_return whole;
    });
    BOOST_TEST(text == "Gr\u00fc\u00dfe");
    run_until(f.io, [&] { return f.statistics().idle == 1; });
}

BOOST_AUTO_TEST_CASE(large_bodies_arrive_intact) {
    auto const body = random_text(5'000'000);
    pool_fixture f;
    for (auto const& made : {reply(200, body), reply(200, body).chunked(), reply(200, body).chunked(1000),
                             reply(200, body).chunked(70'001), reply(200, body).until_close()}) {
        answer_with(f, made);
        BOOST_TEST((f.get("/x").body == body));
    }
    BOOST_TEST(f.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(large_bodies_arrive_intact_without_tls) {
    auto const body = random_text(1'000'000);
    pool_fixture f(sandbox_options().plain_http());
    for (auto const& made : {reply(200, body), reply(200, body).chunked(777), reply(200, body).pieces(10'000)}) {
        answer_with(f, made);
        BOOST_TEST((f.get("/x").body == body));
    }
    answer_with(f, reply::raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "5;ext\r\nhello\r\n0\r\nTrailer: x\r\n\r\n")
                       .pieces(1));
    BOOST_TEST(f.get("/x").body == "hello");
    BOOST_TEST(f.statistics().created == 1u);
}

// Ends

BOOST_AUTO_TEST_CASE(body_that_ends_with_the_connection_needs_tls_to_say_so) {
    pool_fixture f;
    answer_with(f, reply::text(200, "the end").until_close(connection_end::close_notify));
    BOOST_TEST(f.get("/x").body == "the end");
    // Anybody on the way can cut TCP.
    for (auto const how : {connection_end::fin, connection_end::reset}) {
        answer_with(f, reply::text(200, "the end").until_close(how));
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get("/x"); });
        BOOST_TEST(failure.code() != error_code());
    }
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().open == 0u);

    // Without TLS there is no better sign.
    pool_fixture plain(sandbox_options().plain_http());
    answer_with(plain, reply::text(200, "the end").until_close(connection_end::fin));
    BOOST_TEST(plain.get("/x").body == "the end");
}

BOOST_AUTO_TEST_CASE(complete_body_needs_no_end_of_tls) {
    for (auto const how : all_ends) {
        pool_fixture f;
        answer_with(f, reply::text(200, "complete").then_close(how));
        BOOST_TEST(f.get("/x").body == "complete");
        settle(f.server);
        answer_with(f, reply::text(200, "complete").chunked(3).then_close(how));
        BOOST_TEST(f.get("/x").body == "complete");
    }
}

BOOST_AUTO_TEST_CASE(response_that_is_cut_anywhere_is_an_error) {
    std::string const with_length = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    std::string const in_chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    pool_fixture f;
    for (auto const& whole : {with_length, in_chunks}) {
        for (std::size_t size = 0; size < whole.size(); size += 3) {
            auto const how = all_ends[size % 3];
            BOOST_TEST_CONTEXT("after " << size << " bytes of \"" << whole << "\"") {
                answer_with(f, reply::raw(whole).cut_after_bytes(size, how));
                BOOST_CHECK_THROW(f.get("/x"), telnyx::api_connection_error);
                BOOST_TEST(f.at_rest());
                BOOST_TEST(f.statistics().open == 0u);
            }
        }
    }
    BOOST_TEST(f.statistics().failed == f.server.requests().size());
}

// Answers that make no sense

BOOST_AUTO_TEST_CASE(ambiguous_and_malformed_responses_are_refused) {
    for (auto const* const text : {
             "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
             "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\nhello",
             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
             "HTTP/2 200\r\n\r\n",
             "<html><body>It works!</body></html>",
             "\r\n\r\n\r\n\r\n",
         }) {
        BOOST_TEST_CONTEXT(text) {
            pool_fixture f;
            BOOST_TEST(error_of(f, reply::raw(text), telnyx::errc::malformed_response).find("malformed") !=
                       std::string::npos);
            BOOST_TEST(f.statistics().failed == 1u);
            BOOST_TEST(f.get("/v2/ai/models").status == 200);
        }
    }
}

BOOST_AUTO_TEST_CASE(storm_of_interim_answers_is_refused) {
    std::string storm;
    for (int i = 0; i < 100; ++i)
        storm += "HTTP/1.1 100 Continue\r\n\r\n";
    pool_fixture f;
    error_of(f, reply::raw(storm + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), telnyx::errc::malformed_response);
    error_of(f, reply::raw(storm).pieces(25), telnyx::errc::malformed_response);
}

// Limits

namespace {

void expect_too_large(pool_fixture& f, reply const& made) {
    answer_with(f, made);
    auto const failure = thrown_by<telnyx::api_response_error>([&] { f.get("/x"); });
    BOOST_TEST(failure.code() == error_code(telnyx::errc::response_too_large));
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().open == 0u);
}

/// Sends the same piece again and again, in chunks or as it is, and counts how often.
struct endless {
    std::shared_ptr<std::atomic<std::size_t>> sent = std::make_shared<std::atomic<std::size_t>>(0);

    reply operator()(std::string piece) const {
        return reply::stream(200, "text/plain", [count = sent, piece]() -> std::optional<std::string> {
            *count += piece.size();
            return piece;
        });
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(head_without_an_end_is_too_large) {
    std::string head = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 20'000; ++i)
        head += "A: 345678\r\n";
    for (auto const& made :
         {reply::raw(head), reply::raw(head).pieces(11), reply::raw("HTTP/1.1 200 OK\r\nA: " + head.substr(20)),
          reply::raw("HTTP/1.1 200 " + std::string(200'000, 'x')), reply::raw(std::string(200'000, '1'))}) {
        pool_fixture f;
        answer_with(f, made);
        BOOST_CHECK_THROW(f.get("/x"), telnyx::api_error);
        BOOST_TEST(f.statistics().open == 0u);
    }
    for (auto const& made : {reply::raw(head), reply::raw(head).pieces(1000)}) {
        pool_fixture f;
        expect_too_large(f, made);
    }
}

BOOST_AUTO_TEST_CASE(size_of_a_head_can_be_limited) {
    pool_fixture f;
    auto const ask = [&](std::size_t limit) {
        auto const made = f.request("GET", "/x");
        made->limits.header_bytes = limit;
        answer_with(f, reply::text(200, "").header("x-long", std::string(1000, 'x')));
        return f.fetch(made).status;
    };
    BOOST_TEST(ask(2000) == 200);
    auto const failure = thrown_by<telnyx::api_response_error>([&] { ask(1000); });
    BOOST_TEST(failure.code() == error_code(telnyx::errc::response_too_large));
}

BOOST_AUTO_TEST_CASE(chunk_header_or_trailer_without_an_end_is_too_large) {
    std::string const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    pool_fixture f;
    expect_too_large(f, reply::raw(head + "5;" + std::string(500'000, 'x')));
    expect_too_large(f, reply::raw(head + "0\r\nA: " + std::string(500'000, 'x')));
    std::string trailers = "0\r\n";
    for (int i = 0; i < 50'000; ++i)
        trailers += "A: 345678\r\n";
    expect_too_large(f, reply::raw(head + trailers));
}

BOOST_AUTO_TEST_CASE(size_of_a_body_can_be_limited) {
    auto const body = "{\"data\":[],\"x\":\"" + std::string(10'000, 'x') + "\"}";
    for (auto const& made :
         {reply::json(200, body), reply::json(200, body).chunked(100), reply::json(200, body).pieces(50)}) {
        client_fixture f({}, telnyx::client_options().max_response_size(body.size() - 1));
        f.server.on("GET", "/v2/ai/models").reply(made);
        auto const failure = thrown_by<telnyx::api_response_error>([&] { f.get(); });
        BOOST_TEST(failure.code() == error_code(telnyx::errc::response_too_large));
        BOOST_TEST(failure.status() == 200);
        BOOST_TEST(failure.request_id() != "");
        BOOST_TEST(failure.http().body().starts_with("{\"data\":[],"));
        BOOST_TEST(f.statistics().open == 0u);
        BOOST_TEST(f.at_rest());
        // One byte more is enough.
        BOOST_TEST(f.get(telnyx::request_options().max_response_size(body.size())).data.empty());
    }
}

// The server says no more, so that only what it has said can end the call.
BOOST_AUTO_TEST_CASE(body_that_is_announced_too_large_is_not_waited_for) {
    std::string const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: r-1\r\n";
    for (std::string const& begun :
         {head + "Content-Length: 1001\r\n\r\n", head + "Content-Length: 18446744073709551615\r\n\r\n{",
          head + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{ \r\n3e7\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{"}) {
        client_fixture f({}, telnyx::client_options().max_response_size(1000).silence_timeout(std::chrono::hours(1)));
        f.server.on("GET", "/v2/ai/models").reply(reply::raw(begun + "x").stall(begun.size()));
        auto const failure = thrown_by<telnyx::api_response_error>([&] { f.get(); });
        BOOST_TEST(failure.code() == error_code(telnyx::errc::response_too_large));
        BOOST_TEST(failure.status() == 200);
        BOOST_TEST(failure.request_id() == "r-1");
        BOOST_TEST(failure.attempts() == 1);
        BOOST_TEST(f.statistics().open == 0u);
        BOOST_TEST(f.at_rest());
    }
}

// The length is that of what is sent, and the limit is for what comes out.
BOOST_AUTO_TEST_CASE(what_a_compressed_body_announces_is_no_measure) {
    auto const body = R"({"data":[]})";
    client_fixture f({}, telnyx::client_options().max_response_size(11));
    f.server.on("GET", "/v2/ai/models").reply(reply::json(200, body).gzip().pieces(50));
    BOOST_TEST(f.get().data.empty());
}

BOOST_AUTO_TEST_CASE(largest_limits_refuse_nothing) {
    constexpr auto most = std::numeric_limits<std::size_t>::max();
    client_fixture f({}, telnyx::client_options()
                             .max_header_size(most)
                             .max_response_size(most)
                             .max_event_size(most)
                             .max_json_depth(most)
                             .timeout(std::chrono::hours::max())
                             .connect_timeout(std::chrono::hours::max())
                             .silence_timeout(std::chrono::hours::max())
                             .deadline(std::chrono::hours::max())
                             .max_retry_delay(std::chrono::hours::max())
                             .idle_time(std::chrono::hours::max())
                             .dns_cache_time(std::chrono::hours::max())
                             .max_retries(std::numeric_limits<int>::max())
                             .max_redirects(std::numeric_limits<int>::max()));
    for (auto const& made :
         {reply::json(200, R"({"data":[]})"), reply::json(200, R"({"data":[]})").chunked(2).pieces(1)}) {
        f.server.on("GET", "/v2/ai/models").reply(made);
        BOOST_TEST(f.get().data.empty());
    }
    BOOST_TEST(run(f.io, count_chunks(f.client)) > 0);
    BOOST_TEST(f.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(endless_body_is_cut_off) {
    client_fixture f({}, telnyx::client_options().max_response_size(100'000));
    endless const source;
    f.server.on("GET", "/v2/ai/models")
        .reply(source(std::string(1000, 'x')).header("content-type", "application/json"));
    BOOST_CHECK_THROW(f.get(), telnyx::api_response_error);
    BOOST_TEST(f.server.wait_for_closed_connections(1));
}

BOOST_AUTO_TEST_CASE(nothing_is_read_ahead_of_the_reader) {
    pool_fixture f;
    endless const source;
    answer_with(f, source(std::string(50'000, 'x')));
    auto const made = f.request("GET", "/x");
    run(f.io, [&]() -> boost::asio::awaitable<void> {
        auto response = co_await f.pool->send(made);
        // The server sends until the buffers of both systems are full, and then no more.
        std::size_t before = 0;
        while (*source.sent != before || before == 0) {
            before = *source.sent;
            co_await pause(50ms);
        }
        BOOST_TEST(before < 50'000'000u);
        std::size_t read = 0;
        while (read < before) {
            auto const piece = response.body->poll();
            if (!piece)
                co_await response.body->wait();
            else
                read += piece->size();
        }
        while (*source.sent == before)
            co_await pause(1ms);
    });
    BOOST_TEST(f.server.wait_for_closed_connections(1));
}

BOOST_AUTO_TEST_SUITE_END()
