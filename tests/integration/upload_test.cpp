#include "support/client_fixture.hpp"
#include "support/given_up.hpp"
#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "support/tls_peer.hpp"
#include "telnyx/body/body_source.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;

constexpr std::size_t huge = 50'000'000;

std::string random_text(std::size_t size) {
    std::mt19937 random(3);
    std::string text(size, ' ');
    std::generate(text.begin(), text.end(), [&] { return static_cast<char>(random()); });
    return text;
}

/// A body that is produced in pieces.
class pieces_source : public telnyx::body_source {
  public:
    explicit pieces_source(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}

    pieces_source& announce(std::uint64_t size) { return announced_ = size, *this; }
    pieces_source& announce_all() {
        std::uint64_t sum = 0;
        for (auto const& each : pieces_)
            sum += each.size();
        return announce(sum);
    }
    pieces_source& wait_before_each(std::chrono::milliseconds time) { return delay_ = time, *this; }
    pieces_source& throw_at(std::size_t piece) { return broken_ = piece, *this; }
    pieces_source& only_once() { return rewindable_ = false, *this; }

    int rewound() const { return rewound_; }
    std::size_t read_so_far() const { return next_; }

    std::optional<std::uint64_t> size() const override { return announced_; }

    boost::asio::awaitable<std::string_view> read() override {
        if (delay_.count() > 0) co_await pause(delay_);
        if (next_ == broken_) throw std::runtime_error("the disk is gone");
        co_return next_ == pieces_.size() ? std::string_view() : std::string_view(pieces_[next_++]);
    }

    bool rewind() override {
        if (rewindable_) next_ = 0;
        ++rewound_;
        return rewindable_;
    }

  private:
    std::vector<std::string> pieces_;
    std::optional<std::uint64_t> announced_;
    std::chrono::milliseconds delay_{};
    std::size_t broken_ = std::string::npos;
    std::size_t next_ = 0;
    bool rewindable_ = true;
    int rewound_ = 0;
};

std::vector<std::string> pieces_of(std::string const& text, std::size_t size) {
    std::vector<std::string> pieces;
    for (std::size_t at = 0; at < text.size(); at += size)
        pieces.push_back(text.substr(at, size));
    return pieces;
}

std::shared_ptr<telnyx::transport_request> post(pool_fixture const& f, std::shared_ptr<telnyx::body_source> source) {
    auto made = f.request("POST", "/x");
    made->has_body = true;
    made->source = std::move(source);
    return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(uploads)

// Bodies in memory

BOOST_AUTO_TEST_CASE(bodies_of_every_size_arrive_intact) {
    for (bool const plain : {false, true}) {
        pool_fixture f(sandbox_options().plain_http(plain));
        f.server.handle("POST", "/x", [](recorded_request const& asked) { return reply::text(200, asked.body); });
        for (std::size_t const size : {1u, 1000u, 15u * 1024, 15u * 1024 + 1, 64u * 1024, 64u * 1024 + 1, 1'000'000u}) {
            auto const body = random_text(size);
            BOOST_TEST((f.fetch(f.request("POST", "/x", body)).body == body));
            BOOST_TEST(f.server.requests().back().headers.get("content-length").value_or("") == std::to_string(size));
        }
        BOOST_TEST(f.statistics().created == 1u);
    }
}

BOOST_AUTO_TEST_CASE(large_body_arrives_intact) {
    pool_fixture f;
    auto const body = random_text(20'000'000);
    f.server.handle("POST", "/x", [](recorded_request const& asked) { return reply::text(200, asked.body); });
    BOOST_TEST((f.fetch(f.request("POST", "/x", body)).body == body));
    BOOST_TEST((f.fetch(f.request("POST", "/x", body)).body == body));
    BOOST_TEST(f.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(empty_body_is_announced_where_one_is_usual) {
    pool_fixture f;
    f.server.on("*", "/x").reply(reply::text(200, ""));
    auto const length = [&](std::string const& method, bool has_body) {
        auto const made = f.request(method, "/x");
        made->has_body = has_body;
        f.fetch(made);
        return std::string(f.server.requests().back().headers.get("content-length").value_or("none"));
    };
    BOOST_TEST(length("POST", true) == "0");
    BOOST_TEST(length("POST", false) == "0");
    BOOST_TEST(length("PUT", false) == "0");
    BOOST_TEST(length("GET", false) == "none");
    BOOST_TEST(length("DELETE", false) == "none");
    BOOST_TEST(length("DELETE", true) == "0");
}

// Answers that come early

namespace {

/// Answers a huge upload at its head, without reading it.
std::string early_answer(reply const& made) {
    pool_fixture f;
    f.server.expect("POST", "/x").reply(reply(made).at_head());
    auto const request = f.request("POST", "/x", std::string(huge, 'x'));
    request->limits.silence = 10s;
    request->limits.headers_by = std::chrono::steady_clock::now() + 10s;
    auto const answered = f.fetch(request);
    BOOST_TEST(answered.status == made.status());
    BOOST_TEST(f.statistics().open <= kept_over_http2());
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.get("/v2/ai/models").status == 200);
    return answered.body;
}

} // namespace

BOOST_AUTO_TEST_CASE(server_may_refuse_a_body_that_it_never_reads) {
    BOOST_TEST(early_answer(reply::json(413, R"({"errors":[]})")) == R"({"errors":[]})");
}

BOOST_AUTO_TEST_CASE(early_response_is_read_to_its_end_although_nobody_reads_the_request) {
    std::string const body(1000, 'b');
    BOOST_TEST(early_answer(reply::text(413, body).pieces(100)) == body);
    BOOST_TEST(early_answer(reply::text(413, body).chunked(10).pieces(7)) == body);
    BOOST_TEST(early_answer(reply::text(413, body).pause(50ms, 20).pause(50ms, 150).pause(50ms, 500)) == body);
    BOOST_TEST(early_answer(reply::text(413, body).until_close()) == body);
    BOOST_TEST(early_answer(reply::text(413, std::string(3'000'000, 'c'))) == std::string(3'000'000, 'c'));
}

BOOST_AUTO_TEST_CASE(early_response_may_be_a_good_one) {
    BOOST_TEST(early_answer(reply::text(200, "enough")) == "enough");
}

BOOST_AUTO_TEST_CASE(server_may_hang_up_right_behind_an_early_response) {
    for (auto const how : {connection_end::close_notify, connection_end::fin, connection_end::reset})
        BOOST_TEST(early_answer(reply::text(413, "too large").then_close(how)) == "too large");
}

BOOST_AUTO_TEST_CASE(early_response_reaches_the_caller_as_what_it_is) {
    client_fixture f;
    telnyx::error_detail said;
    said.detail = "Be brief.";
    f.server.on("POST", "/v2/ai/chat/completions").reply(reply::error(413, said).at_head());
    auto const params = question(std::string(huge, 'x'));
    auto const call = f.client.ai.chat;
    auto const failure =
        thrown_by<telnyx::api_status_error>([&] { run(f.io, [&] { return call.create_completion(params); }); });
    BOOST_TEST(failure.status() == 413);
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(failure.errors().at(0).detail == "Be brief.");
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(interim_responses_do_not_stop_an_upload, *boost::unit_test::label("once")) {
    pool_fixture f;
    auto const body = random_text(3'000'000);
    auto source = std::make_shared<pieces_source>(pieces_of(body, 100'000));
    source->announce_all().wait_before_each(1ms);
    // The sandbox cannot answer and go on reading, so what it says here was said before the request.
    f.server.on_connection(1, connection_script().send_after_replies(1, "HTTP/1.1 100 Continue\r\n\r\n"));
    f.server.on("POST", "/x").reply(reply::text(200, "done"));
    BOOST_TEST(f.fetch(post(f, source)).body == "done");
    BOOST_TEST((f.server.requests().at(0).body == body));
}

BOOST_AUTO_TEST_CASE(server_that_hangs_up_during_an_upload_is_an_error) {
    for (auto const how : {connection_end::fin, connection_end::close_notify, connection_end::reset}) {
        pool_fixture f;
        f.server.on("POST", "/x").reply(reply(413).at_head().cut_after_bytes(0, how));
        BOOST_CHECK_THROW(f.fetch(f.request("POST", "/x", std::string(huge, 'x'))), telnyx::api_connection_error);
        BOOST_TEST(f.at_rest());
        BOOST_TEST(f.statistics().open == 0u);
        BOOST_TEST(f.statistics().failed == 1u);
    }
}

BOOST_AUTO_TEST_CASE(response_that_comes_during_an_upload_and_breaks_is_an_error) {
    pool_fixture f;
    f.server.on("POST", "/x").reply(reply::text(413, "too large").at_head().cut_after_bytes(30, connection_end::fin));
    BOOST_CHECK_THROW(f.fetch(f.request("POST", "/x", std::string(huge, 'x'))), telnyx::api_connection_error);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(connection_serves_on_after_a_long_upload) {
    pool_fixture f;
    f.server.on("POST", "/x").reply(reply::text(200, "done").pieces(1));
    auto const body = random_text(500'000);
    for (int i = 0; i < 20; ++i)
        BOOST_TEST(f.fetch(f.request("POST", "/x", body)).body == "done");
    BOOST_TEST(f.statistics().created == 1u);
    for (auto const& each : f.server.requests())
        BOOST_TEST((each.body == body));
}

BOOST_AUTO_TEST_CASE(tls_session_is_looked_after_while_a_response_is_awaited, *boost::unit_test::label("once")) {
    boost::asio::io_context io;
    auto const version = telnyx::tls_version::tls_1_2;
    tls_peer peer(io, sandbox_options().tls_versions(version, version));
    peer.listen();
    auto const pool = pool_for(io, peer);
    auto const request = request_to(peer.as_origin(), "POST", "/x", std::string(1'000'000, 'x'));
    auto call = task(io, [&] { return round_trip(pool, request); });
    run(io, [&]() -> boost::asio::awaitable<void> {
        co_await peer.accept();
        co_await peer.read_until([](std::string const& read) { return read.size() > 1'000'000; });
        co_await peer.renegotiate();
    });
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(server_that_hangs_up_while_the_last_bytes_wait_is_an_error, *boost::unit_test::label("once")) {
    boost::asio::io_context io;
    tls_peer peer(io);
    peer.with_small_buffers().listen();
    auto const pool = pool_for(io, peer);
    auto const request = request_to(peer.as_origin(), "POST", "/x", std::string(60'000, 'x'));
    auto call = task(io, [&] { return round_trip(pool, request); });
    run(io, [&] { return peer.accept(); });
    io.restart();
    io.run_for(50ms); // as far as it gets with nobody reading
    BOOST_TEST(!call.over());
    peer.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send);
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { call.get(); });
    BOOST_TEST((failure.code() == boost::asio::error::eof));
}

// Bodies that are produced while they are sent

BOOST_AUTO_TEST_CASE(source_of_known_size_is_sent_with_its_length) {
    pool_fixture f;
    f.server.on("POST", "/x").reply(reply::text(200, "done"));
    auto const body = random_text(300'000);
    for (std::size_t const size : {1'000u, 70'000u, 300'000u}) {
        auto source = std::make_shared<pieces_source>(pieces_of(body, size));
        source->announce_all();
        BOOST_TEST(f.fetch(post(f, source)).body == "done");
        auto const asked = f.server.requests().back();
        BOOST_TEST((asked.body == body));
        BOOST_TEST(asked.headers.get("content-length").value_or("") == "300000");
        BOOST_TEST(!asked.headers.contains("transfer-encoding"));
    }
}

/// The server responds while it reads, in several TLS records that arrive one after the other.
BOOST_AUTO_TEST_CASE(early_response_is_kept_while_the_end_of_a_source_is_sent, *boost::unit_test::label("once")) {
    boost::asio::io_context io;
    tls_peer peer(io);
    peer.with_small_buffers().listen();
    auto const pool = pool_for(io, peer);
    auto const request = request_to(peer.as_origin(), "POST", "/x");
    auto source = std::make_shared<pieces_source>(std::vector{std::string(5'000'000, 'x')});
    source->announce_all();
    request->has_body = true;
    request->source = source;
    auto call = task(io, [&] { return round_trip(pool, request); });
    run(io, [&]() -> boost::asio::awaitable<void> {
        co_await peer.accept();
        co_await peer.read_until([](std::string const& read) { return read.find("\r\n\r\n") != std::string::npos; });
        peer.engine().write("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\nhello");
        peer.engine().write("12345");
        co_await peer.flush();
    });
    run_ready(io); // the client reads the beginning, and goes on sending
    BOOST_TEST(!call.over());
    run(io, [&]() -> boost::asio::awaitable<void> {
        std::string const rest = "67890";
        co_await peer.send(rest);
    });
    run_ready(io);
    BOOST_TEST(!call.over());
    run(io, [&] { return peer.read_until([](std::string const& read) { return read.size() > 5'000'000; }); });
    BOOST_TEST(call.get().body == "hello1234567890");
    BOOST_TEST(pool->statistics().idle == 1u);
}

BOOST_AUTO_TEST_CASE(source_of_unknown_size_is_sent_in_chunks) {
    for (bool const plain : {false, true}) {
        pool_fixture f(sandbox_options().plain_http(plain));
        f.server.on("POST", "/x").reply(reply::text(200, "done"));
        auto const body = random_text(300'000);
        for (std::size_t const size : {1'000u, 70'000u, 300'000u}) {
            BOOST_TEST(f.fetch(post(f, std::make_shared<pieces_source>(pieces_of(body, size)))).body == "done");
            auto const asked = f.server.requests().back();
            BOOST_TEST((asked.body == body));
            bool const over_http2 = runs_over_http2() && !plain; // which has frames
            BOOST_TEST(asked.headers.get("transfer-encoding").value_or("none") == (over_http2 ? "none" : "chunked"));
            BOOST_TEST(!asked.headers.contains("content-length"));
        }
        BOOST_TEST(f.fetch(post(f, std::make_shared<pieces_source>(std::vector<std::string>()))).body == "done");
        BOOST_TEST(f.server.requests().back().body == "");
        BOOST_TEST(f.statistics().created == 1u);
    }
}

BOOST_AUTO_TEST_CASE(source_may_be_slow) {
    pool_fixture f;
    f.server.on("POST", "/x").reply(reply::text(200, "done"));
    auto source = std::make_shared<pieces_source>(std::vector<std::string>{"one", "two", "three"});
    source->wait_before_each(20ms);
    BOOST_TEST(f.fetch(post(f, source)).body == "done");
    BOOST_TEST(f.server.requests().back().body == "onetwothree");
}

BOOST_AUTO_TEST_CASE(source_that_is_too_slow_runs_into_the_limit) {
    pool_fixture f;
    f.server.on("POST", "/x").reply(reply::text(200, "done"));
    auto source = std::make_shared<pieces_source>(std::vector<std::string>{"one", "two"});
    source->wait_before_each(20s);
    auto const made = post(f, source);
    made->limits.headers_by = std::chrono::steady_clock::now() + 100ms;
    BOOST_CHECK_THROW(f.fetch(made), telnyx::api_timeout_error);
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().open == kept_over_http2());
}

BOOST_AUTO_TEST_CASE(what_a_source_throws_reaches_the_caller) {
    for (std::size_t const at : {0u, 1u, 2u}) {
        pool_fixture f;
        f.server.on("POST", "/x").reply(reply::text(200, "done"));
        auto source = std::make_shared<pieces_source>(pieces_of(std::string(200'000, 'x'), 100'000));
        source->throw_at(at);
        BOOST_CHECK_EXCEPTION(f.fetch(post(f, source)), std::runtime_error,
                              [](auto const& thrown) { return thrown.what() == std::string("the disk is gone"); });
        BOOST_TEST(f.at_rest());
        BOOST_TEST(f.statistics().open == kept_over_http2());
        BOOST_TEST(f.server.requests().empty());
    }
}

BOOST_AUTO_TEST_CASE(source_that_does_not_keep_its_word_is_refused) {
    for (std::uint64_t const announced : {199u, 201u, 0u}) {
        pool_fixture f;
        f.server.on("POST", "/x").reply(reply::text(200, "done"));
        auto source = std::make_shared<pieces_source>(pieces_of(std::string(200, 'x'), 100));
        source->announce(announced);
        BOOST_CHECK_THROW(f.fetch(post(f, source)), telnyx::invalid_argument_error);
        BOOST_TEST(f.at_rest());
        BOOST_TEST(f.statistics().open == kept_over_http2());
    }
}

BOOST_AUTO_TEST_CASE(source_is_started_over_on_a_new_connection) {
    pool_fixture f;
    auto const body = random_text(200'000);
    f.server.expect("POST", "/x").reply(reply::text(200, "first"));
    f.server.expect("POST", "/x").reply(reply(200).cut_after_bytes(0));
    f.server.expect("POST", "/x").reply(reply::text(200, "third"));
    auto source = std::make_shared<pieces_source>(pieces_of(body, 30'000));
    BOOST_TEST(f.fetch(post(f, source)).body == "first");
    source->rewind();
    auto const repeatable = post(f, source);
    repeatable->may_repeat = [](std::string_view) { return true; };
    BOOST_TEST(f.fetch(repeatable).body == "third");
    BOOST_TEST(source->rewound() == 2);
    BOOST_TEST((f.server.requests().at(2).body == body));
}

BOOST_AUTO_TEST_CASE(source_that_cannot_start_over_is_sent_once) {
    pool_fixture f;
    f.get("/v2/ai/models");
    f.server.expect("POST", "/x").reply(reply(200).cut_after_bytes(0));
    auto source = std::make_shared<pieces_source>(std::vector<std::string>{"one", "two"});
    source->only_once();
    BOOST_CHECK_THROW(f.fetch(post(f, source)), telnyx::api_connection_error);
    BOOST_TEST(f.server.requests().size() == 2u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(endless_source_stops_at_an_early_response) {
    class endless_source : public telnyx::body_source {
      public:
        std::optional<std::uint64_t> size() const override { return std::nullopt; }
        boost::asio::awaitable<std::string_view> read() override { co_return piece_; }
        bool rewind() override { return true; }

      private:
        std::string const piece_ = std::string(50'000, 'x');
    };
    pool_fixture f;
    f.server.on("POST", "/x").reply(reply::text(413, "enough").at_head());
    auto const answered = f.fetch(post(f, std::make_shared<endless_source>()));
    BOOST_TEST(answered.status == 413);
    BOOST_TEST(answered.body == "enough");
    BOOST_TEST(f.statistics().open == kept_over_http2());
}

// Sources that take their time

namespace {

/// A source that reads into memory of its caller's, and lets nobody disturb it before `let_go()`.
class stubborn_source final : public telnyx::body_source {
  public:
    explicit stubborn_source(std::string& into) : into_(into) {}

    std::optional<std::uint64_t> size() const override { return std::nullopt; }

    boost::asio::awaitable<std::string_view> read() override {
        if (++pieces_ == 1) co_return "x";
        co_await boost::asio::this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
        auto const executor = co_await boost::asio::this_coro::executor;
        timer_.emplace(executor, std::chrono::steady_clock::time_point::max());
        reading_ = true;
        co_await timer_->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        into_.assign(1'000, 'y');
        reading_ = false;
        co_return into_;
    }

    bool rewind() override {
        BOOST_TEST(!reading_);
        pieces_ = 0;
        return true;
    }

    bool is_reading() const { return reading_; }
    void let_go() { timer_->cancel(); }

  private:
    std::string& into_;
    std::optional<boost::asio::steady_timer> timer_;
    bool reading_ = false;
    int pieces_ = 0;
};

/// An upload whose source reads, and the memory that goes away when it ends.
struct stubborn_upload {
    explicit stubborn_upload(std::chrono::steady_clock::duration limit = 1h) {
        auto const into = std::make_shared<std::string>();
        source = std::make_shared<stubborn_source>(*into);
        auto const request = post(f, source);
        request->limits.headers_by = std::chrono::steady_clock::now() + limit;
        call.emplace(f.io, [over = f.pool, request, into] { return send(over, request, into); });
        run_until(f.io, [&] { return source->is_reading(); });
    }

    static boost::asio::awaitable<answer> send(std::shared_ptr<telnyx::transport> over,
                                               std::shared_ptr<telnyx::transport_request> request,
                                               std::shared_ptr<std::string> into) {
        std::exception_ptr failure;
        try {
            co_return co_await round_trip(over, request);
        } catch (...) {
            failure = std::current_exception();
        }
        *into = {};
        std::rethrow_exception(failure);
    }

    /// The call goes on as long as the source reads, and ends with it; so many connections remain.
    void check_wait(std::size_t kept) {
        run_ready(f.io);
        BOOST_TEST(!call->over());
        BOOST_TEST(source->is_reading());
        source->let_go();
        run_ready(f.io);
        BOOST_TEST(call->over());
        BOOST_TEST(!source->is_reading());
        BOOST_TEST(f.statistics().open == kept);
    }

    pool_fixture f;
    std::shared_ptr<stubborn_source> source;
    std::optional<task<answer>> call;
};

} // namespace

BOOST_AUTO_TEST_CASE(cancelled_upload_ends_after_its_source) {
    for (int const cancellations : {1, 2}) {
        stubborn_upload upload;
        for (int i = 0; i < cancellations; ++i) {
            upload.call->cancel();
            run_ready(upload.f.io);
        }
        upload.check_wait(kept_over_http2());
        thrown_by<telnyx::api_user_abort_error>([&] { upload.call->get(); });
    }
}

BOOST_AUTO_TEST_CASE(upload_whose_time_is_over_ends_after_its_source) {
    for (bool const cancelled : {false, true}) {
        stubborn_upload upload(1s);
        BOOST_TEST(sees_calls_given_up(upload.f.io, upload.f.server, 1));
        if (cancelled) upload.call->cancel();
        upload.check_wait(kept_over_http2());
        auto const failure = thrown_by<telnyx::api_timeout_error>([&] { upload.call->get(); });
        BOOST_TEST((failure.code() == make_error_code(telnyx::errc::response_timeout)));
    }
}

BOOST_AUTO_TEST_CASE(upload_that_is_broken_off_ends_after_its_source) {
    for (bool const cancelled : {false, true}) {
        stubborn_upload upload;
        upload.f.pool->abort();
        if (cancelled) upload.call->cancel();
        upload.check_wait(0);
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { upload.call->get(); });
        BOOST_TEST((failure.code() == make_error_code(telnyx::errc::client_closed)));
    }
}

BOOST_AUTO_TEST_CASE(upload_that_was_answered_early_ends_after_its_source) {
    for (bool const cancelled : {false, true}) {
        pool_fixture f;
        gate closed;
        f.server.on("POST", "/x").reply(reply::text(413, "enough").at_head().hold(closed));
        std::string into;
        auto const source = std::make_shared<stubborn_source>(into);
        auto call = f.start(post(f, source));
        run_until(f.io, [&] { return source->is_reading(); });
        closed.release();
        BOOST_TEST(f.server.wait_for_replies(1));
        f.io.restart();
        f.io.run_for(20ms); // as far as it gets
        if (cancelled) call.cancel();
        run_ready(f.io);
        BOOST_TEST(!call.over());
        source->let_go();
        if (cancelled)
            BOOST_CHECK_THROW(call.get(), boost::system::system_error);
        else
            BOOST_TEST(call.get().status == 413);
        BOOST_TEST(!source->is_reading());
    }
}

BOOST_AUTO_TEST_SUITE_END()
