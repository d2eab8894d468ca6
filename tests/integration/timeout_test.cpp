#include "support/black_hole.hpp"
#include "support/client_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/observe/log_observer.hpp"
#include "telnyx/observe/observer.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/test/unit_test.hpp>

#include <any>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::system::error_code;
using telnyx::client_options;
using telnyx::errc;
using telnyx::request_options;
using endpoints = std::vector<boost::asio::ip::tcp::endpoint>;
using steady = std::chrono::steady_clock;

constexpr auto soon = 60ms;
constexpr auto never = steady::duration::max();

constexpr char chat_path[] = "/v2/ai/chat/completions";

/// A clock that stands still.
class stopped_clock final : public telnyx::clock {
  public:
    explicit stopped_clock(steady::time_point now) : now_(now) {}
    steady::time_point now() const override { return now_; }

  private:
    steady::time_point const now_;
};

/// Options with this limit alone.
client_options without_retries() {
    return client_options().max_retries(0).timeout(never).connect_timeout(never).silence_timeout(never);
}

/// The limit that ends a function's call, and checks that nothing is left of the call.
template <class Function>
errc limit_of(client_fixture& f, Function call) {
    auto const start = steady::now();
    auto const failure = thrown_by<telnyx::api_timeout_error>(call);
    BOOST_TEST((steady::now() - start >= soon));
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().open == kept_over_http2(f.statistics().created));
    BOOST_TEST((failure.code().category() == telnyx::error_category()));
    return static_cast<errc>(failure.code().value());
}

errc limit_of(client_fixture& f, request_options const& options) {
    return limit_of(f, [&] { f.get(options); });
}

void check(errc found, errc expected) {
    BOOST_TEST((found == expected), telnyx::make_error_code(found).message()
                                        << " instead of " << telnyx::make_error_code(expected).message());
}

/// A call that stops while it waits for a connection, and its three limits.
void check_limits_while_connecting(std::function<std::unique_ptr<client_fixture>()> make) {
    for (auto const& [options, limit] :
         {std::pair{request_options().connect_timeout(soon), errc::connect_timeout},
          {request_options().timeout(soon), errc::response_timeout},
          {request_options().deadline(soon), errc::deadline_exceeded},
          {request_options().connect_timeout(soon).timeout(10s).deadline(20s), errc::connect_timeout}}) {
        auto const f = make();
        check(limit_of(*f, options), limit);
        BOOST_TEST(f->statistics().created == 0u);
    }
}

/// A client for which the sandbox is `localhost`, found in this way.
std::unique_ptr<client_fixture> with_lookup(telnyx::name_lookup lookup) {
    return std::make_unique<client_fixture>(
        sandbox_options(), without_retries().base_url("https://localhost:4430/v2").lookup(std::move(lookup)));
}

} // namespace

BOOST_AUTO_TEST_SUITE(limits_in_time)

// While connecting

BOOST_AUTO_TEST_CASE(name_lookup_that_takes_too_long) {
    check_limits_while_connecting([] {
        return with_lookup([](std::string, std::uint16_t) -> boost::asio::awaitable<endpoints> {
            co_await pause(10s);
            co_return endpoints();
        });
    });
}

BOOST_AUTO_TEST_CASE(network_that_does_not_answer) {
    auto const hole = std::make_shared<black_hole>("127.0.0.2");
    check_limits_while_connecting([hole] {
        return with_lookup([hole](std::string, std::uint16_t) -> boost::asio::awaitable<endpoints> {
            co_return endpoints(3, hole->endpoint());
        });
    });
}

BOOST_AUTO_TEST_CASE(server_that_does_not_answer_the_greeting) {
    check_limits_while_connecting([] {
        auto made = std::make_unique<client_fixture>(sandbox_options(), without_retries());
        made->server.on_connections(connection_script().end_at_once(connection_end::silence));
        return made;
    });
}

BOOST_AUTO_TEST_CASE(handshake_that_stops_in_the_middle) {
    check_limits_while_connecting([] {
        auto made = std::make_unique<client_fixture>(sandbox_options(), without_retries());
        made->server.on_connections(connection_script().end_handshake_after_sent(200, connection_end::silence));
        return made;
    });
}

BOOST_AUTO_TEST_CASE(limit_of_connecting_does_not_count_afterwards) {
    client_fixture f({}, without_retries().connect_timeout(1s));
    f.server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").after(1100ms));
    f.get();
}

// While waiting for the answer

BOOST_AUTO_TEST_CASE(response_that_does_not_come) {
    for (auto const& [options, limit] : {std::pair{request_options().timeout(soon), errc::response_timeout},
                                         {request_options().deadline(soon), errc::deadline_exceeded},
                                         {request_options().timeout(soon).deadline(10s), errc::response_timeout},
                                         {request_options().timeout(10s).deadline(soon), errc::deadline_exceeded}}) {
        client_fixture f({}, without_retries());
        f.server.on("GET", "/v2/ai/models").reply(reply().stall());
        check(limit_of(f, options), limit);
        BOOST_TEST(f.server_sees_calls_given_up(1));
    }
}

BOOST_AUTO_TEST_CASE(head_that_stops_in_the_middle) {
    for (std::size_t const count : {1u, 20u, 60u}) {
        client_fixture f({}, without_retries());
        f.server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").stall(count));
        check(limit_of(f, request_options().timeout(soon)), errc::response_timeout);
    }
}

// Written as HTTP/1.1 has them.
BOOST_AUTO_TEST_CASE(interim_responses_do_not_extend_the_limit, *boost::unit_test::label("once")) {
    client_fixture f({}, without_retries());
    auto storm = reply::raw("HTTP/1.1 102 P\r\n\r\nHTTP/1.1 102 P\r\n\r\nHTTP/1.1 102 P\r\n\r\n");
    f.server.on("GET", "/v2/ai/models").reply(storm.pause(soon / 2, 18).pause(soon / 2, 36).stall(54));
    check(limit_of(f, request_options().timeout(soon)), errc::response_timeout);
}

BOOST_AUTO_TEST_CASE(server_that_stops_reading_a_request) {
    client_fixture f({}, without_retries());
    f.server.on("POST", chat_path).reply(reply().at_head().stall());
    auto const params = question(std::string(50'000'000, 'x'));
    for (auto const& [options, limit] : {std::pair{request_options().timeout(500ms), errc::response_timeout},
                                         {request_options().deadline(500ms), errc::deadline_exceeded}}) {
        check(limit_of(f,
                       [&] {
                           auto const call = f.client.ai.chat;
                           run(f.io, [&] { return call.create_completion(params, options); });
                       }),
              limit);
    }
}

BOOST_AUTO_TEST_CASE(hardly_any_time_is_too_short) {
    for (auto const& [options, limit] : {std::pair{request_options().timeout(1ns), errc::response_timeout},
                                         {request_options().deadline(1ns), errc::deadline_exceeded},
                                         {request_options().connect_timeout(1ns), errc::connect_timeout}}) {
        client_fixture f({}, without_retries());
        auto const failure = thrown_by<telnyx::api_timeout_error>([&] { f.get(options); });
        check(static_cast<errc>(failure.code().value()), limit);
        BOOST_TEST(f.server.requests().empty());
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(short_call_is_not_held_up_by_a_long_one) {
    client_fixture f({}, without_retries());
    f.server.on("GET", "/v2/ai/models").reply(reply().stall());
    auto long_one = f.start(request_options().timeout(10s));
    auto longer_one = f.start(request_options().timeout(20s));
    run_until(f.io, [&] { return f.server.statistics().requests == 2; });
    auto const start = steady::now();
    BOOST_CHECK_THROW(f.get(request_options().timeout(soon)), telnyx::api_timeout_error);
    BOOST_TEST((steady::now() - start < 5s));
    BOOST_CHECK_THROW(f.get(request_options().timeout(soon)), telnyx::api_timeout_error);
    BOOST_TEST((steady::now() - start < 5s));
    BOOST_TEST(!long_one.over());
    long_one.cancel();
    longer_one.cancel();
    BOOST_CHECK_THROW(long_one.get(), telnyx::api_user_abort_error);
    BOOST_CHECK_THROW(longer_one.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(wait_for_a_connection_is_told_as_what_it_is) {
    for (bool const whole_call : {false, true}) {
        client_fixture f({}, client_options().max_connections(1).max_streams_per_connection(1).max_retries(3));
        gate closed;
        f.server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").hold(closed));
        auto first = f.start();
        run_until(f.io, [&] { return f.server.statistics().requests == 1; });
        auto const options = whole_call ? request_options().deadline(soon) : request_options().timeout(soon);
        auto const failure = thrown_by<telnyx::api_timeout_error>([&] { f.get(options); });
        BOOST_TEST((failure.code() == (whole_call ? errc::deadline_exceeded : errc::no_connection_free)));
        BOOST_TEST(failure.attempts() == 0);
        std::string const what = failure.what();
        BOOST_TEST(what.find("all 1 are in use") != std::string::npos, what);
        BOOST_TEST(what.find("client_options().max_connections()") != std::string::npos, what);
        BOOST_TEST(what.find("attempts") == std::string::npos, what);
        BOOST_TEST(f.server.requests().size() == 1u); // and there was no retry
        BOOST_TEST(f.statistics().queued == 1u);
        BOOST_TEST(f.statistics().waiting == 0u);
        closed.release();
        first.get();
        BOOST_TEST(f.get().http().attempts() == 1);
    }
}

namespace {

/// Counts how often it is told that there are too few connections.
class shortage_counter final : public telnyx::observer {
  public:
    using observer::on;
    void on(connections_exhausted const& event) noexcept override {
        ++count;
        limit = event.limit;
        authority = event.authority;
    }

    int count = 0;
    std::size_t limit = 0;
    std::string authority{};
};

} // namespace

BOOST_AUTO_TEST_CASE(it_is_told_once_when_calls_begin_to_wait_for_connections) {
    auto const counter = std::make_shared<shortage_counter>();
    std::vector<std::string> lines;
    client_fixture f({}, client_options()
                             .max_connections(2)
                             .max_streams_per_connection(1)
                             .observe(counter)
                             .log(telnyx::log_level::warn)
                             .log_to([&](telnyx::log_level, std::string_view line) { lines.emplace_back(line); }));
    for (int round = 1; round <= 2; ++round) {
        gate closed;
        f.server.expect("GET", "/v2/ai/models").times(7).reply(reply::json(200, R"({"data":[]})").hold(closed));
        std::vector<task<telnyx::response<telnyx::ai::model_list>>> calls;
        for (int i = 0; i < 7; ++i)
            calls.push_back(f.start());
        run_until(f.io, [&] { return f.statistics().waiting == 5; });
        BOOST_TEST(f.statistics().calls == 7u);
        closed.release();
        for (auto& each : calls)
            each.get();
        BOOST_TEST(counter->count == round);
        BOOST_TEST(counter->limit == 2u);
        BOOST_TEST(counter->authority.find("127.0.0.1") != std::string::npos);
        BOOST_TEST(f.statistics().queued == 5u * static_cast<unsigned>(round));
        BOOST_TEST_REQUIRE(lines.size() == static_cast<std::size_t>(round));
        BOOST_TEST(lines.back().find("telnyx warn: all 2 connections to ") == 0u, lines.back());
        BOOST_TEST(lines.back().find("max_connections") != std::string::npos);
    }
}

namespace {

/// Writes down how waits for connections ended.
class wait_diary final : public telnyx::observer {
  public:
    using observer::on;
    void on(wait_ended const& event) noexcept override {
        auto const* const context = std::any_cast<int>(event.context);
        lines.push_back(std::string(event.granted ? "granted" : "in vain") +
                        (context == nullptr ? "" : " " + std::to_string(*context)));
        all_took_time = all_took_time && event.elapsed > 0s;
    }

    std::vector<std::string> lines{};
    bool all_took_time = true;
};

} // namespace

BOOST_AUTO_TEST_CASE(wait_for_a_connection_is_told_with_its_end) {
    auto const diary = std::make_shared<wait_diary>();
    client_fixture f({}, client_options().max_connections(1).max_streams_per_connection(1).observe(diary));
    gate closed;
    f.server.expect("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").hold(closed));
    f.server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})"));
    auto first = f.start();
    run_until(f.io, [&] { return f.statistics().in_use == 1; });
    auto second = f.start(telnyx::request_options().context(2));
    auto third = f.start(telnyx::request_options().context(3));
    run_until(f.io, [&] { return f.statistics().waiting == 2; });
    BOOST_TEST(diary->lines.empty());
    third.cancel();
    BOOST_CHECK_THROW(third.get(), telnyx::api_user_abort_error);
    closed.release();
    first.get();
    second.get();
    BOOST_TEST(diary->lines == std::vector<std::string>({"in vain 3", "granted 2"}), boost::test_tools::per_element());
    BOOST_TEST(diary->all_took_time);
}

// While reading the answer

BOOST_AUTO_TEST_CASE(body_of_an_error_is_limited_as_a_whole) {
    for (bool const dripped : {false, true}) {
        client_fixture f({}, without_retries().timeout(1s).silence_timeout(10min));
        // Minutes' worth of it, or none at all after its beginning.
        auto answer = reply::text(500, std::string(2000, ' ')).stall(300);
        if (dripped)
            answer = reply::stream(500, "application/json", [left = 2000]() mutable -> std::optional<std::string> {
                         if (left-- == 0) return std::nullopt;
                         return " ";
                     }).pace(50ms);
        f.server.on("GET", "/v2/ai/models").reply(answer);
        auto const start = steady::now();
        auto const failure = thrown_by<telnyx::internal_server_error>([&] { f.get(); });
        BOOST_TEST((steady::now() - start < 20s));
        BOOST_TEST(failure.http().body().size() < 2000u);
        BOOST_TEST(f.statistics().open == kept_over_http2());
    }
}

BOOST_AUTO_TEST_CASE(body_that_stops_in_the_middle) {
    for (auto const& [options, limit] :
         {std::pair{request_options().silence_timeout(soon), errc::silence_timeout},
          {request_options().deadline(soon), errc::deadline_exceeded},
          {request_options().silence_timeout(soon).deadline(10s), errc::silence_timeout},
          {request_options().silence_timeout(10s).deadline(soon), errc::deadline_exceeded}}) {
        client_fixture f({}, without_retries());
        f.server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[],"x":"............"})").stall(130));
        check(limit_of(f, options), limit);
        BOOST_TEST(f.server_sees_calls_given_up(1));
    }
}

BOOST_AUTO_TEST_CASE(limit_of_the_response_does_not_count_for_the_body) {
    client_fixture f({}, without_retries().timeout(500ms));
    f.server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[],"x":"............"})").pause(600ms, 130));
    f.get();
    BOOST_TEST(f.statistics().idle == 1u);
}

BOOST_AUTO_TEST_CASE(body_that_comes_slowly_is_not_silent) {
    client_fixture f({}, without_retries().silence_timeout(400ms));
    f.server.on("GET", "/v2/ai/models")
        .reply(reply::stream(200, "application/json", [n = 0]() mutable -> std::optional<std::string> {
                   ++n;
                   if (n > 10) return std::nullopt;
                   return n == 1 ? R"({"data":[)" : n == 10 ? "]}" : " ";
               }).pace(50ms));
    auto const start = steady::now();
    f.get();
    BOOST_TEST((steady::now() - start >= 500ms));
}

namespace {

std::string chunk(std::string const& text) {
    return R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":")" +
           text + R"("}}]})";
}

/// Streams an answer of three pieces.
reply three_pieces() {
    return reply::events({chunk("a"), chunk("b"), chunk("c"), "[DONE]"});
}

/// Opens a stream, and reads its first piece.
boost::asio::awaitable<telnyx::ai::chat_stream> open_stream(telnyx::client client, request_options options) {
    auto const params = question();
    auto stream = co_await client.ai.chat.stream_completion(params, options);
    auto const first = co_await stream.next();
    BOOST_TEST(first.has_value());
    co_return stream;
}

} // namespace

BOOST_AUTO_TEST_CASE(stream_that_falls_silent) {
    for (auto const& [options, limit] : {std::pair{request_options().silence_timeout(soon), errc::silence_timeout},
                                         {request_options().deadline(200ms), errc::deadline_exceeded}}) {
        client_fixture f({}, without_retries());
        f.server.on("POST", chat_path).reply(three_pieces().stall(400));
        check(limit_of(f,
                       [&] {
                           run(f.io, [&]() -> boost::asio::awaitable<void> {
                               auto stream = co_await open_stream(f.client, options);
                               while (co_await stream.next()) {
                               }
                           });
                       }),
              limit);
    }
}

BOOST_AUTO_TEST_CASE(only_the_server_can_be_too_slow) {
    // A reader who takes his time, with all of the answer there already, and with none of the rest there yet.
    for (bool const rest_is_there : {true, false}) {
        client_fixture f({}, without_retries().timeout(1s).silence_timeout(1s));
        gate closed;
        auto answer = three_pieces();
        if (!rest_is_there) answer.hold(closed, 400);
        f.server.on("POST", chat_path).reply(answer);
        run(f.io, [&]() -> boost::asio::awaitable<void> {
            auto stream = co_await open_stream(f.client, request_options());
            co_await pause(1200ms);
            closed.release();
            auto const next = co_await stream.next();
            BOOST_TEST(next.has_value());
            co_await pause(1200ms);
            while (co_await stream.next()) {
            }
        });
        BOOST_TEST(f.at_rest());
        BOOST_TEST(f.statistics().idle == 1u);
    }
}

BOOST_AUTO_TEST_CASE(deadline_counts_while_the_reader_takes_his_time) {
    client_fixture f({}, without_retries());
    f.server.on("POST", chat_path).reply(three_pieces().stall(400));
    check(limit_of(f,
                   [&] {
                       run(f.io, [&]() -> boost::asio::awaitable<void> {
                           auto stream = co_await open_stream(f.client, request_options().deadline(300ms));
                           co_await pause(400ms);
                           while (co_await stream.next()) {
                           }
                       });
                   }),
          errc::deadline_exceeded);
}

// Clocks

BOOST_AUTO_TEST_CASE(clock_of_ones_own_may_have_any_epoch) {
    for (auto const now : {steady::time_point(), steady::time_point() + 100 * 365 * 24h}) {
        client_fixture f({}, without_retries().custom_clock(std::make_shared<stopped_clock>(now)));
        BOOST_TEST(f.get(request_options().timeout(1min).deadline(1min)).http().attempts() == 1);
        f.server.on("GET", "/v2/ai/models").reply(reply().stall());
        check(limit_of(f, request_options().timeout(soon)), errc::response_timeout);
        check(limit_of(f, request_options().deadline(soon)), errc::deadline_exceeded);
    }
}

// Over several attempts

BOOST_AUTO_TEST_CASE(attempt_that_takes_too_long_is_repeated) {
    client_fixture f({}, client_options().timeout(100ms).max_retries(100)); // of which a busy machine may need some
    f.server.expect("GET", "/v2/ai/models").reply(reply().stall());
    auto const models = f.get();
    BOOST_TEST(models.http().attempts() >= 2);
    BOOST_TEST(f.server.requests().size() >= 2u);
}

BOOST_AUTO_TEST_CASE(deadline_ends_a_call_whatever_is_left_of_its_attempts) {
    client_fixture f({}, client_options().max_retries(100));
    f.server.on("GET", "/v2/ai/models").reply(reply().stall());
    auto const start = steady::now();
    auto const failure =
        thrown_by<telnyx::api_timeout_error>([&] { f.get(request_options().timeout(50ms).deadline(1500ms)); });
    BOOST_TEST((steady::now() - start < 5s));
    BOOST_TEST(failure.attempts() >= 2);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(server_cannot_make_a_call_outlast_its_deadline) {
    client_fixture f({}, client_options().max_retries(5));
    f.server.on("GET", "/v2/ai/models").reply(reply::json(503, "{}").header("retry-after", "20"));
    auto const start = steady::now();
    auto const failure = thrown_by<telnyx::internal_server_error>([&] { f.get(request_options().deadline(10s)); });
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST((steady::now() - start < 5s));
}

// Threads

BOOST_AUTO_TEST_CASE(limits_hold_on_many_threads) {
    sandbox server;
    server.on("GET", "/v2/ai/models").reply(reply().stall());
    boost::asio::io_context io;
    auto const options = without_retries().max_connections(runs_over_http2() ? 2 : 64).max_streams_per_connection(32);
    telnyx::client const client(io.get_executor(), options_for(server, options));
    std::atomic<int> timed_out = 0;
    std::atomic<int> others = 0;
    constexpr int calls = 200;
    for (int i = 0; i < calls; ++i) {
        // Some wait for a connection, some for an answer, and the order of their limits is not the order of the calls.
        auto const limits = request_options().timeout(std::chrono::milliseconds(300 + i * 7 % 300));
        boost::asio::co_spawn(
            io, [client, limits] { return client.ai.retrieve_models(limits); },
            [&](std::exception_ptr failure, auto const&) {
                try {
                    if (failure) std::rethrow_exception(failure);
                    ++others;
                } catch (telnyx::api_timeout_error const& limit) {
                    bool const expected = limit.code() == error_code(errc::response_timeout) ||
                                          limit.code() == error_code(errc::no_connection_free);
                    ++(expected ? timed_out : others);
                } catch (...) {
                    ++others;
                }
            });
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { io.run_for(patience); });
    for (auto& each : threads)
        each.join();
    BOOST_TEST(timed_out == calls);
    BOOST_TEST(others == 0);
    BOOST_TEST(client.statistics().in_use == 0u);
    BOOST_TEST(client.statistics().waiting == 0u);
    BOOST_TEST(client.statistics().open == client.statistics().idle);
    BOOST_TEST(client.statistics().open <= kept_over_http2(2));
}

BOOST_AUTO_TEST_SUITE_END()
