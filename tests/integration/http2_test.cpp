#ifdef TELNYX_HTTP2

#include "support/body_sources.hpp"
#include "support/h2_server.hpp"
#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::tests;
using boost::system::error_code;
using telnyx::errc;
using telnyx::http2_mode;
using telnyx::transport_request;
namespace asio = boost::asio;
namespace h2 = telnyx::tests::raw_h2;

std::vector<h2::field> const ok{{":status", "200"}};

bool is_request(h2::sent_frame const& frame) {
    return frame.type == h2::headers;
}

/// Answers every request at once.
void answer_all(h2_server::connection& on, h2::sent_frame const& frame) {
    if (is_request(frame))
        on.send(h2::head(frame.stream, ok) + h2::frame(h2::data, h2::end_stream, frame.stream, "body"));
}

void answer_none(h2_server::connection&, h2::sent_frame const&) {}

struct fixture {
    explicit fixture(h2_server::behaviour on_frame, telnyx::net::pool_options options = {},
                     http2_mode mode = http2_mode::automatic, std::string const& protocol = "h2")
        : server(io, std::move(on_frame), protocol) {
        options.http2 = mode;
        options.tls.ca_pem(server.ca_pem());
        pool = std::make_shared<telnyx::net::pool>(io.get_executor(), options);
    }

    std::shared_ptr<transport_request> request(std::string method = "GET", std::string body = {}) const {
        return request_to(server.as_origin(), std::move(method), "/v2/path", std::move(body));
    }

    task<answer> start(std::shared_ptr<transport_request> sent) {
        return task(io, [over = pool, sent] { return round_trip(over, sent); });
    }
    task<answer> start() { return start(request()); }
    answer get() { return start().get(); }

    template <class Predicate>
    void until(Predicate happened) {
        run_until(io, happened);
    }
    void until_requests(std::size_t count) {
        until([&] { return server.requests() >= count; });
    }

    bool at_rest() const {
        auto const now = pool->statistics();
        return now.in_use == 0 && now.waiting == 0 && now.streams == 0 && now.open == now.idle;
    }

    std::unique_ptr<asio::io_context> context = std::make_unique<asio::io_context>(); // may go first
    asio::io_context& io = *context;
    h2_server server;
    std::shared_ptr<telnyx::net::pool> pool;
};

} // namespace

BOOST_AUTO_TEST_SUITE(http2, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(server_that_speaks_http1_is_spoken_to_in_http1) {
    for (auto const* const protocol : {"http/1.1", "none"}) {
        fixture f(answer_none, {}, http2_mode::automatic, protocol);
        std::vector<task<answer>> calls;
        for (int i = 0; i < 5; ++i)
            calls.push_back(f.start());
        for (auto& each : calls)
            BOOST_TEST(each.get().body == "old");
        BOOST_TEST(f.get().body == "old");
        BOOST_TEST(f.at_rest());
        BOOST_TEST(f.pool->statistics().created <= 5u);
        BOOST_TEST(f.pool->statistics().reused >= 1u);
    }
}

BOOST_AUTO_TEST_CASE(server_that_changes_to_http1_keeps_no_connection_of_before) {
    telnyx::net::pool_options options;
    options.connections = 4;
    options.streams = 1;
    fixture f(answer_none, options);
    auto const start_on = [&](std::size_t connection) {
        auto call = f.start();
        f.until([&] { return f.server.connections().size() > connection && f.server.requests() > connection; });
        return call;
    };
    auto first = start_on(0);
    auto second = start_on(1);
    f.server.speak("http/1.1");
    BOOST_TEST(f.get().body == "old");
    for (std::size_t const each : {std::size_t(0), std::size_t(1)})
        f.server.connections()[each]->send(h2::head(1, ok, h2::end_stream));
    BOOST_TEST(first.get().status == 200);
    BOOST_TEST(second.get().status == 200);
    f.until([&] { return !f.server.connections()[0]->is_open() && !f.server.connections()[1]->is_open(); });
    BOOST_TEST(f.pool->statistics().open == 1u);
    BOOST_TEST(f.get().body == "old");
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(server_that_asks_for_http1_gets_it) {
    for (auto const mode : {http2_mode::automatic, http2_mode::required}) {
        fixture f(
            [](auto& on, auto const& frame) {
                if (is_request(frame)) on.send(h2::reset(frame.stream, 13)); // HTTP_1_1_REQUIRED
            },
            {}, mode);
        auto const sent = f.request();
        sent->may_repeat = [&](std::string_view) {
            f.server.speak("http/1.1");
            return true;
        };
        if (mode == http2_mode::automatic)
            BOOST_TEST(f.start(sent).get().body == "old");
        else
            BOOST_CHECK_THROW(f.start(sent).get(), telnyx::api_connection_error);
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(http2_that_is_required_and_not_there_fails_calls) {
    fixture f(answer_none, {}, http2_mode::required, "http/1.1");
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
    BOOST_TEST(std::string(failure.what()).find("does not speak HTTP/2") != std::string::npos);
    BOOST_TEST(f.server.requests() == 0u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(without_http2_nothing_but_http1_is_offered) {
    fixture f(answer_none, {}, http2_mode::off, "http/1.1");
    BOOST_TEST(f.get().body == "old");
    fixture other(answer_none, {}, http2_mode::off, "h2");
    BOOST_CHECK_THROW(other.get(), telnyx::api_connection_error); // its frames are no HTTP/1.1
}

BOOST_AUTO_TEST_CASE(calls_wait_for_the_first_handshake) {
    fixture f(answer_all);
    std::vector<task<answer>> calls;
    for (int i = 0; i < 150; ++i)
        calls.push_back(f.start());
    for (auto& each : calls)
        BOOST_TEST(each.get().body == "body");
    BOOST_TEST(f.server.connections().size() == 2u); // 100 streams each
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(callers_beyond_all_limits_wait_in_order) {
    telnyx::net::pool_options options;
    options.connections = 1;
    options.streams = 2;
    fixture f(answer_none, options);
    std::vector<task<answer>> calls;
    for (int i = 0; i < 4; ++i)
        calls.push_back(f.start());
    f.until_requests(2);
    BOOST_TEST(f.pool->statistics().waiting == 2u);
    BOOST_TEST(f.pool->statistics().streams == 2u);
    f.server.last().send(h2::head(1, ok, h2::end_stream));
    f.until_requests(3);
    BOOST_TEST(calls[0].over());
    f.server.last().send(h2::head(5, ok, h2::end_stream));
    f.until_requests(4);
    BOOST_TEST(calls[2].over());
    f.server.last().send(h2::head(3, ok, h2::end_stream) + h2::head(7, ok, h2::end_stream));
    BOOST_TEST(calls[1].get().status == 200);
    BOOST_TEST(calls[3].get().status == 200);
    BOOST_TEST(f.server.connections().size() == 1u);
}

BOOST_AUTO_TEST_CASE(caller_that_stops_waiting_gives_its_place_to_others) {
    telnyx::net::pool_options options;
    options.connections = 1;
    options.streams = 1;
    fixture f(answer_none, options);
    auto first = f.start();
    f.until_requests(1);
    auto second = f.start();
    auto third = f.start();
    run_ready(f.io);
    second.cancel();
    BOOST_CHECK_THROW(second.get(), telnyx::api_user_abort_error);
    f.server.last().send(h2::head(1, ok, h2::end_stream));
    f.until_requests(2);
    f.server.last().send(h2::head(3, ok, h2::end_stream));
    BOOST_TEST(third.get().status == 200);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(when_the_first_caller_gives_up_the_next_one_opens_a_connection) {
    fixture f(answer_all);
    f.server.stall();
    auto first = f.start();
    auto second = f.start();
    f.until([&] { return f.server.connections().size() == 1; });
    first.cancel();
    BOOST_CHECK_THROW(first.get(), telnyx::api_user_abort_error);
    f.until([&] { return f.server.connections().size() == 2; });
    second.cancel();
    BOOST_CHECK_THROW(second.get(), telnyx::api_user_abort_error);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(when_no_connection_can_be_opened_every_caller_hears_why) {
    fixture f(answer_all);
    f.server.stop();
    std::vector<task<answer>> calls;
    for (int i = 0; i < 5; ++i)
        calls.push_back(f.start());
    for (auto& each : calls) {
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { each.get(); });
        BOOST_TEST(failure.code() == error_code(asio::error::connection_refused));
    }
    BOOST_TEST(f.at_rest());
}

// Cancellation and limits.

BOOST_AUTO_TEST_CASE(cancelled_call_resets_its_stream_and_no_other) {
    fixture f(answer_none);
    auto cancelled = f.start();
    auto other = f.start();
    f.until_requests(2);
    cancelled.cancel();
    BOOST_CHECK_THROW(cancelled.get(), telnyx::api_user_abort_error);
    f.until([&] { return f.server.last().has(h2::rst_stream, 1); });
    BOOST_TEST(f.server.last().find(h2::rst_stream, 1)->code() == 8u); // CANCEL
    f.server.last().send(h2::head(3, ok, h2::end_stream));
    BOOST_TEST(other.get().status == 200);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(body_that_is_not_read_to_its_end_is_reset) {
    fixture f(answer_none);
    auto call = task(f.io, [over = f.pool, sent = f.request()] { return over->send(sent); });
    f.until_requests(1);
    f.server.last().send(h2::head(1, ok) + h2::frame(h2::data, 0, 1, "part"));
    {
        auto const response = call.get();
        BOOST_TEST(response.status == 200);
    }
    f.until([&] { return f.server.last().has(h2::rst_stream, 1); });
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(wait_for_the_body_can_be_cancelled) {
    fixture f(answer_none);
    auto call = f.start();
    f.until_requests(1);
    f.server.last().send(h2::head(1, ok) + h2::frame(h2::data, 0, 1, "part"));
    run_ready(f.io);
    BOOST_TEST(!call.over());
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    f.until([&] { return f.server.last().has(h2::rst_stream, 1); });
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(limits_hold_for_each_stream) {
    fixture f(answer_none);
    auto const now = std::chrono::steady_clock::now();
    auto const slow_head = f.request();
    slow_head->limits.headers_by = now + 30ms;
    auto const slow_body = f.request();
    slow_body->limits.silence = 30ms;
    auto const whole = f.request();
    whole->limits.finish_by = now + 30ms;
    auto const patient = f.request();
    auto first = f.start(slow_head);
    auto second = f.start(slow_body);
    auto third = f.start(whole);
    auto fourth = f.start(patient);
    f.until_requests(4);
    f.server.last().send(h2::head(3, ok));
    auto const fails_with = [](task<answer>& call, errc code) {
        auto const failure = thrown_by<telnyx::api_timeout_error>([&] { call.get(); });
        BOOST_TEST(failure.code() == error_code(code));
    };
    fails_with(first, errc::response_timeout);
    fails_with(second, errc::silence_timeout);
    fails_with(third, errc::deadline_exceeded);
    f.until([&] {
        auto const& on = f.server.last();
        return on.has(h2::rst_stream, 1) && on.has(h2::rst_stream, 3) && on.has(h2::rst_stream, 5);
    });
    BOOST_TEST(!f.server.last().has(h2::rst_stream, 7));
    f.server.last().send(h2::head(7, ok, h2::end_stream));
    BOOST_TEST(fourth.get().status == 200);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(callers_that_wait_for_a_handshake_have_the_limit_of_connections) {
    fixture f(answer_none);
    f.server.stall();
    std::vector<task<answer>> calls;
    for (int i = 0; i < 3; ++i) {
        auto const sent = f.request();
        sent->limits.connect = 30ms;
        calls.push_back(f.start(sent));
    }
    for (auto& each : calls) {
        auto const failure = thrown_by<telnyx::api_timeout_error>([&] { each.get(); });
        BOOST_TEST(failure.code() == error_code(errc::connect_timeout));
    }
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(limit_of_connecting_ends_with_the_handshake) {
    telnyx::net::pool_options options;
    options.connections = 1;
    options.streams = 1;
    fixture f(answer_none, options);
    auto first = f.start();
    auto const sent = f.request();
    sent->limits.connect = 200ms;
    auto second = f.start(sent); // waits for the handshake, and then for the first call
    auto const later = f.request();
    later->limits.headers_by = std::chrono::steady_clock::now() + 250ms;
    thrown_by<telnyx::api_timeout_error>([&] { f.start(later).get(); });
    BOOST_TEST(f.server.requests() == 1u);
    f.server.last().send(h2::head(1, ok, h2::end_stream));
    f.until_requests(2);
    f.server.last().send(h2::head(3, ok, h2::end_stream));
    BOOST_TEST(second.get().status == 200);
    BOOST_TEST(first.get().status == 200);
    BOOST_TEST(f.at_rest());
}

// Uploads.

BOOST_AUTO_TEST_CASE(early_response_ends_an_upload) {
    for (bool const from_source : {false, true}) {
        fixture f([](auto& on, auto const& frame) {
            if (is_request(frame)) on.send(h2::head(frame.stream, {{":status", "413"}}, h2::end_stream));
        });
        auto const sent = f.request("POST", from_source ? "" : std::string(1'000'000, 'x'));
        if (from_source) {
            sent->has_body = true;
            sent->source = source_of(std::vector<std::string>(100, std::string(10'000, 'x')));
        }
        BOOST_TEST(f.start(sent).get().status == 413);
        f.until([&] { return f.server.last().has(h2::rst_stream, 1); });
        BOOST_TEST(f.server.last().find(h2::rst_stream, 1)->code() == 0u); // NO_ERROR
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(upload_that_the_server_does_not_take_can_be_cancelled_and_has_limits) {
    for (bool const cancelled : {false, true}) {
        fixture f(answer_none); // the first window is 64 KiB
        auto const sent = f.request("POST");
        sent->has_body = true;
        sent->source = source_of(std::vector<std::string>(100, std::string(10'000, 'x')));
        if (!cancelled)
            sent->limits.headers_by =
                std::chrono::steady_clock::now() + 1s; // enough for the handshake on a busy machine
        auto call = f.start(sent);
        f.until([&] { return f.server.data_bytes() == 65'535; });
        if (cancelled) {
            call.cancel();
            BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
        } else {
            BOOST_CHECK_THROW(call.get(), telnyx::api_timeout_error);
        }
        f.until([&] { return f.server.last().has(h2::rst_stream, 1); });
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(source_that_gives_another_length_than_announced_fails_its_call_only) {
    for (std::uint64_t const announced : {5u, 15u}) {
        fixture f(answer_none);
        auto other = f.start();
        f.until_requests(1);
        auto const sent = f.request("POST");
        sent->has_body = true;
        auto const source = source_of({std::string(10, 'x')});
        source->announce(announced);
        sent->source = source;
        BOOST_CHECK_THROW(f.start(sent).get(), telnyx::invalid_argument_error);
        f.until([&] { return f.server.last().has(h2::rst_stream, 3); });
        f.server.last().send(h2::head(1, ok, h2::end_stream));
        BOOST_TEST(other.get().status == 200);
    }
}

// A source may own anything, even a response on the same connection.
BOOST_AUTO_TEST_CASE(end_of_an_upload_may_end_another_response_on_its_connection) {
    fixture f(answer_none);
    auto download = task(f.io, [over = f.pool, sent = f.request()] { return over->send(sent); });
    f.until_requests(1);
    f.server.last().send(h2::head(1, ok) + h2::frame(h2::data, 0, 1, "part"));
    std::shared_ptr<telnyx::response_body> relayed = download.get().body;
    auto sent = f.request("POST");
    sent->has_body = true;
    auto const pieces = source_of(std::vector<std::string>(100, std::string(10'000, 'x')));
    sent->source = std::shared_ptr<telnyx::body_source>(
        pieces.get(), [pieces, owned = std::move(relayed)](telnyx::body_source*) mutable { owned.reset(); });
    auto upload = f.start(std::move(sent));
    f.until([&] { return f.server.data_bytes() == 65'535; });
    upload.cancel();
    BOOST_CHECK_THROW(upload.get(), telnyx::api_user_abort_error);
    f.until([&] { return f.server.last().has(h2::rst_stream, 1) && f.server.last().has(h2::rst_stream, 3); });
    BOOST_TEST(f.at_rest());
}

// What servers do.

BOOST_AUTO_TEST_CASE(refused_stream_is_repeated_without_a_question) {
    int refusals = 2;
    fixture f([&](auto& on, auto const& frame) {
        if (is_request(frame) && refusals-- > 0) return on.send(h2::reset(frame.stream, 7));
        answer_all(on, frame);
    });
    auto const sent = f.request("POST", "text");
    BOOST_TEST(f.start(sent).get().body == "body");
    BOOST_TEST(f.server.requests() == 3u);
}

BOOST_AUTO_TEST_CASE(server_that_refuses_for_ever_fails_the_call_as_not_sent) {
    fixture f([&](auto& on, auto const& frame) {
        if (is_request(frame)) on.send(h2::reset(frame.stream, 7));
    });
    auto const sent = f.request("POST", "text");
    thrown_by<telnyx::api_connection_error>([&] { f.start(sent).get(); });
    BOOST_TEST((sent->reached == transport_request::progress::connecting));
    BOOST_TEST(f.server.requests() == 4u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(calls_beyond_the_limit_of_a_server_get_other_connections_at_once) {
    fixture f([](auto& on, auto const& frame) {
        if (is_request(frame) && on.requests.size() > 2) on.send(h2::reset(frame.stream, 7));
    });
    f.server.greet_with(h2::greeting(h2::setting(3, 2))); // which comes after the first requests
    std::vector<task<answer>> calls;
    for (int i = 0; i < 12; ++i)
        calls.push_back(f.start(f.request("POST", "text")));
    f.until([&] {
        auto const& all = f.server.connections();
        return all.size() == 6 &&
               std::all_of(all.begin(), all.end(), [](auto& each) { return each->requests.size() >= 2; });
    });
    for (auto const& each : f.server.connections())
        each->send(h2::head(1, ok, h2::end_stream) + h2::head(3, ok, h2::end_stream));
    for (auto& each : calls)
        BOOST_TEST(each.get().status == 200);
    BOOST_TEST(f.server.requests() == 22u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(server_that_allows_no_streams_any_more_gets_no_calls) {
    fixture f(answer_none);
    auto first = f.start();
    f.until_requests(1);
    auto& old = f.server.last();
    old.send(h2::frame(h2::settings, 0, 0, h2::setting(3, 0)));
    run_ready(f.io);
    auto second = f.start();
    f.until_requests(2);
    BOOST_TEST(f.server.connections().size() == 2u);
    old.send(h2::frame(h2::settings, 0, 0, h2::setting(3, 100))); // it may change its mind
    run_ready(f.io);
    auto third = f.start();
    f.until([&] { return old.requests.size() == 2; });
    old.send(h2::frame(h2::settings, 0, 0, h2::setting(3, 0)) + h2::head(1, ok, h2::end_stream) +
             h2::head(3, ok, h2::end_stream));
    f.server.last().send(h2::head(1, ok, h2::end_stream));
    for (auto* const each : {&first, &second, &third})
        BOOST_TEST(each->get().status == 200);
    f.until([&] { return !old.is_open(); });
    BOOST_TEST(f.pool->statistics().open == 1u);
}

BOOST_AUTO_TEST_CASE(server_that_goes_away_lets_streams_end_and_gets_no_new_ones) {
    fixture f(answer_none);
    auto first = f.start();
    auto second = f.start();
    f.until_requests(2);
    auto& old = *f.server.connections()[0];
    old.send(h2::go_away(1, 0)); // and so refuses the second
    f.until_requests(3);
    BOOST_TEST(f.server.connections().size() == 2u);
    f.server.last().send(h2::head(1, ok, h2::end_stream));
    BOOST_TEST(second.get().status == 200);
    BOOST_TEST(!first.over());
    old.send(h2::head(1, ok, h2::end_stream));
    BOOST_TEST(first.get().status == 200);
    f.until([&] { return !old.is_open(); });
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.pool->statistics().open == 1u);
    BOOST_TEST(f.pool->statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(server_that_is_overloaded_is_not_asked_again_at_once) {
    fixture f([](auto& on, auto const& frame) {
        if (is_request(frame)) on.send(h2::go_away(0, 11)); // ENHANCE_YOUR_CALM
    });
    auto const sent = f.request();
    thrown_by<telnyx::api_connection_error>([&] { f.start(sent).get(); });
    BOOST_TEST(f.server.requests() == 1u);
    BOOST_TEST((sent->reached == transport_request::progress::connecting));
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(idle_connection_that_was_closed_is_replaced_before_it_is_used) {
    fixture f(answer_all);
    BOOST_TEST(f.get().body == "body");
    f.server.last().hang_up();
    BOOST_TEST(f.get().body == "body");
    BOOST_TEST(f.server.connections().size() == 2u);
    BOOST_TEST(f.server.connections()[0]->requests.size() == 1u);
    BOOST_TEST(f.pool->statistics().created == 2u);
    BOOST_TEST(f.pool->statistics().reused == 0u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(what_came_while_a_connection_was_idle_is_read_before_it_is_used) {
    fixture f(answer_all);
    BOOST_TEST(f.get().body == "body");
    f.server.last().send(h2::go_away(1, 0));
    BOOST_TEST(f.get().body == "body");
    BOOST_TEST(f.server.connections().size() == 2u);
    BOOST_TEST(f.pool->statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(after_a_long_silence_a_connection_must_answer_a_ping) {
    for (bool const answers : {true, false}) {
        telnyx::net::pool_options options;
        options.trusted_silence = 0ms;
        options.ping_time = answers ? std::chrono::milliseconds(30s) : 20ms;
        fixture f(
            [&](auto& on, auto const& frame) {
                if (frame.type == h2::ping && answers) on.send(h2::frame(h2::ping, h2::ack, 0, frame.payload));
                answer_all(on, frame);
            },
            options);
        BOOST_TEST(f.get().body == "body");
        BOOST_TEST(f.get().body == "body");
        BOOST_TEST(f.server.connections()[0]->has(h2::ping, 0));
        BOOST_TEST(f.server.connections().size() == (answers ? 1u : 2u));
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(check_that_is_given_up_leaves_no_work_behind) {
    telnyx::net::pool_options options;
    options.trusted_silence = 0ms;
    options.http2 = http2_mode::required;
    asio::io_context server_io;
    h2_server server(server_io, answer_all); // does not answer PING
    options.tls.ca_pem(server.ca_pem());
    asio::io_context io;
    auto const pool = std::make_shared<telnyx::net::pool>(io.get_executor(), options);
    auto const until = [&](auto happened) {
        run_until(io, [&] {
            run_ready(server_io);
            return happened();
        });
    };
    auto const start = [&] {
        return task(io, [pool, sent = request_to(server.as_origin(), "GET", "/")] { return round_trip(pool, sent); });
    };
    auto first = start();
    until([&] { return first.over(); });
    auto second = start();
    until([&] { return server.last().has(h2::ping, 0); });
    second.cancel();
    BOOST_CHECK_THROW(second.get(), telnyx::api_user_abort_error);
    io.restart();
    io.run_for(5s);
    BOOST_TEST(io.stopped()); // it has run out of work
    BOOST_TEST(pool->statistics().idle == 1u);
}

// A call whose upload has filled all buffers on the way.
task<answer> start_upload_that_is_not_read(fixture& f) {
    f.server.greet_with(h2::greeting(h2::setting(4, 0x7fffffff)) +
                        h2::frame(h2::window_update, 0, 0, h2::number(0x7fff0000, 4)));
    auto call = f.start(f.request("POST", std::string(std::size_t(32) * 1024 * 1024, 'x')));
    f.until([&] { return f.server.data_bytes() > 100'000; });
    f.server.last().stop_reading();
    run_ready(f.io);
    run_ready(f.io);
    return call;
}

BOOST_AUTO_TEST_CASE(connection_that_becomes_idle_while_nothing_can_be_sent_is_closed) {
    fixture f(answer_none);
    auto upload = start_upload_that_is_not_read(f);
    BOOST_TEST(f.pool->statistics().open == 1u);
    upload.cancel();
    BOOST_CHECK_THROW(upload.get(), telnyx::api_user_abort_error);
    BOOST_TEST(f.pool->statistics().open == 0u);
    BOOST_TEST(f.pool->statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(connection_on_which_nothing_can_be_sent_gets_no_more_calls) {
    telnyx::net::pool_options options;
    options.ping_time = 20ms;
    fixture f(answer_none, options);
    auto upload = start_upload_that_is_not_read(f);
    run(f.io, [] { return pause(30ms); });
    auto next = f.start();
    f.until([&] { return f.server.connections().size() == 2 && f.server.last().requests.size() == 1; });
    f.server.last().send(h2::head(1, ok, h2::end_stream));
    BOOST_TEST(next.get().status == 200);
    BOOST_TEST(!upload.over());
    upload.cancel();
    BOOST_CHECK_THROW(upload.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(connection_that_breaks_fails_its_calls_and_their_bodies) {
    fixture f(answer_none);
    auto first = f.start();
    auto second = f.start();
    f.until_requests(2);
    f.server.last().send(h2::head(1, ok) + h2::frame(h2::data, 0, 1, "half"));
    run_ready(f.io);
    f.server.last().hang_up();
    for (auto* const each : {&first, &second})
        BOOST_CHECK_THROW(each->get(), telnyx::api_connection_error);
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.pool->statistics().failed == 1u);
    BOOST_TEST(f.pool->statistics().open == 0u);
}

BOOST_AUTO_TEST_CASE(request_that_a_dying_connection_took_is_sent_again_only_with_permission) {
    for (bool const allowed : {false, true}) {
        fixture f([](auto& on, auto const& frame) {
            if (is_request(frame) && on.number == 0 && on.requests.size() == 2) return on.hang_up();
            answer_all(on, frame);
        });
        f.get();
        auto const sent = f.request("POST", "text");
        sent->may_repeat = [&](std::string_view) { return allowed; };
        if (allowed)
            BOOST_TEST(f.start(sent).get().body == "body");
        else
            thrown_by<telnyx::api_connection_error>([&] { f.start(sent).get(); });
        BOOST_TEST((sent->reached == transport_request::progress::sent));
        BOOST_TEST(f.at_rest());
    }
}

// Whatever the order in which the handlers run.
BOOST_AUTO_TEST_CASE(request_that_the_server_has_never_counts_as_one_that_was_not_sent) {
    for (bool const by_server : {false, true}) {
        for (int handlers = 0; handlers < 12; ++handlers) {
            fixture f(answer_none);
            auto other = f.start();
            f.until_requests(1);
            run_ready(f.io);
            auto const sent = f.request("POST", "text");
            auto call = f.start(sent);
            f.io.restart();
            for (int i = 0; i < handlers; ++i)
                f.io.poll_one();
            if (by_server) {
                f.server.last().send(h2::frame(h2::ping, 0, 0, "12345678"));
                f.server.last().send(h2::frame(h2::data, 0, 0, "breaks the connection"));
            } else {
                f.pool->abort();
            }
            f.until([&] { return other.over() && (call.over() || f.server.connections().size() == 2); });
            f.until([&] { return !f.server.connections()[0]->is_open(); });
            bool const received = f.server.connections()[0]->requests.size() == 2;
            bool const counts_as_sent = sent->reached == transport_request::progress::sent;
            BOOST_TEST((!received || (call.over() && counts_as_sent)), handlers << " handlers");
            f.pool->abort();
            BOOST_CHECK_THROW(call.get(), telnyx::api_connection_error);
            BOOST_CHECK_THROW(other.get(), telnyx::api_connection_error);
        }
    }
}

BOOST_AUTO_TEST_CASE(failures_say_what_happened) {
    struct row {
        std::string bytes;
        error_code code;
        std::string text;
    };
    std::vector<row> const rows{
        {h2::reset(1, 2), asio::error::connection_reset, "reset the stream without the response: INTERNAL_ERROR"},
        {h2::head(1, ok) + h2::reset(1, 0), asio::error::connection_reset, "in the middle of the response: NO_ERROR"},
        {h2::head(1, {{"x", "y"}}), telnyx::make_error_code(errc::malformed_response), "malformed HTTP/2 response"},
        {h2::frame(h2::data, 0, 0, "x"), telnyx::make_error_code(errc::malformed_response),
         "broke the HTTP/2 connection"},
        {h2::head(1, ok) + h2::frame(h2::settings, 0, 7), telnyx::make_error_code(errc::malformed_response),
         "PROTOCOL_ERROR"},
    };
    for (auto const& each : rows) {
        fixture f([&](auto& on, auto const& frame) {
            if (is_request(frame)) on.send(each.bytes);
        });
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
        BOOST_TEST(failure.code() == each.code);
        BOOST_TEST(std::string(failure.what()).find(each.text) != std::string::npos, failure.what());
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(head_that_is_too_large_is_refused) {
    telnyx::net::pool_options options;
    options.header_bytes = 1000;
    fixture f(
        [](auto& on, auto const& frame) {
            if (is_request(frame)) on.send(h2::head(frame.stream, {{":status", "200"}, {"x", std::string(1000, 'y')}}));
        },
        options);
    auto const failure = thrown_by<telnyx::api_response_error>([&] { f.get(); });
    BOOST_TEST(failure.code() == error_code(errc::response_too_large));
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(reader_that_stops_stops_no_other_and_keeps_no_more_than_its_window) {
    fixture f(answer_none);
    auto stalled = task(f.io, [over = f.pool, sent = f.request()] { return over->send(sent); });
    auto other = f.start();
    f.until_requests(2);
    auto& on = f.server.last();
    std::string const chunk(16'000, 'x');
    on.send(h2::head(1, ok) + h2::head(3, ok));
    auto response = stalled.get();
    std::size_t sent = 0;
    for (; sent + chunk.size() <= 256 * 1024; sent += chunk.size())
        on.send(h2::frame(h2::data, 0, 1, chunk));
    on.send(h2::frame(h2::data, h2::end_stream, 3, "other"));
    BOOST_TEST(other.get().body == "other");
    BOOST_TEST(!on.has(h2::window_update, 1));
    std::size_t read = 0;
    while (auto const part = response.body->poll())
        read += part->size();
    BOOST_TEST(read == sent);
    f.until([&] { return on.has(h2::window_update, 1); });
}

BOOST_AUTO_TEST_CASE(without_read_ahead_no_window_grows) {
    for (std::size_t const read_ahead : {std::size_t(0), std::size_t(1024 * 1024)}) {
        telnyx::net::pool_options options;
        options.read_ahead = read_ahead;
        fixture f(answer_none, options);
        auto call = task(f.io, [over = f.pool, sent = f.request()] { return over->send(sent); });
        f.until_requests(1);
        auto& on = f.server.last();
        on.send(h2::head(1, ok));
        auto const response = call.get();
        constexpr std::size_t window = 256 * 1024;
        for (std::size_t sent = 0; sent < window; sent += 16 * 1024)
            on.send(h2::frame(h2::data, 0, 1, std::string(16 * 1024, 'x')));
        std::size_t read = 0;
        f.until([&] {
            while (auto const part = response.body->poll())
                read += part->size();
            return read == window;
        });
        auto const pongs = [&] {
            return std::count_if(on.frames.begin(), on.frames.end(),
                                 [](auto const& each) { return each.type == h2::ping; });
        };
        for (int round = 1; round <= 2; ++round) { // what had to be sent before may follow the first one
            on.send(h2::frame(h2::ping, 0, 0, "12345678"));
            f.until([&] { return pongs() == round; });
        }
        std::size_t allowed = 0;
        for (auto const& each : on.frames)
            if (each.type == h2::window_update && each.stream == 1) allowed += each.code();
        BOOST_TEST((allowed > window) == (read_ahead > 0)); // the last half may not have been worth a frame
    }
}

// The end.

BOOST_AUTO_TEST_CASE(closing_waits_for_streams_and_refuses_new_calls) {
    fixture f(answer_none);
    auto call = f.start();
    f.until_requests(1);
    auto closing = task(f.io, [over = f.pool] { return over->close(); });
    run_ready(f.io);
    BOOST_TEST(!closing.over());
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
    BOOST_TEST(failure.code() == error_code(errc::client_closed));
    f.server.last().send(h2::head(1, ok, h2::end_stream));
    BOOST_TEST(call.get().status == 200);
    closing.get();
    f.until([&] { return !f.server.last().is_open(); });
    BOOST_TEST(f.server.last().has(h2::goaway, 0));
    BOOST_TEST(f.pool->statistics().open == 0u);
}

BOOST_AUTO_TEST_CASE(aborting_ends_every_wait) {
    telnyx::net::pool_options options;
    options.connections = 1;
    options.streams = 2;
    fixture f(answer_none, options);
    auto head = f.start();
    f.until_requests(1);
    auto body = f.start();
    f.until_requests(2);
    auto queued = f.start();
    f.server.last().send(h2::head(3, ok));
    run_ready(f.io);
    f.pool->abort();
    for (auto* const each : {&head, &body, &queued}) {
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { each->get(); });
        BOOST_TEST(failure.code() == error_code(errc::client_closed));
    }
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.pool->statistics().open == 0u);
}

BOOST_AUTO_TEST_CASE(context_may_go_first) {
    for (bool const with_body : {false, true}) {
        std::shared_ptr<telnyx::net::pool> left_over;
        std::optional<telnyx::transport_response> response;
        {
            fixture f(answer_none);
            left_over = f.pool;
            auto call = task(f.io, [over = f.pool, sent = f.request()] { return over->send(sent); });
            auto waiting = f.start();
            f.until_requests(2);
            if (with_body) {
                f.server.last().send(h2::head(1, ok) + h2::frame(h2::data, 0, 1, "part"));
                response = call.get();
                BOOST_TEST((response->body->poll() == "part"));
            }
        }
        if (with_body) BOOST_CHECK_THROW(response->body->poll(), telnyx::api_connection_error);
        left_over->abort();
        response.reset();
        BOOST_TEST(left_over->statistics().open == 0u);
        left_over.reset();
    }
}

BOOST_AUTO_TEST_CASE(pool_may_go_before_its_bodies) {
    fixture f(answer_none);
    auto call = task(f.io, [over = f.pool, sent = f.request()] { return over->send(sent); });
    f.until_requests(1);
    f.server.last().send(h2::head(1, ok) + h2::frame(h2::data, h2::end_stream, 1, "body"));
    auto response = call.get();
    f.pool.reset();
    auto const text = run(
        f.io, [body = std::shared_ptr<telnyx::response_body>(std::move(response.body))] { return read_body(body); });
    BOOST_TEST(text == "body");
}

BOOST_AUTO_TEST_CASE(observers_hear_of_connections) {
    struct counting final : telnyx::observer {
        void on(connection_opened const&) noexcept override { ++opened; }
        void on(connection_reused const&) noexcept override { ++reused; }
        void on(connection_closed const&) noexcept override { ++closed; }
        int opened = 0, reused = 0, closed = 0;
    };
    auto const heard = std::make_shared<counting>();
    telnyx::net::pool_options options;
    options.observers.add(heard);
    fixture f(answer_all, options);
    f.get();
    f.get();
    f.pool->begin_closing();
    BOOST_TEST(heard->opened == 1);
    BOOST_TEST(heard->reused == 1);
    BOOST_TEST(heard->closed == 1);
}

BOOST_AUTO_TEST_SUITE_END()

#endif
