// The server of examples/relay/, as browsers and operators meet it.

#include "support/relay_fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <ostream>
#include <thread>

using namespace telnyx::testing;
using namespace telnyx::tests;
using namespace std::chrono_literals;

namespace {

constexpr char chat_path[] = "/v2/ai/chat/completions";

/// The data of a chunk with this text.
std::string chunk(std::string_view text, std::string_view finish_reason = "null") {
    return std::string(R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,)")
        .append(R"("delta":{"content":")")
        .append(text)
        .append(R"("},"finish_reason":)")
        .append(finish_reason)
        .append("}]}");
}

std::string event(std::string_view text) {
    return "data: " + chunk(text) + "\n\n";
}

/// A response that stops at the gate after its first token.
reply held_answer(gate const& at) {
    constexpr std::size_t in_the_dashes = 800; // bytes, with the head of the response
    return reply::events({chunk("first"), chunk(std::string(1000, '-')), chunk("second", "\"stop\""), "[DONE]"})
        .hold(at, in_the_dashes);
}

struct held_fixture : relay_fixture {
    explicit held_fixture(std::vector<std::string> options = {}) : relay_fixture(std::move(options)) {
        server.on("POST", chat_path).reply(held_answer(door));
    }
    gate door;
};

bool contains(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(relay)

BOOST_AUTO_TEST_CASE(tokens_are_passed_on_as_they_come) {
    held_fixture f;
    auto browser = f.ask();
    browser.read_until("event: token\ndata: \"first\"\n\n");
    BOOST_TEST(!contains(browser.received(), "second"));
    BOOST_TEST(contains(browser.received(), "HTTP/1.1 200 OK\r\n"));
    BOOST_TEST(contains(browser.received(), "Content-Type: text/event-stream; charset=utf-8\r\n"));
    BOOST_TEST(contains(browser.received(), "Cache-Control: no-store\r\n"));
    f.door.release();
    browser.read_until("event: token\ndata: \"second\"\n\n");
    browser.read_until("event: done\ndata: {\"finish_reason\":\"stop\"}\n\n");
    browser.read_until("\r\n0\r\n\r\n");
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_CASE(model_gets_the_conversation_and_the_settings_of_the_server) {
    relay_fixture f({"--system", "Be brief.", "--model", "a/b", "--max-tokens", "7"},
                    sandbox_options().accept_any_model().token_delay(0ns));
    auto browser = f.connect();
    browser.send(f.post(R"({"messages": [{"role": "user", "content": "One"}, {"role": "assistant", "content": "Two"},)"
                        R"( {"role": "user", "content": "Thrée \"3\""}]})"));
    browser.read_until("event: done");
    auto const sent = boost::json::parse(f.server.requests().at(0).body);
    auto const wanted = boost::json::parse(R"({"messages": [{"role": "system", "content": "Be brief."},
        {"role": "user", "content": "One"}, {"role": "assistant", "content": "Two"},
        {"role": "user", "content": "Thrée \"3\""}], "model": "a/b", "max_tokens": 7, "stream": true})");
    BOOST_TEST(sent == wanted, boost::json::serialize(sent));
}

BOOST_AUTO_TEST_CASE(browser_that_leaves_in_the_middle_ends_the_call_to_the_model) {
    held_fixture f;
    auto browser = f.ask();
    browser.read_until("first");
    BOOST_TEST(f.server.statistics().connections_closed == 0u);
    browser.close();
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    BOOST_TEST(f.counts("relay_streams_total{end=\"browser_left\"} 1"));
    BOOST_TEST(f.counts("relay_streams_open 0"));
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_CASE(browser_that_leaves_before_the_first_token_ends_the_call_to_the_model) {
    relay_fixture f;
    gate door;
    f.server.on("POST", chat_path).reply(held_answer(door).hold(door));
    auto browser = f.ask();
    BOOST_TEST(f.server.wait_for_requests(1));
    browser.close();
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_CASE(browser_that_does_not_read_stops_the_model_and_gets_all_of_it_in_the_end) {
    // Larger than all that the system holds on the way; the relay itself holds one token.
    constexpr std::size_t size = 64 * 1024, count = 1000;
    auto const produced = std::make_shared<std::atomic<std::size_t>>(0);
    relay_fixture f({}, sandbox_options().plain_http());
    f.server.on("POST", chat_path)
        .reply(reply::stream(200, "text/event-stream", [produced]() -> std::optional<std::string> {
            auto const number = produced->load();
            if (number == count) return std::nullopt;
            produced->store(number + 1);
            auto const text = std::to_string(number) + ':' + std::string(size, 'x');
            return number + 1 == count ? "data: " + chunk(text, "\"stop\"") + "\n\ndata: [DONE]\n\n" : event(text);
        }));
    auto browser = f.ask("Hello", 16 * 1024);
    browser.read_until("\"0:xxx");

    // Nothing tells that nothing happens: look until it has been so for a while.
    auto seen = produced->load();
    for (int quiet = 0; quiet < 10; ++quiet) {
        std::this_thread::sleep_for(50ms);
        auto const now = produced->load();
        if (now != seen) quiet = 0;
        seen = now;
    }
    BOOST_TEST_MESSAGE(seen << " tokens of " << size << " bytes were on their way");
    BOOST_TEST(seen < count / 2);

    std::size_t next = 1;
    std::size_t from = 0;
    while (next < count) {
        auto const wanted = "\"" + std::to_string(next) + ":xxx";
        auto const found = browser.received().find(wanted, from);
        if (found != std::string::npos) {
            from = found;
            ++next;
        } else {
            from = browser.received().size() > 16 ? browser.received().size() - 16 : 0;
            BOOST_REQUIRE(browser.receive());
        }
    }
    browser.read_until("event: done");
    BOOST_TEST(produced->load() == count);
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_CASE(browser_that_does_not_read_for_too_long_is_given_up) {
    relay_fixture f({"--write-timeout", "0.2"}, sandbox_options().plain_http());
    f.server.on("POST", chat_path).reply(reply::stream(200, "text/event-stream", []() -> std::optional<std::string> {
        return event(std::string(64 * 1024, 'x'));
    }));
    auto browser = f.ask("Hello", 16 * 1024);
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_CASE(more_streams_than_the_limit_are_refused_until_one_has_ended) {
    held_fixture f({"--max-streams", "2"});
    auto first = f.ask(), second = f.ask();
    first.read_until("first");
    second.read_until("first");
    auto third = f.ask();
    third.read_until("}}\n");
    BOOST_TEST(contains(third.received(), "HTTP/1.1 503 Service Unavailable\r\n"));
    BOOST_TEST(contains(third.received(), "Retry-After: 5\r\n"));
    BOOST_TEST(contains(third.received(), R"({"error": {"type":"busy","message":"Too many answers)"));
    BOOST_TEST(f.server.statistics().requests == 2u);

    first.close();
    BOOST_TEST(f.counts("relay_streams_open 1"));
    third.forget();
    third.send(f.chat("Again")); // on the same connection
    third.read_until("first");
    BOOST_TEST(f.counts("relay_refused_total 1"));
    f.door.release();
    third.read_until("event: done");
}

BOOST_AUTO_TEST_CASE(more_connections_than_the_limit_are_closed) {
    relay_fixture f({"--max-connections", "1"});
    auto first = f.connect();
    first.send("GET /health HTTP/1.1\r\nHost: relay\r\n\r\n");
    first.read_until("ok");
    auto second = f.connect();
    BOOST_TEST(second.read_to_end() == "");
    first.close();
    while (!contains(f.get("/health"), "ok")) { // as soon as the relay has noticed
    }
}

struct bad_request {
    std::string sent{};
    int status{};
    std::string message{};
};

std::ostream& operator<<(std::ostream& out, bad_request const& each) {
    return out << each.sent.substr(0, 200);
}

bad_request bad_body(std::string const& body, std::string message) {
    return {relay_fixture::post(body), 400, std::move(message)};
}

std::vector<bad_request> bad_requests() {
    std::string const user = R"({"role": "user", "content": "x"})";
    std::string messages = user;
    for (int i = 0; i < 200; ++i)
        messages += ", " + user;
    return {
        bad_body("", "the body is not JSON"),
        bad_body("{", "the body is not JSON"),
        bad_body("[]", "the body must be an object"),
        bad_body("{\"messages\": \"\xff\"}", "the body is not JSON"),
        bad_body(std::string(10'000, '['), "the body is not JSON"),
        bad_body("{}", "messages must be an array"),
        bad_body(R"({"messages": []})", "messages must not be empty"),
        bad_body(R"({"messages": [1]})", "messages[0] must be an object"),
        bad_body(R"({"messages": [{"role": "user"}]})", "messages[0].content must be a string"),
        bad_body(R"({"messages": [{"role": "user", "content": ["x"]}]})", "messages[0].content must be a string"),
        bad_body(R"({"messages": [{"role": "user", "content": ""}]})", "messages[0].content must not be empty"),
        bad_body(R"({"messages": [{"role": "system", "content": "x"}]})", "messages[0].role must be user or assistant"),
        bad_body(R"({"messages": [{"role": "user", "content": "x", "name": "y"}]})",
                 "messages[0] must have the members role and content only"),
        bad_body(R"({"messages": [{"role": "assistant", "content": "x"}]})", "the last message must be the user's"),
        bad_body(R"({"messages": [)" + user + R"(], "model": "expensive"})",
                 "the body must have the member messages only"),
        bad_body(R"({"messages": [)" + messages + "]}", "there must be at most 200 messages"),
        {relay_fixture::post(R"({"messages": []})", "Content-Type: text/plain\r\n"), 415, "must be application/json"},
        {relay_fixture::post(R"({"messages": []})", ""), 415, "must be application/json"},
        {relay_fixture::post(std::string(65'537, ' ')), 413, "too long"},
        {"GET / HTTP/1.1\r\nHost: relay\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n", 431, "cannot be read"},
        {"\x16\x03\x01 hello\r\n\r\n", 400, "cannot be read"},
        {"POST /chat HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400, "cannot be read"},
        {"GET /chat HTTP/1.1\r\nHost: relay\r\n\r\n", 405, "another method"},
        {"DELETE / HTTP/1.1\r\nHost: relay\r\n\r\n", 405, "another method"},
        {"GET /../settings.hpp HTTP/1.1\r\nHost: relay\r\n\r\n", 404, "no such page"},
    };
}

BOOST_AUTO_TEST_CASE(bad_requests_are_refused_with_the_reason) {
    relay_fixture f;
    for (auto const& each : bad_requests()) {
        auto browser = f.connect();
        browser.send(each.sent);
        browser.read_until("}}\n");
        auto const wanted = "HTTP/1.1 " + std::to_string(each.status) + ' ';
        BOOST_TEST(browser.received().starts_with(wanted), each << "\n" << browser.received());
        BOOST_TEST(contains(browser.received(), each.message), each << "\n" << browser.received());
    }
    BOOST_TEST(f.server.statistics().requests == 0u);
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_CASE(request_that_comes_too_slowly_is_given_up) {
    relay_fixture f({"--request-timeout", "0.1"});
    auto in_the_head = f.connect();
    in_the_head.send("POST /chat HTTP/1.1\r\nHost:");
    auto in_the_body = f.connect();
    in_the_body.send("POST /chat HTTP/1.1\r\nContent-Length: 9\r\n\r\n{");
    BOOST_TEST(in_the_head.read_to_end() == "");
    BOOST_TEST(in_the_body.read_to_end() == "");
}

BOOST_AUTO_TEST_CASE(idle_connection_is_closed) {
    relay_fixture f({"--idle-timeout", "0.1"});
    auto browser = f.connect();
    BOOST_TEST(browser.read_to_end() == "");
}

BOOST_AUTO_TEST_CASE(one_connection_serves_request_after_request) {
    relay_fixture f({}, sandbox_options().token_delay(0ns));
    auto browser = f.connect();
    browser.send(f.chat("One") + f.chat("Two")); // the second before the response to the first
    browser.read_until("event: done");
    browser.read_until("\r\n0\r\n\r\n");
    browser.forget();
    browser.send("GET /health HTTP/1.1\r\nHost: relay\r\n\r\n");
    browser.read_until("{\"status\": \"ok\"}");
    BOOST_TEST(f.server.statistics().requests == 2u);
    BOOST_TEST(f.stop() == 0); // with the connection open
}

BOOST_AUTO_TEST_CASE(browser_may_ask_before_it_sends_the_body) {
    relay_fixture f({}, sandbox_options().token_delay(0ns));
    auto browser = f.connect();
    auto const request = f.post(R"({"messages": [{"role": "user", "content": "x"}]})",
                                "Content-Type: application/json\r\nExpect: 100-continue\r\n");
    auto const head_end = request.find("\r\n\r\n") + 4;
    browser.send(request.substr(0, head_end));
    browser.read_until("HTTP/1.1 100 Continue\r\n\r\n");
    browser.send(request.substr(head_end));
    browser.read_until("event: done");
}

BOOST_AUTO_TEST_CASE(old_clients_get_a_body_that_ends_with_the_connection) {
    relay_fixture f({}, sandbox_options().token_delay(0ns));
    auto browser = f.connect();
    auto request = f.chat("Hello");
    request.replace(request.find("HTTP/1.1"), 8, "HTTP/1.0");
    browser.send(request);
    auto const& received = browser.read_to_end();
    BOOST_TEST(!contains(received, "chunked"));
    BOOST_TEST(received.ends_with("event: done\ndata: {\"finish_reason\":\"stop\"}\n\n"));
}

struct upstream_failure {
    reply sent{};
    std::string status{};
    std::string type{};
};

BOOST_AUTO_TEST_CASE(failures_of_the_model_become_statuses_without_its_words) {
    relay_fixture f;
    for (auto const& each : std::vector<upstream_failure>{
             {reply::error(401, {.code = "1", .title = "secret", .detail = "secret"}), "502 Bad Gateway", "upstream"},
             {reply::error(422, {.code = "1", .title = "secret", .detail = "secret"}), "502 Bad Gateway", "rejected"},
             {reply::json(429, "secret").header("x-should-retry", "false"), "503 Service Unavailable", "busy"},
             {reply::json(500, "secret").header("x-should-retry", "false"), "502 Bad Gateway", "upstream"},
             {reply::text(200, "secret"), "502 Bad Gateway", "upstream"},
         }) {
        f.server.expect("POST", chat_path).reply(each.sent);
        auto browser = f.ask();
        browser.read_until("}}\n");
        BOOST_TEST(contains(browser.received(), "HTTP/1.1 " + each.status), browser.received());
        BOOST_TEST(contains(browser.received(), "\"type\":\"" + each.type + '"'), browser.received());
        BOOST_TEST(!contains(browser.received(), "secret"));
    }
    f.server.verify();
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_CASE(failure_in_the_middle_is_an_event) {
    relay_fixture f;
    f.server.on("POST", chat_path)
        .reply(reply::events({chunk("first"), chunk("second")}).cut_after_bytes(500, connection_end::reset));
    auto browser = f.ask();
    browser.read_until("\"first\"");
    browser.read_until("event: error\ndata: {\"type\":\"upstream\",\"message\":\"The model cannot be reached");
    browser.read_until("\r\n0\r\n\r\n"); // the response is whole, and the connection good for more
    BOOST_TEST(f.counts("relay_streams_total{end=\"failed\"} 1"));
    browser.forget();
    browser.send("GET /health HTTP/1.1\r\nHost: relay\r\n\r\n");
    browser.read_until("ok");
}

BOOST_AUTO_TEST_CASE(response_has_one_deadline) {
    held_fixture f({"--deadline", "0.3"});
    auto browser = f.ask();
    browser.read_until("event: error\ndata: {\"type\":\"timeout\"");
    BOOST_TEST(f.server.wait_for_closed_connections(1));
}

BOOST_AUTO_TEST_CASE(open_responses_may_end_after_the_signal_and_nothing_new_begins) {
    held_fixture f;
    auto browser = f.ask();
    browser.read_until("first");
    auto idle = f.connect();
    idle.send("GET /health HTTP/1.1\r\nHost: relay\r\n\r\n");
    idle.read_until("ok");
    f.relay.signal(SIGTERM);
    idle.forget();
    BOOST_TEST(idle.read_to_end() == "");
    BOOST_CHECK_THROW(f.connect(), boost::system::system_error); // refused since the idle connection was closed
    f.door.release();
    browser.read_until("event: done");
    browser.read_to_end();
    BOOST_TEST(f.relay.wait() == 0);
}

BOOST_AUTO_TEST_CASE(responses_that_take_too_long_after_the_signal_are_ended_with_an_error) {
    held_fixture f({"--drain", "0.1"});
    auto browser = f.ask();
    browser.read_until("first");
    f.relay.signal(SIGTERM);
    auto const& received = browser.read_to_end();
    BOOST_TEST(contains(received, "event: error\ndata: {\"type\":\"stopping\""), received);
    BOOST_TEST(f.relay.wait() == 0);
}

BOOST_AUTO_TEST_CASE(second_signal_ends_responses_at_once) {
    held_fixture f({"--drain", "1000"});
    auto browser = f.ask();
    browser.read_until("first");
    auto idle = f.connect();
    f.relay.signal(SIGINT);
    idle.read_to_end(); // the first signal has been noticed
    f.relay.signal(SIGTERM);
    browser.read_until("\"stopping\"");
    BOOST_TEST(f.relay.wait() == 0);
}

BOOST_AUTO_TEST_CASE(browser_that_does_not_read_does_not_keep_the_relay_from_ending) {
    relay_fixture f({"--drain", "0"}, sandbox_options().plain_http());
    f.server.on("POST", chat_path).reply(reply::stream(200, "text/event-stream", []() -> std::optional<std::string> {
        return event(std::string(64 * 1024, 'x'));
    }));
    auto browser = f.ask("Hello", 16 * 1024);
    browser.read_until("token");
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_CASE(metrics_count_what_happened) {
    relay_fixture f({}, sandbox_options().token_delay(0ns).answer_tokens(5));
    for (int i = 0; i < 2; ++i) {
        auto browser = f.ask();
        browser.read_until("event: done");
    }
    BOOST_TEST(f.counts("relay_streams_total{end=\"complete\"} 2"));
    auto const text = f.get("/metrics");
    BOOST_TEST(contains(text, "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
    for (auto const* line : {"relay_chat_requests_total 2\n", "relay_tokens_total 10\n", "relay_streams_open 0\n",
                             "relay_first_token_seconds_count 2\n", "relay_first_token_seconds_bucket{le=\"+Inf\"} 2\n",
                             "# TYPE relay_first_token_seconds histogram\n", "# TYPE telnyx_call_seconds histogram\n",
                             "telnyx_first_chunk_seconds_count{operation=\"POST /ai/chat/completions\"} 2\n"})
        BOOST_TEST(contains(text, line), line << " in " << text);
}

BOOST_AUTO_TEST_CASE(page_may_only_run_its_own_script) {
    relay_fixture f;
    for (auto const* path : {"/", "/page.css", "/page.js"}) {
        auto const received = f.get(path);
        BOOST_TEST(received.starts_with("HTTP/1.1 200 OK\r\n"));
        BOOST_TEST(contains(received, "Content-Security-Policy: default-src 'none'; script-src 'self';"));
        BOOST_TEST(contains(received, "X-Content-Type-Options: nosniff\r\n"));
    }
}

BOOST_AUTO_TEST_CASE(wrong_arguments_and_a_missing_key_end_it_at_once) {
    program wrong({TELNYX_RELAY, "--port", "x"});
    BOOST_TEST(wrong.wait() == 2);
    program help({TELNYX_RELAY, "--help"});
    BOOST_TEST(contains(help.read_to_end(), "--max-streams"));
    BOOST_TEST(help.wait() == 0);
    program without_key({TELNYX_RELAY, "--port", "0"}, {"TELNYX_API_KEY="});
    BOOST_TEST(without_key.read_to_end() == "");
    BOOST_TEST(without_key.wait() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
