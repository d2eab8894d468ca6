// Time limits on the scripted transport, in the time of the client's clock.

#include "support/scripted_fixture.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::ai;
using boost::asio::awaitable;
using boost::asio::io_context;
using telnyx::api_timeout_error;
using telnyx::client_options;
using telnyx::errc;
using telnyx::request_options;
using telnyx::testing::gate;
using telnyx::testing::manual_clock;
using telnyx::testing::scripted_reply;
using telnyx::testing::scripted_request;
using telnyx::testing::sleeping;
using telnyx::tests::models_json;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using duration = manual_clock::duration;

constexpr auto no_limit = duration::max();
constexpr char half[] = R"({"object": "list", )";
constexpr char chunk[] = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";

scripted_reply models() {
    return scripted_reply::json(200, models_json);
}

scripted_reply beginning() {
    return scripted_reply(200, half, "application/json");
}

scripted_reply stream_of(std::string body) {
    return scripted_reply(200, std::move(body), "text/event-stream");
}

/// Limits that come at different times.
request_options usual() {
    return request_options().timeout(5s).silence_timeout(7s).max_retries(0);
}

/// No limit but that of the connection.
request_options unlimited() {
    return request_options().timeout(no_limit).silence_timeout(no_limit).max_retries(0);
}

auto code_is(errc code) {
    return [code](boost::system::system_error const& failure) { return failure.code() == make_error_code(code); };
}

struct fixture : telnyx::tests::scripted_fixture {
    void use(std::shared_ptr<telnyx::clock> other) {
        client = telnyx::client(io.get_executor(), options().custom_clock(std::move(other)));
    }
    void use(sleeping mode) {
        time = std::make_shared<manual_clock>(mode);
        begun = time->now();
        use(time);
    }

    void answer(scripted_reply with) { network->expect("GET", "/v2/ai/models").reply(std::move(with)); }
    void answer_chat(scripted_reply with) { network->expect("POST", "/v2/ai/chat/completions").reply(std::move(with)); }

    auto get(request_options const& with) { return client.ai.retrieve_models(with); }

    chat_stream open(scripted_reply with, request_options const& limits) {
        answer_chat(std::move(with));
        return run(io, client.ai.chat.stream_completion(hello, limits));
    }

    duration elapsed() const { return time->now() - begun; }

    /// The call, or the wait for the next chunk, ends with `code` when the clock has come to `limit`.
    template <class Work>
    void times_out(Work work, errc code, duration limit) {
        task waiting(io, std::move(work));
        run_ready(io);
        BOOST_TEST(!waiting.over());
        BOOST_TEST(time->sleepers() == 0u);
        BOOST_CHECK_EXCEPTION(waiting.get(), api_timeout_error, code_is(code));
        BOOST_TEST((elapsed() == limit));
        BOOST_TEST(time->pauses().empty());
        BOOST_TEST(network->statistics().in_use == 0u);
    }

    /// The same where the test moves the clock.
    template <class Work>
    void times_out_when_moved(Work work, errc code, duration limit) {
        task waiting(io, std::move(work));
        run_ready(io);
        time->advance(limit - elapsed() - 1ns);
        run_ready(io);
        BOOST_TEST(!waiting.over());
        BOOST_TEST(time->sleepers() == 0u);
        time->advance(1ns);
        run_ready(io);
        BOOST_TEST(waiting.over());
        BOOST_CHECK_EXCEPTION(waiting.get(), api_timeout_error, code_is(code));
        BOOST_TEST(time->pauses().empty());
        BOOST_TEST(network->statistics().in_use == 0u);
    }

    std::chrono::steady_clock::time_point begun = time->now();
    chat_completion_params hello{.messages = {user_message("hi")}};
};

/// A clock of a user's own, whose sleepers' time passes at once.
class own_clock : public telnyx::clock {
  public:
    std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::time_point(std::chrono::hours(1)) + duration(moved_.load());
    }
    awaitable<void> sleep(duration pause) override {
        advance(pause);
        co_return;
    }
    void advance(duration by) { moved_ += by.count(); }
    duration moved() const { return duration(moved_.load()); }

  private:
    std::atomic<duration::rep> moved_{0};
};

/// One whose time stands still.
class still_clock final : public own_clock {
  public:
    awaitable<void> sleep(duration) override { co_return; }
};

class broken_clock final : public own_clock {
  public:
    awaitable<void> sleep(duration) override {
        throw std::runtime_error("the spring is broken");
        co_return;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(scripted_limits_tests, fixture)

// Stalls

BOOST_AUTO_TEST_CASE(stall_ends_at_the_first_limit_and_takes_no_time) {
    answer(scripted_reply::silence());
    times_out(get(usual()), errc::response_timeout, 5s);
    use(sleeping::passes);
    answer(scripted_reply::silence());
    times_out(get(usual().deadline(3s)), errc::deadline_exceeded, 3s);
    use(sleeping::passes);
    answer(beginning().then_stall());
    times_out(get(usual()), errc::silence_timeout, 7s);
    use(sleeping::passes);
    answer(beginning().then_stall());
    times_out(get(usual().deadline(6s)), errc::deadline_exceeded, 6s);
    network->verify();
}

BOOST_AUTO_TEST_CASE(stall_ends_when_the_clock_has_been_moved_to_the_first_limit) {
    use(sleeping::waits);
    answer(scripted_reply::silence());
    times_out_when_moved(get(usual()), errc::response_timeout, 5s);
    use(sleeping::waits);
    answer(scripted_reply::silence());
    times_out_when_moved(get(usual().deadline(3s)), errc::deadline_exceeded, 3s);
    use(sleeping::waits);
    answer(beginning().then_stall());
    times_out_when_moved(get(usual()), errc::silence_timeout, 7s);
    use(sleeping::waits);
    answer(beginning().then_stall());
    times_out_when_moved(get(usual().deadline(6s)), errc::deadline_exceeded, 6s);
    network->verify();
}

BOOST_AUTO_TEST_CASE(error_response_that_stalls_is_told_all_the_same) {
    answer(scripted_reply(404, "{", "application/json").then_stall());
    BOOST_CHECK_THROW(run(io, get(usual())), telnyx::not_found_error);
    BOOST_TEST((elapsed() <= 7s));
}

BOOST_AUTO_TEST_CASE(stalled_stream_times_out) {
    auto silent = open(stream_of(chunk).then_stall(), usual());
    run(io, silent.next());
    times_out(silent.next(), errc::silence_timeout, 7s);
    BOOST_TEST(!run(io, silent.next()));

    use(sleeping::passes);
    auto late = open(stream_of(chunk).then_stall(), usual().deadline(6s));
    run(io, late.next());
    times_out(late.next(), errc::deadline_exceeded, 6s);

    use(sleeping::waits);
    auto moved = open(stream_of(chunk).then_stall(), usual());
    run(io, moved.next());
    times_out_when_moved(moved.next(), errc::silence_timeout, 7s);

    use(sleeping::waits);
    auto moved_late = open(stream_of(chunk).then_stall(), usual().deadline(6s));
    run(io, moved_late.next());
    times_out_when_moved(moved_late.next(), errc::deadline_exceeded, 6s);
    network->verify();
}

BOOST_AUTO_TEST_CASE(shorter_of_both_limits_counts_for_a_wait) {
    auto request = std::make_shared<telnyx::transport_request>();
    request->origin = std::make_shared<telnyx::origin>();
    request->method = "GET";
    request->target = "/x";
    request->limits.silence = 7s;
    request->clock = time;
    for (auto const& [at_most, expected] : {std::pair<duration, duration>{2s, 2s}, {no_limit, 7s}, {0s, 0s}}) {
        use(sleeping::passes);
        request->clock = time;
        network->expect("GET", "/x").reply(scripted_reply(200, "a").then_stall());
        auto response = run(io, network->send(request));
        BOOST_TEST(response.body->poll().value() == "a");
        BOOST_CHECK_EXCEPTION(run(io, response.body->wait(at_most)), api_timeout_error, code_is(errc::silence_timeout));
        BOOST_TEST((elapsed() == expected));
        BOOST_TEST(network->statistics().in_use == 0u);
    }
    network->verify();
}

BOOST_AUTO_TEST_CASE(stall_without_a_limit_ends_with_a_cancellation_or_an_abort) {
    for (auto const mode : {sleeping::passes, sleeping::waits}) {
        use(mode);
        answer(scripted_reply::silence());
        task cancelled(io, get(unlimited()));
        run_ready(io);
        time->advance(10'000h);
        run_ready(io);
        BOOST_TEST(!cancelled.over());
        cancelled.cancel();
        BOOST_CHECK_THROW(cancelled.get(), telnyx::api_user_abort_error);
    }
    answer(scripted_reply::silence());
    task aborted(io, get(unlimited()));
    run_ready(io);
    client.abort();
    BOOST_CHECK_EXCEPTION(aborted.get(), telnyx::api_connection_error, code_is(errc::client_closed));
}

BOOST_AUTO_TEST_CASE(stall_with_a_limit_can_be_cancelled_and_aborted) {
    for (auto const mode : {sleeping::passes, sleeping::waits}) {
        use(mode);
        for (auto const& with : {scripted_reply::silence(), beginning().then_stall()}) {
            answer(with);
            task cancelled(io, get(usual().deadline(9s)));
            run_ready(io);
            BOOST_TEST(!cancelled.over());
            cancelled.cancel();
            BOOST_CHECK_THROW(cancelled.get(), telnyx::api_user_abort_error);
            run_ready(io);
            time->advance(1h);
            BOOST_TEST(network->statistics().in_use == 0u);
        }
    }
    answer(scripted_reply::silence());
    task aborted(io, get(usual()));
    run_ready(io);
    client.abort();
    BOOST_CHECK_EXCEPTION(aborted.get(), telnyx::api_connection_error, code_is(errc::client_closed));
}

BOOST_AUTO_TEST_CASE(cancellation_at_any_moment_of_a_stall_is_reported_in_the_same_way) {
    network->expect("GET", "/v2/ai/models").always().reply(beginning().then_stall().may_be_given_up());
    use(sleeping::waits);
    for (int handlers = 0; handlers < 25; ++handlers) {
        task call(io, get(usual()));
        io.restart();
        for (int i = 0; i < handlers; ++i)
            io.poll_one();
        call.cancel();
        BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    }
    BOOST_TEST(network->statistics().in_use == 0u);
}

BOOST_AUTO_TEST_CASE(wait_that_goes_away_with_its_context_leaves_nothing_behind) {
    gate never;
    for (auto const mode : {sleeping::passes, sleeping::waits}) {
        use(mode);
        for (auto const& with : {scripted_reply::silence(), beginning().then_stall(),
                                 beginning().then_hold(never).may_be_given_up(), models().head_after(never)}) {
            answer(with);
            {
                io_context other_io;
                telnyx::client const other(other_io.get_executor(), options());
                task call(other_io, other.ai.retrieve_models(usual().deadline(9s)));
                run_ready(other_io);
                BOOST_TEST(network->statistics().in_use == 1u);
            }
            BOOST_TEST(network->statistics().in_use == 0u);
            time->advance(1h);
        }
    }
    never.release();
}

BOOST_AUTO_TEST_CASE(call_with_the_earlier_limit_ends_first) {
    answer(scripted_reply::silence());
    answer(scripted_reply::silence());
    task later(io, get(usual().timeout(10s)));
    run_ready(io);
    task sooner(io, get(usual().timeout(4s)));
    BOOST_CHECK_EXCEPTION(sooner.get(), api_timeout_error, code_is(errc::response_timeout));
    BOOST_TEST(!later.over());
    BOOST_TEST((elapsed() == 4s));
    BOOST_CHECK_EXCEPTION(later.get(), api_timeout_error, code_is(errc::response_timeout));
    BOOST_TEST((elapsed() == 10s));
}

// Gates

BOOST_AUTO_TEST_CASE(no_time_passes_by_itself_at_a_gate) {
    gate open;
    answer(models().head_after(open));
    task head(io, get(usual()));
    io.restart();
    io.run_for(100ms);
    BOOST_TEST(!head.over());
    BOOST_TEST((elapsed() == 0s));
    open.release();
    head.get();
    network->verify();
}

BOOST_AUTO_TEST_CASE(gate_that_does_not_open_in_time_times_out) {
    gate const never;
    for (auto const mode : {sleeping::passes, sleeping::waits}) {
        use(mode);
        answer(models().head_after(never));
        times_out_when_moved(get(usual()), errc::response_timeout, 5s);
        use(mode);
        answer(models().head_after(never));
        times_out_when_moved(get(usual().deadline(3s)), errc::deadline_exceeded, 3s);
        use(mode);
        auto stream = open(stream_of(chunk).then_hold(never).then(chunk), usual());
        run(io, stream.next());
        times_out_when_moved(stream.next(), errc::silence_timeout, 7s);
        use(mode);
        auto late = open(stream_of(chunk).then_hold(never).then(chunk), usual().deadline(6s));
        run(io, late.next());
        times_out_when_moved(late.next(), errc::deadline_exceeded, 6s);
    }
    network->verify();
}

BOOST_AUTO_TEST_CASE(whether_the_gate_or_the_limit_came_first_counts) {
    use(sleeping::waits);
    gate early;
    answer(models().head_after(early));
    task in_time(io, get(usual()));
    run_ready(io);
    early.release();
    time->advance(1h);
    in_time.get();

    gate late;
    answer(models().head_after(late));
    task too_late(io, get(usual()));
    run_ready(io);
    time->advance(5s);
    late.release();
    BOOST_CHECK_EXCEPTION(too_late.get(), api_timeout_error, code_is(errc::response_timeout));
    network->verify();
}

BOOST_AUTO_TEST_CASE(silence_begins_anew_with_each_chunk) {
    use(sleeping::waits);
    std::vector<gate> gates(4);
    auto with = stream_of(chunk);
    for (auto const& each : gates)
        with.then_hold(each).then(chunk);
    auto stream = open(with.then("data: [DONE]\n\n"), usual());
    run(io, stream.next());
    for (auto& each : gates) {
        task next(io, stream.next());
        run_ready(io);
        time->advance(6s);
        run_ready(io);
        BOOST_TEST(!next.over());
        each.release();
        BOOST_TEST(next.get().has_value());
    }
    BOOST_TEST(!run(io, stream.next()));
    BOOST_TEST((elapsed() == 24s));
    network->verify();
}

BOOST_AUTO_TEST_CASE(stream_without_events_times_out_whatever_else_comes) {
    auto silent = open(stream_of(chunk).then_stall(), usual().event_timeout(3s));
    run(io, silent.next());
    times_out(silent.next(), errc::event_timeout, 3s);

    use(sleeping::waits);
    gate ping;
    auto pinged = open(stream_of(chunk).then_hold(ping).then(": ping\n\n").then_stall(), usual().event_timeout(8s));
    run(io, pinged.next());
    task next(io, pinged.next());
    run_ready(io);
    time->advance(6s);
    ping.release();
    run_ready(io);
    time->advance(2s - 1ns);
    run_ready(io);
    BOOST_TEST(!next.over());
    time->advance(1ns);
    BOOST_CHECK_EXCEPTION(next.get(), api_timeout_error, code_is(errc::event_timeout));
    network->verify();
}

// Who is slow

BOOST_AUTO_TEST_CASE(reader_may_take_its_time) {
    for (bool const waits : {false, true}) {
        auto stream = open(stream_of(std::string(chunk) + chunk + "data: [DONE]\n\n").pieces(40).waits(waits), usual());
        BOOST_TEST(run(io, stream.next()).has_value());
        time->advance(1h);
        BOOST_TEST(run(io, stream.next()).has_value());
        time->advance(1h);
        BOOST_TEST(!run(io, stream.next()));
    }
    network->verify();
}

BOOST_AUTO_TEST_CASE(deadline_of_the_call_is_for_the_reader_too) {
    for (bool const waits : {false, true}) {
        use(sleeping::passes);
        auto stream = open(stream_of(std::string(chunk) + chunk).pieces(40).waits(waits), usual().deadline(1min));
        BOOST_TEST(run(io, stream.next()).has_value());
        time->advance(1min);
        BOOST_CHECK_EXCEPTION(run(io, stream.collect()), api_timeout_error, code_is(errc::deadline_exceeded));
        BOOST_TEST(network->statistics().in_use == 0u);
    }
    network->verify();
}

BOOST_AUTO_TEST_CASE(response_that_is_there_as_a_whole_is_read_after_its_deadline) {
    network->expect("POST", "/v2/text-to-speech/speech").reply(scripted_reply(200));
    auto request = std::make_shared<telnyx::transport_request>();
    request->origin = std::make_shared<telnyx::origin>();
    request->method = "POST";
    request->target = "/v2/text-to-speech/speech";
    request->clock = time;
    request->limits.finish_by = time->now() + 1min;
    auto response = run(io, network->send(request));
    time->advance(1h);
    BOOST_TEST(response.body->poll().value() == "");
    network->verify();
}

BOOST_AUTO_TEST_CASE(time_that_the_script_takes_is_the_servers) {
    network->expect("GET", "/v2/ai/models").reply([this](scripted_request const&) {
        time->advance(5s);
        return models();
    });
    BOOST_CHECK_EXCEPTION(run(io, get(usual())), api_timeout_error, code_is(errc::response_timeout));
    answer(beginning().then_call([this] { time->advance(7s); }).then("}"));
    BOOST_CHECK_EXCEPTION(run(io, get(usual())), api_timeout_error, code_is(errc::silence_timeout));
    answer(models().then_call([this] { time->advance(7s); }));
    BOOST_CHECK_EXCEPTION(run(io, get(usual())), api_timeout_error, code_is(errc::silence_timeout));
    answer(models().then_call([this] { time->advance(7s - 1ns); }));
    run(io, get(usual()));
    auto stream = open(stream_of(chunk).then_call([this] { time->advance(10s); }).then(chunk),
                       usual().silence_timeout(no_limit).deadline(10s));
    run(io, stream.next());
    BOOST_CHECK_EXCEPTION(run(io, stream.next()), api_timeout_error, code_is(errc::deadline_exceeded));
    network->verify();
}

// Attempts

BOOST_AUTO_TEST_CASE(attempts_that_time_out_are_repeated_after_their_pauses) {
    answer(scripted_reply::silence());
    answer(scripted_reply::silence());
    answer(models());
    BOOST_TEST(run(io, get(usual().max_retries(2))).http().attempts() == 3);
    auto const pauses = time->pauses();
    BOOST_TEST_REQUIRE(pauses.size() == 2u);
    BOOST_TEST((pauses[0] > 0s && pauses[0] < pauses[1] * 2));
    BOOST_TEST((elapsed() == 10s + pauses[0] + pauses[1]));
    network->verify();
}

BOOST_AUTO_TEST_CASE(deadline_may_come_in_the_pause_before_a_retry) {
    use(sleeping::waits);
    answer(scripted_reply::json(503, "{}").header("retry-after", "4"));
    task call(io, get(usual().max_retries(2).deadline(10s)));
    run_ready(io);
    BOOST_TEST(time->sleepers() == 1u);
    time->advance(11s);
    BOOST_CHECK_EXCEPTION(call.get(), api_timeout_error, code_is(errc::deadline_exceeded));
    BOOST_TEST(network->requests().size() == 1u);
    BOOST_TEST((time->pauses() == std::vector<duration>{4s}));
    network->verify();
}

BOOST_AUTO_TEST_CASE(second_attempt_has_what_is_left_of_the_deadline) {
    answer(scripted_reply::json(503, "{}").header("retry-after", "4"));
    answer(scripted_reply::silence());
    BOOST_CHECK_EXCEPTION(run(io, get(usual().max_retries(2).deadline(6s))), api_timeout_error,
                          code_is(errc::deadline_exceeded));
    BOOST_TEST((elapsed() == 6s));
    BOOST_TEST((time->pauses() == std::vector<duration>{4s}));
    network->verify();
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_after_the_deadline) {
    auto request = std::make_shared<telnyx::transport_request>();
    request->origin = std::make_shared<telnyx::origin>();
    request->clock = time;
    request->limits.finish_by = time->now();
    BOOST_CHECK_EXCEPTION(run(io, network->send(request)), api_timeout_error, code_is(errc::deadline_exceeded));
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(rest_that_nobody_wants_is_not_waited_for_long) {
    answer(scripted_reply(302, "x").header("location", "/v2/other").then_stall());
    network->expect("GET", "/v2/other").reply(models());
    run(io, get(usual()));
    BOOST_TEST((elapsed() <= 1s));
    BOOST_TEST(time->pauses().empty());
    network->verify();
}

// Other clocks

BOOST_AUTO_TEST_CASE(clock_of_ones_own_is_asked_to_sleep_until_the_limit) {
    auto const own = std::make_shared<own_clock>();
    use(own);
    answer(scripted_reply::silence());
    BOOST_CHECK_EXCEPTION(run(io, get(usual())), api_timeout_error, code_is(errc::response_timeout));
    BOOST_TEST((own->moved() == 5s));
    auto stream = open(stream_of(chunk).then_stall(), usual());
    run(io, stream.next());
    BOOST_CHECK_EXCEPTION(run(io, stream.next()), api_timeout_error, code_is(errc::silence_timeout));
    BOOST_TEST((own->moved() == 12s));

    use(std::make_shared<still_clock>());
    answer(scripted_reply::silence());
    BOOST_CHECK_EXCEPTION(run(io, get(usual().deadline(5s))), api_timeout_error, code_is(errc::deadline_exceeded));
    network->verify();
}

BOOST_AUTO_TEST_CASE(gate_is_held_against_a_clock_of_ones_own) {
    auto const own = std::make_shared<own_clock>();
    use(own);
    gate open;
    answer(models().head_after(open));
    task in_time(io, get(usual()));
    run_ready(io);
    open.release();
    in_time.get();
    BOOST_TEST((own->moved() == 0s));

    answer(models().head_after(gate()));
    task late(io, get(usual()));
    run_ready(io);
    BOOST_TEST(!late.over());
    own->advance(5s);
    BOOST_CHECK_EXCEPTION(late.get(), api_timeout_error, code_is(errc::response_timeout));
    network->verify();
}

BOOST_AUTO_TEST_CASE(what_a_clock_throws_comes_out_of_the_call) {
    use(std::make_shared<broken_clock>());
    answer(scripted_reply::silence());
    BOOST_CHECK_EXCEPTION(run(io, get(usual())), std::runtime_error, [](std::runtime_error const& failure) {
        return failure.what() == std::string("the spring is broken");
    });
}

BOOST_AUTO_TEST_CASE(real_time_counts_without_a_clock_and_with_the_librarys_own) {
    for (auto const& clock : {std::shared_ptr<telnyx::clock>(), std::make_shared<telnyx::clock>()}) {
        use(clock);
        answer(scripted_reply::silence());
        BOOST_CHECK_EXCEPTION(run(io, get(usual().timeout(1ms))), api_timeout_error, code_is(errc::response_timeout));
        answer(models().head_after(gate()));
        BOOST_CHECK_EXCEPTION(run(io, get(usual().deadline(1ms))), api_timeout_error, code_is(errc::deadline_exceeded));
        auto stream = open(stream_of(chunk).then_stall(), usual().silence_timeout(1ms));
        run(io, stream.next());
        BOOST_CHECK_EXCEPTION(run(io, stream.next()), api_timeout_error, code_is(errc::silence_timeout));
    }
    network->verify();
}

// Threads

BOOST_AUTO_TEST_CASE(limits_may_come_while_several_threads_run_the_calls) {
    use(sleeping::waits);
    gate late;
    network->expect("GET", "/v2/ai/models").times(100).reply(scripted_reply::silence());
    network->expect("GET", "/v2/ai/models").times(100).reply(models().head_after(late));
    std::atomic<int> over{0};
    std::atomic<int> timed_out{0};
    auto const count = [&](std::exception_ptr failure, auto const&...) {
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (api_timeout_error const&) {
            ++timed_out;
        } catch (...) {
            // missing in the count
        }
        ++over;
    };
    for (int i = 0; i < 200; ++i)
        boost::asio::co_spawn(
            io, [this]() -> awaitable<void> { co_await client.ai.retrieve_models(usual()); }, count);
    auto work = boost::asio::make_work_guard(io);
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([this] { io.run(); });
    while (network->requests().size() < 200)
        std::this_thread::yield();
    std::thread opening([&] { late.release(); });
    while (over < 200) {
        time->advance(1s);
        std::this_thread::yield();
    }
    opening.join();
    work.reset();
    for (auto& each : threads)
        each.join();
    BOOST_TEST(timed_out >= 100);
    BOOST_TEST(network->statistics().in_use == 0u);
    network->verify();
}

BOOST_AUTO_TEST_SUITE_END()
