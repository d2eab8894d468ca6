// What closing and aborting a client means for its calls, whatever transport and clock it has. What becomes of
// connections is tested in integration/close_test.cpp.

#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/embeddings.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace {

using namespace std::chrono_literals;
using telnyx::errc;
using telnyx::testing::manual_clock;
using telnyx::testing::scripted_reply;
using telnyx::testing::sleeping;
using telnyx::tests::models_json;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using telnyx::tests::thrown_by;

constexpr char event[] = "data: {\"choices\": [{\"index\": 0, \"delta\": {}}]}\n\n";

struct fixture : telnyx::tests::scripted_fixture {
    fixture() { begin_anew(); }

    /// What was closed is replaced.
    void begin_anew(bool manual = true) {
        network = std::make_shared<telnyx::testing::scripted_transport>();
        network->on_unverified([](auto const& failures) { BOOST_ERROR(failures.what()); });
        time = std::make_shared<manual_clock>(sleeping::waits);
        auto made = options();
        if (!manual) made.custom_clock(nullptr);
        client = telnyx::client(io.get_executor(), made);
    }

    auto start() {
        return task(io, [handle = client] { return handle.ai.retrieve_models(); });
    }
    auto close() {
        return task(io, [handle = client]() mutable { return handle.close(); });
    }
    auto wait() {
        return task(io, [handle = client] { return handle.ai.embeddings.wait("t"); });
    }

    /// A call that waits for a minute before it tries again.
    auto pausing_call() {
        network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(503, "{}").header("retry-after", "60"));
        auto call = start();
        run_ready(io);
        BOOST_TEST(client.statistics().calls == 1u);
        BOOST_TEST(client.statistics().pausing == 1u);
        return call;
    }

    /// A wait for a background task that is between two looks.
    auto pausing_wait() {
        network->expect("GET", "/v2/ai/embeddings/t")
            .reply(scripted_reply::json(200, R"({"data": {"task_id": "t", "status": "queued"}})"));
        auto waiting = wait();
        run_ready(io);
        BOOST_TEST(client.statistics().pausing == 1u);
        return waiting;
    }

    template <class Function>
    telnyx::api_connection_error closed(Function call) {
        auto failure = thrown_by<telnyx::api_connection_error>(call);
        BOOST_TEST((failure.code() == errc::client_closed));
        return failure;
    }

    void check_at_rest() const {
        BOOST_TEST(client.statistics().calls == 0u);
        BOOST_TEST(client.statistics().pausing == 0u);
        BOOST_TEST(time->sleepers() == 0u);
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(closing_of_calls, fixture)

BOOST_AUTO_TEST_CASE(abort_ends_the_pause_before_a_retry_at_once) {
    for (bool const manual : {true, false}) {
        begin_anew(manual);
        auto call = pausing_call();
        client.abort();
        auto const failure = closed([&] { call.get(); });
        BOOST_TEST(failure.attempts() == 1);
        BOOST_TEST(failure.operation() == "GET /ai/models");
        run_ready(io);
        check_at_rest();
    }
}

BOOST_AUTO_TEST_CASE(closing_waits_for_a_call_that_pauses_and_lets_it_go_on) {
    auto call = pausing_call();
    auto closing = close();
    run_ready(io);
    BOOST_TEST(!closing.over());
    BOOST_TEST(!call.over());
    closed([&] { start().get(); });
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models_json));
    time->advance(60s);
    closing.get();
    BOOST_TEST(call.over());
    BOOST_TEST(call.get().http().attempts() == 2);
    check_at_rest();
    // And now the transport is closed as well.
    BOOST_CHECK_THROW(run(io, [&] { return network->send(std::make_shared<telnyx::transport_request>()); }),
                      telnyx::api_connection_error);
}

BOOST_AUTO_TEST_CASE(abort_ends_what_closing_waits_for) {
    auto call = pausing_call();
    auto closing = close();
    run_ready(io);
    client.abort();
    closing.get();
    closed([&] { call.get(); });
    check_at_rest();
}

BOOST_AUTO_TEST_CASE(closing_is_over_for_who_cancels_it_but_the_client_stays_closed) {
    auto call = pausing_call();
    auto closing = close();
    run_ready(io);
    closing.cancel();
    BOOST_CHECK_THROW(closing.get(), telnyx::api_user_abort_error);
    closed([&] { start().get(); });
    client.abort();
    closed([&] { call.get(); });
}

BOOST_AUTO_TEST_CASE(nothing_is_closed_before_it_is_awaited) {
    auto closing = client.close();
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models_json));
    start().get();
    run(io, [&] { return std::move(closing); });
    auto const failure = closed([&] { start().get(); });
    BOOST_TEST(failure.operation() == "GET /ai/models");
}

BOOST_AUTO_TEST_CASE(wait_for_a_task_ends_when_the_client_does) {
    for (bool const aborted : {false, true}) {
        begin_anew();
        auto waiting = pausing_wait();
        if (aborted)
            client.abort();
        else
            close().get();
        auto const failure = closed([&] { waiting.get(); });
        BOOST_TEST(failure.operation() == "GET /ai/embeddings/{task_id}");
        run_ready(io);
        check_at_rest();
        closed([&] { wait().get(); });
    }
}

BOOST_AUTO_TEST_CASE(wait_for_a_task_gets_the_response_that_was_on_its_way) {
    telnyx::testing::gate held;
    network->expect("GET", "/v2/ai/embeddings/t")
        .reply(scripted_reply::json(200, R"({"data": {"task_id": "t", "status": "success"}})").head_after(held));
    auto waiting = wait();
    run_ready(io);
    BOOST_TEST(client.statistics().calls == 2u); // the wait, and its look
    auto closing = close();
    run_ready(io);
    BOOST_TEST(!closing.over());
    held.release();
    closing.get();
    waiting.get();
    check_at_rest();
}

BOOST_AUTO_TEST_CASE(stream_is_a_call_in_flight_until_it_has_ended) {
    enum class way { read, closed, dropped, broken };
    for (auto const how : {way::read, way::closed, way::dropped, way::broken}) {
        auto answer = scripted_reply(200, event, "text/event-stream").may_be_given_up();
        if (how == way::broken)
            answer.then_reset(boost::asio::error::connection_reset);
        else
            answer.then("data: [DONE]\n\n");
        network->expect("POST", "/v2/ai/chat/completions").reply(answer);
        telnyx::ai::chat_completion_params const hello{.messages = {telnyx::ai::user_message("hi")}};
        auto stream =
            std::make_unique<telnyx::ai::chat_stream>(run(io, [&] { return client.ai.chat.stream_completion(hello); }));
        run(io, [&] { return stream->next(); });
        BOOST_TEST(client.statistics().calls == 1u);
        if (how == way::read) BOOST_TEST(!run(io, [&] { return stream->next(); }).has_value());
        if (how == way::closed) stream->close();
        if (how == way::dropped) stream.reset();
        if (how == way::broken)
            BOOST_CHECK_THROW(run(io, [&] { return stream->next(); }), telnyx::api_connection_error);
        BOOST_TEST(client.statistics().calls == 0u);
    }
}

BOOST_AUTO_TEST_CASE(stream_of_bytes_is_a_call_in_flight_until_it_has_ended) {
    for (bool const read_on : {true, false}) {
        network->expect("POST", "/v2/text-to-speech/speech")
            .reply(scripted_reply(200, "sound", "audio/mpeg").may_be_given_up());
        telnyx::text_to_speech::text_to_speech_generate_params const params{};
        {
            auto sound = run(io, [&] { return client.text_to_speech.stream_generate(params); });
            BOOST_TEST(client.statistics().calls == 1u);
            if (read_on) {
                BOOST_TEST(run(io, [&] { return sound.collect(100); }) == "sound");
                BOOST_TEST(client.statistics().calls == 0u);
            }
        }
        BOOST_TEST(client.statistics().calls == 0u);
    }
}

BOOST_AUTO_TEST_CASE(call_that_is_made_and_never_awaited_keeps_nobody_waiting) {
    auto const call = client.ai.retrieve_models();
    BOOST_TEST(client.statistics().calls == 0u);
    close().get();
}

BOOST_AUTO_TEST_CASE(client_with_a_call_in_flight_can_go_away_with_its_context) {
    auto other = std::make_unique<boost::asio::io_context>();
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(503, "{}").header("retry-after", "60"));
    telnyx::client const made(other->get_executor(), options());
    {
        task const call(*other, made.ai.retrieve_models());
        run_ready(*other);
        BOOST_TEST(made.statistics().pausing == 1u);
    }
    other.reset();
    BOOST_TEST(made.statistics().calls == 0u);
    BOOST_TEST(made.statistics().pausing == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
