// A body that failed goes on failing: whoever asks again must not take it for one that has ended.
#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/core/decoded_body.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/impl/compressor.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace {

using telnyx::errc;
using telnyx::testing::scripted_reply;
using telnyx::testing::detail::compressed;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using telnyx::tests::thrown_by;

struct fixture : telnyx::tests::scripted_fixture {
    /// The body of an answer, without its content codings.
    std::unique_ptr<telnyx::response_body> body_of(scripted_reply answer) {
        network->expect("GET", "/x").reply(answer.may_be_given_up());
        auto request = std::make_shared<telnyx::transport_request>();
        request->origin = std::make_shared<telnyx::origin>();
        request->method = "GET";
        request->target = "/x";
        auto response = run(io, network->send(request));
        telnyx::core::decode_content(response, 1);
        return std::move(response.body);
    }

    void read_to_end(telnyx::response_body& body) {
        while (true) {
            auto const piece = body.poll();
            if (!piece)
                run(io, body.wait());
            else if (piece->empty())
                return;
        }
    }

    /// The body fails, and again and again with the same.
    template <class Error>
    void check_fails(telnyx::response_body& body) {
        auto const first = thrown_by<Error>([&] { read_to_end(body); });
        for (int i = 0; i < 2; ++i) {
            auto const again = thrown_by<Error>([&] { body.poll(); });
            BOOST_TEST(again.code() == first.code());
            BOOST_TEST(again.what() == first.what());
            auto const waiting = thrown_by<Error>([&] { run(io, body.wait()); });
            BOOST_TEST(waiting.code() == first.code());
        }
    }

    telnyx::byte_stream audio(scripted_reply answer) {
        network->expect("POST", "/v2/text-to-speech/speech").reply(answer.may_be_given_up());
        telnyx::text_to_speech::text_to_speech_generate_params const params{.text = "Hello"};
        return run(io, client.text_to_speech.stream_generate(params));
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(failed_bodies, fixture)

BOOST_AUTO_TEST_CASE(body_that_broke_goes_on_failing) {
    check_fails<telnyx::api_connection_error>(
        *body_of(scripted_reply(200, "abc").then_reset(boost::asio::error::connection_reset)));
    check_fails<telnyx::api_timeout_error>(*body_of(scripted_reply(200, "abc").then_time_out(errc::silence_timeout)));
    check_fails<telnyx::api_connection_error>(*body_of(
        scripted_reply(200, "abc").waits().then_reset(boost::asio::error::connection_reset).then("more of it")));
}

BOOST_AUTO_TEST_CASE(body_whose_wait_took_too_long_goes_on_failing) {
    auto const body = body_of(scripted_reply(200, "abc").then_stall());
    BOOST_TEST(body->poll().value() == "abc");
    BOOST_CHECK_THROW(run(io, body->wait(std::chrono::milliseconds(1))), telnyx::api_timeout_error);
    BOOST_CHECK_THROW(body->poll(), telnyx::api_timeout_error);
    BOOST_CHECK_THROW(run(io, body->wait()), telnyx::api_timeout_error);
}

BOOST_AUTO_TEST_CASE(body_whose_wait_was_cancelled_goes_on_failing) {
    auto const body = body_of(scripted_reply(200, "abc").then_stall());
    BOOST_TEST(body->poll().value() == "abc");
    task waiting(io, [&] { return body->wait(); });
    run_ready(io);
    waiting.cancel();
    BOOST_CHECK_THROW(waiting.get(), telnyx::api_user_abort_error);
    BOOST_CHECK_THROW(body->poll(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(compressed_body_that_is_damaged_or_breaks_off_goes_on_failing) {
    auto const coded = [](std::string body) {
        return scripted_reply(200, std::move(body)).header("content-encoding", "gzip");
    };
    auto const whole = compressed(std::string(1'000, 'x'));
    check_fails<telnyx::api_connection_error>(*body_of(coded(whole.substr(0, whole.size() - 1))));
    check_fails<telnyx::api_connection_error>(*body_of(coded("this is not gzip")));
    check_fails<telnyx::api_connection_error>(
        *body_of(coded(whole.substr(0, 5)).then_reset(boost::asio::error::connection_reset)));
}

BOOST_AUTO_TEST_CASE(body_in_an_unknown_coding_goes_on_failing) {
    check_fails<telnyx::api_response_error>(*body_of(scripted_reply(200, "abc").header("content-encoding", "br")));
}

BOOST_AUTO_TEST_CASE(byte_stream_that_broke_goes_on_failing) {
    auto broken = audio(scripted_reply(200, "abc").then_reset(boost::asio::error::connection_reset));
    BOOST_TEST(run(io, broken.next()) == "abc");
    for (int i = 0; i < 3; ++i) {
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { run(io, broken.next()); });
        BOOST_TEST((failure.code() == boost::asio::error::connection_reset));
        BOOST_TEST(failure.operation() == "POST /text-to-speech/speech");
    }
    thrown_by<telnyx::api_connection_error>([&] { run(io, broken.collect(100)); });
}

BOOST_AUTO_TEST_CASE(byte_stream_that_was_too_long_goes_on_failing) {
    auto long_one = audio(scripted_reply(200, "abcdef").then("ghi"));
    for (int i = 0; i < 2; ++i) {
        auto const failure = thrown_by<telnyx::api_response_error>([&] { run(io, long_one.collect(5)); });
        BOOST_TEST((failure.code() == errc::response_too_large));
        BOOST_TEST(failure.operation() == "POST /text-to-speech/speech");
    }
    thrown_by<telnyx::api_response_error>([&] { run(io, long_one.next()); });
}

BOOST_AUTO_TEST_CASE(byte_stream_that_was_cancelled_goes_on_failing) {
    auto silent = audio(scripted_reply(200, "abc").then_stall());
    run(io, silent.next());
    task next(io, [&] { return silent.next(); });
    run_ready(io);
    next.cancel();
    BOOST_CHECK_THROW(next.get(), telnyx::api_user_abort_error);
    thrown_by<telnyx::api_user_abort_error>([&] { run(io, silent.next()); });
}

BOOST_AUTO_TEST_CASE(byte_stream_that_has_ended_stays_at_its_end) {
    auto whole = audio(scripted_reply(200, "abc"));
    BOOST_TEST(run(io, whole.collect(100)) == "abc");
    for (int i = 0; i < 2; ++i)
        BOOST_TEST(run(io, whole.next()).empty());
}

BOOST_AUTO_TEST_CASE(scripted_transport_says_that_a_request_was_cancelled) {
    auto request = std::make_shared<telnyx::transport_request>();
    request->origin = std::make_shared<telnyx::origin>();
    request->method = "GET";
    request->target = "/x";
    for (int handlers = 1; handlers < 4; ++handlers) {
        auto const silent = std::make_shared<telnyx::testing::scripted_transport>();
        silent->on_unverified([](telnyx::testing::expectation_error const&) {}); // how far it got is not the point
        silent->expect("GET", "/x").reply(scripted_reply::silence());
        bool said_so = false;
        auto call = task(io, [&]() -> boost::asio::awaitable<void> {
            try {
                co_await silent->send(request);
            } catch (telnyx::api_user_abort_error const&) {
                said_so = true;
            }
        });
        for (int i = 0; i < handlers; ++i) {
            io.restart();
            io.poll_one();
        }
        call.cancel();
        call.get();
        BOOST_TEST(said_so);
    }
}

BOOST_AUTO_TEST_SUITE_END()
