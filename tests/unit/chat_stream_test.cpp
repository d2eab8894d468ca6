#include "telnyx/ai/chat.hpp"

#include "support/allocation_counter.hpp"
#include "support/any_moment.hpp"
#include "support/chat_stream_fixture.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::ai;
using namespace telnyx::tests;
using boost::asio::awaitable;
using telnyx::errc;
using telnyx::request_options;
using telnyx::testing::gate;
using telnyx::testing::scripted_reply;
using lines = std::vector<std::string>;

std::string const answer = event(text_chunk("a")) + event("[DONE]");

/// A transport whose answers never end: after their beginning they go on with the same piece forever.
class endless_transport final : public telnyx::transport {
  public:
    endless_transport(std::string beginning, std::string rest)
        : beginning_(std::move(beginning)), rest_(std::move(rest)) {}

    awaitable<telnyx::transport_response> send(std::shared_ptr<telnyx::transport_request>) override {
        telnyx::transport_response response;
        response.status = 200;
        response.headers.append("content-type", "text/event-stream");
        response.body = std::make_unique<body>(beginning_, rest_);
        co_return response;
    }
    awaitable<void> close() override { co_return; }
    void abort() override {}

  private:
    class body final : public telnyx::response_body {
      public:
        body(std::string beginning, std::string rest) : next_(std::move(beginning)), rest_(std::move(rest)) {}
        std::optional<std::string_view> poll() override {
            given_ = std::exchange(next_, rest_);
            return given_;
        }
        awaitable<void> wait(std::chrono::steady_clock::duration) override { co_return; }

      private:
        std::string given_;
        std::string next_;
        std::string rest_;
    };

    std::string beginning_;
    std::string rest_;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(chat_stream_tests, chat_stream_fixture)

// Reading.

BOOST_AUTO_TEST_CASE(gives_the_chunks_in_pieces_of_any_size) {
    auto const body =
        event(text_chunk("Hel")) + event(text_chunk("lo \xf0\x9f\x98\x80")) + event(finish_chunk()) + event("[DONE]");
    for (std::size_t size = 1; size <= body.size(); ++size) {
        for (bool const waits : {false, true}) {
            auto stream = open(stream_of(body).pieces(size).waits(waits));
            BOOST_TEST(read(stream) == (lines{"Hel", "lo \xf0\x9f\x98\x80", ""}), boost::test_tools::per_element());
        }
    }
    network->verify();
}

BOOST_AUTO_TEST_CASE(stream_without_an_answer_is_over) {
    chat_stream none;
    BOOST_TEST(!next(none));
    BOOST_TEST(none.http().status() == 0);
    none.close();
    none = open(stream_of(event(finish_chunk()) + event("[DONE]")));
    BOOST_TEST(read(none).size() == 1u);
}

BOOST_AUTO_TEST_CASE(chunks_are_typed) {
    auto stream = open(scripted_reply::events(
        {R"({"id":"c1","created":7,"model":"m","system_fingerprint":"fp","choices":[{"index":0,"delta":)"
         R"({"role":"assistant","reasoning_content":"hm","refusal":"no","tool_calls":[{"index":1,"id":"call_1",)"
         R"("type":"function","function":{"name":"f","arguments":"{"}}]},"finish_reason":"length","future":1}]})",
         R"({"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}})", "[DONE]"}));
    auto const first = next(stream).value();
    BOOST_TEST(first.id.value() == "c1");
    BOOST_TEST(first.created.value() == 7);
    BOOST_TEST(first.system_fingerprint.value() == "fp");
    auto const& choice = first.choices.at(0);
    BOOST_TEST((choice.delta.role.value() == chat_role::assistant));
    BOOST_TEST(choice.delta.reasoning_content.value() == "hm");
    BOOST_TEST(choice.delta.refusal.value() == "no");
    BOOST_TEST(!choice.delta.content);
    BOOST_TEST((choice.finish_reason.value() == chat_finish_reason::length));
    auto const& call = choice.delta.tool_calls.value().at(0);
    BOOST_TEST(call.index.value() == 1);
    BOOST_TEST(call.function.value().arguments.value() == "{");
    BOOST_TEST(next(stream).value().usage.value().total_tokens.value() == 3);
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(http_side_is_at_hand_from_the_start) {
    expect(scripted_reply::json(503, "{}"));
    auto stream = open(stream_of(event(text_chunk("a")) + event("[DONE]")));
    BOOST_TEST(stream.http().status() == 200);
    BOOST_TEST(stream.http().request_id() == "0123456789abcdef0123456789abcdef");
    BOOST_TEST(stream.http().attempts() == 2);
    BOOST_TEST(read(stream).size() == 1u);
    BOOST_TEST(stream.http().status() == 200);
}

BOOST_AUTO_TEST_CASE(what_is_no_chunk_is_skipped) {
    auto stream =
        open(stream_of("\xef\xbb\xbf: ping\n\nid: 7\nretry: 10\n\ndata:\n\n: ping\r\n\r\ndata: " + text_chunk("a") +
                       "\r\n\r\nevent: message\ndata:" + text_chunk("b") + "\n\ndata: [DONE]\r\r"));
    BOOST_TEST((read(stream) == lines{"a", "b"}));
}

BOOST_AUTO_TEST_CASE(chunk_may_stand_in_several_lines) {
    auto stream =
        open(stream_of("data: {\"choices\": [{\"delta\":\ndata: {\"content\": \"a\"}}]}\n\n" + event("[DONE]")));
    BOOST_TEST((read(stream) == lines{"a"}));
}

// The end.

BOOST_AUTO_TEST_CASE(after_the_end_mark_there_is_nothing_more) {
    auto stream = open(stream_of(event(text_chunk("a")) + event("[DONE]") + event(text_chunk("late")) + "rubbish"));
    BOOST_TEST((read(stream) == lines{"a"}));
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(!next(stream));
    chat_completion_chunk chunk;
    BOOST_TEST(!run(io, stream.next_into(chunk)));
    network->verify();
}

BOOST_AUTO_TEST_CASE(body_is_read_to_its_end_after_the_end_mark) {
    auto stream = open(stream_of(answer).then("\n").then(": bye\n\n").waits());
    BOOST_TEST(read(stream).size() == 1u);
    run_ready(io);
    BOOST_TEST(network->statistics().in_use == 0u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(what_goes_wrong_after_the_end_mark_does_not_matter) {
    for (auto const& reply :
         {stream_of(answer).then_reset(boost::asio::error::connection_reset),
          stream_of(answer).then_time_out(errc::silence_timeout),
          stream_of(answer).then_failure(telnyx::api_response_error(errc::response_too_large, "x", {}, {})),
          stream_of(answer).then_stall()}) {
        auto stream = open(reply);
        BOOST_TEST(read(stream).size() == 1u);
        BOOST_TEST(!next(stream));
        telnyx::tests::run_until(io, [this] { return network->statistics().in_use == 0u; });
    }
}

BOOST_AUTO_TEST_CASE(server_that_does_not_stop_after_the_end_mark_is_left) {
    telnyx::client const other(io.get_executor(),
                               options().custom_transport(std::make_shared<endless_transport>(answer, ": more\n\n")));
    auto stream = open_with(other);
    BOOST_TEST(read(stream).size() == 1u);
}

BOOST_AUTO_TEST_CASE(end_mark_ends_the_answer_although_the_body_stays_open) {
    gate end;
    auto stream = open(stream_of(answer).then_hold(end));
    BOOST_TEST(next(stream).has_value());
    task last(io, stream.next());
    run_ready(io);
    BOOST_TEST(last.over());
    BOOST_TEST(!last.get());
    BOOST_TEST(network->statistics().in_use == 1u); // the rest is waited for behind the caller's back
    end.release();
    run_ready(io);
    BOOST_TEST(network->statistics().in_use == 0u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(what_is_waited_for_after_the_end_mark_goes_away_with_its_context) {
    boost::asio::io_context other_io;
    telnyx::client const other(other_io.get_executor(), options());
    expect(stream_of(answer).then_hold(gate()).may_be_given_up());
    {
        auto stream = run(other_io, other.ai.chat.stream_completion(hello));
        while (run(other_io, stream.next())) {
        }
    }
    run_ready(other_io);
    BOOST_TEST(network->statistics().in_use == 1u);
}

BOOST_AUTO_TEST_CASE(finish_reason_is_enough_where_the_end_mark_is_missing) {
    auto stream = open(stream_of(event(text_chunk("a")) + event(finish_chunk())));
    BOOST_TEST((read(stream) == lines{"a", ""}));
    BOOST_TEST(!next(stream));
    auto with_usage = open(stream_of(event(finish_chunk()) + event(R"({"choices":[],"usage":{}})")));
    BOOST_TEST(read(with_usage).size() == 2u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(every_choice_needs_its_finish_reason) {
    auto const piece = [](int choice) {
        return event(R"({"choices":[{"index":)" + std::to_string(choice) + R"(,"delta":{"content":"x"}}]})");
    };
    auto whole = open(stream_of(piece(0) + piece(1) + event(finish_chunk(1)) + event(finish_chunk(0))));
    BOOST_TEST(read(whole).size() == 4u);
    auto const cut = failure_of<telnyx::api_stream_error>(stream_of(piece(0) + piece(1) + event(finish_chunk(0))));
    BOOST_TEST((cut.code() == errc::stream_incomplete));
}

BOOST_AUTO_TEST_CASE(end_without_end_mark_and_finish_reason_is_an_error) {
    for (auto const& body :
         {std::string(), std::string(": ping\n\n"), event(text_chunk("a")), event(text_chunk("a")) + "data: [DON",
          event("[DONE]"), event(R"({"choices":[]})") + event("[DONE]"), event(R"({"choices":[],"usage":{}})")}) {
        auto const failure = failure_of<telnyx::api_stream_error>(stream_of(body).may_be_given_up());
        BOOST_TEST((failure.code() == errc::stream_incomplete), body);
        BOOST_TEST(failure.request_id() == "0123456789abcdef0123456789abcdef");
        BOOST_TEST(failure.payload() == "");
        BOOST_TEST(failure.attempts() == 1);
    }
    network->verify();
}

// Errors within the stream.

BOOST_AUTO_TEST_CASE(error_event_is_thrown_with_what_the_server_said) {
    auto stream = open(stream_of(event(text_chunk("a")) +
                                 "event: error\ndata: {\"error\": {\"message\": \"overloaded\", \"code\": 503}}\n\n" +
                                 event(text_chunk("b")))
                           .may_be_given_up());
    BOOST_TEST(content_of(next(stream).value()) == "a");
    auto const failure = failure_of<telnyx::api_stream_error>(stream);
    BOOST_TEST((failure.code() == errc::stream_failed));
    BOOST_TEST(failure.errors().at(0).detail == "overloaded");
    BOOST_TEST(failure.payload() == R"({"error": {"message": "overloaded", "code": 503}})");
    BOOST_TEST(failure.request_id() == "0123456789abcdef0123456789abcdef");

    auto const plain =
        failure_of<telnyx::api_stream_error>(stream_of("event: error\ndata: out of memory\n\n").may_be_given_up());
    BOOST_TEST(plain.payload() == "out of memory");
    BOOST_TEST(plain.errors().empty());
    BOOST_TEST(holds(plain.what(), "out of memory"));
}

BOOST_AUTO_TEST_CASE(error_payload_is_thrown_in_all_its_forms) {
    auto const detail_of = [this](std::string const& payload) {
        auto const failure = failure_of<telnyx::api_stream_error>(
            stream_of(event(text_chunk("a")) + event(payload) + event("[DONE]")).may_be_given_up());
        BOOST_TEST((failure.code() == errc::stream_failed), payload);
        BOOST_TEST(failure.payload() == payload);
        return failure.errors().at(0).detail;
    };
    BOOST_TEST(detail_of(R"({"errors": [{"code": "1", "title": "t", "detail": "telnyx"}]})") == "telnyx");
    BOOST_TEST(detail_of(R"({"error": {"message": "openai", "type": "server_error"}})") == "openai");
    BOOST_TEST(detail_of(R"({"error": "text"})") == "text");
    BOOST_TEST(detail_of(R"({"detail": "fastapi"})") == "fastapi");
    BOOST_TEST(detail_of(R"({"id": "c1", "choices": [], "error": {"message": "with choices"}})") == "with choices");
    BOOST_TEST(detail_of(R"({"choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "error"}],)"
                         R"( "error": {"message": "with a finish reason"}})") == "with a finish reason");
    BOOST_TEST(detail_of(R"({"choices": [], "errors": [{"detail": "with choices, too"}]})") == "with choices, too");
}

BOOST_AUTO_TEST_CASE(word_error_alone_is_no_error) {
    auto stream = open(stream_of(event(text_chunk(R"(\"error\": {\"message\": \"x\"})")) +
                                 event(R"({"choices": [], "error": null, "errors": []})") +
                                 event(R"({"choices": [], "x": {"error": {"message": "deep"}}})") + event("[DONE]")));
    BOOST_TEST((read(stream) == lines{R"("error": {"message": "x"})", "", ""}));
}

BOOST_AUTO_TEST_CASE(chunk_that_cannot_be_read_is_an_error) {
    auto const failure_with = [this](std::string const& data) {
        auto const failure = failure_of<telnyx::api_response_error>(
            stream_of(event(text_chunk("a")) + event(data) + event(text_chunk("b"))).may_be_given_up());
        BOOST_TEST((failure.code() == errc::malformed_response), data);
        BOOST_TEST(failure.status() == 200);
        BOOST_TEST(failure.request_id() == "0123456789abcdef0123456789abcdef");
        BOOST_TEST(failure.http().body() == data);
        return failure;
    };
    for (std::string const data : {"{", "nope", "[DONE", "[]", "{\"choices\": [\"\xff\"]}"})
        BOOST_TEST(failure_with(data).path() != "x");
    BOOST_TEST(failure_with(R"({"choices": {}})").path() == "choices");
    BOOST_TEST(failure_with(R"({"choices": [{"delta": {"content": 7}}]})").path() == "choices[0].delta.content");
    BOOST_TEST(failure_with(R"({"choices": [{"index": "0", "delta": {}}]})").path() == "choices[0].index");
}

BOOST_AUTO_TEST_CASE(long_chunk_that_cannot_be_read_is_shortened) {
    auto const failure =
        failure_of<telnyx::api_response_error>(stream_of(event("{" + std::string(5000, 'x'))).may_be_given_up());
    BOOST_TEST(failure.http().body().size() == 1000u);
    BOOST_TEST(std::string_view(failure.what()).size() < 600u);
}

BOOST_AUTO_TEST_CASE(chunks_nested_too_deeply_are_refused) {
    auto const nested = [](std::size_t levels) {
        return R"({"choices": [], "x": )" + std::string(levels, '[') + std::string(levels, ']') + "}";
    };
    auto stream = open(stream_of(event(nested(63)) + answer));
    BOOST_TEST(read(stream).size() == 2u);
    failure_of<telnyx::api_response_error>(stream_of(event(nested(64))).may_be_given_up());
}

BOOST_AUTO_TEST_CASE(event_that_is_too_large_is_an_error) {
    telnyx::client const other(io.get_executor(), options().max_event_size(1000));
    auto const body = event(text_chunk("a")) + event(text_chunk(std::string(1000, 'x')));
    expect(stream_of(body).pieces(100).may_be_given_up());
    auto stream = open_with(other);
    BOOST_TEST(content_of(next(stream).value()) == "a");
    auto const failure = failure_of<telnyx::api_response_error>(stream);
    BOOST_TEST((failure.code() == errc::response_too_large));
    BOOST_TEST(failure.status() == 200);

    expect(stream_of(body + event("[DONE]")).pieces(100));
    auto allowed = open_with(other, request_options().max_event_size(2000));
    BOOST_TEST(read(allowed).size() == 2u);

    // The size of a body limits no stream.
    expect(stream_of(body + event("[DONE]")).pieces(100).may_be_given_up());
    auto other_limit = open_with(other, request_options().max_response_size(2000));
    BOOST_TEST(content_of(next(other_limit).value()) == "a");
    failure_of<telnyx::api_response_error>(other_limit);

    telnyx::client const small(io.get_executor(), options().max_response_size(100));
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += event(text_chunk("a"));
    expect(stream_of(many + event("[DONE]")));
    auto endless = open_with(small);
    BOOST_TEST(read(endless).size() == 100u);
}

BOOST_AUTO_TEST_CASE(endless_line_does_not_fill_the_memory) {
    telnyx::client const other(io.get_executor(), options().custom_transport(std::make_shared<endless_transport>(
                                                      "data: ", "xxxxxxxxxxxxxxxx")));
    auto stream = open_with(other);
    auto const failure = failure_of<telnyx::api_response_error>(stream);
    BOOST_TEST((failure.code() == errc::response_too_large));
}

BOOST_AUTO_TEST_CASE(connection_that_breaks_is_an_error_and_nothing_is_sent_again) {
    auto const broken = failure_of<telnyx::api_connection_error>(
        stream_of(event(text_chunk("a"))).then_reset(boost::asio::error::connection_reset));
    BOOST_TEST((broken.code() == boost::asio::error::connection_reset));
    auto const finished =
        failure_of<telnyx::api_connection_error>(stream_of(event(finish_chunk())).then_reset(boost::asio::error::eof));
    BOOST_TEST((finished.code() == boost::asio::error::eof));
    auto const silent = failure_of<telnyx::api_timeout_error>(stream_of("").then_time_out(errc::silence_timeout));
    BOOST_TEST((silent.code() == errc::silence_timeout));
    BOOST_TEST(network->requests().size() == 3u);
}

BOOST_AUTO_TEST_CASE(everything_before_a_break_is_handed_out) {
    auto stream = open(
        stream_of(event(text_chunk("a")) + event(text_chunk("b")) + "data: {").then_reset(boost::asio::error::eof));
    BOOST_TEST(content_of(next(stream).value()) == "a");
    BOOST_TEST(content_of(next(stream).value()) == "b");
    failure_of<telnyx::api_connection_error>(stream);
}

// Time.

BOOST_AUTO_TEST_CASE(comments_do_not_keep_a_stream_alive_beyond_the_limit_for_events) {
    auto const keep_alive = [this](scripted_reply& to, int times, std::string const& what = ": ping\n\n") {
        for (int i = 0; i < times; ++i)
            to.then_call([this] { time->advance(300ms); }).then(what);
    };
    for (std::string const what : {": ping\n\n", "event: ping\ndata: {}\n\n", "data:\n\n", "retry: 1\n"}) {
        auto dead = stream_of(event(text_chunk("a"))).waits().may_be_given_up();
        keep_alive(dead, 3, what);
        dead.then(event(text_chunk("b")));
        keep_alive(dead, 100, what);
        auto stream = open(dead, request_options().event_timeout(1s));
        BOOST_TEST(content_of(next(stream).value()) == "a");
        BOOST_TEST(content_of(next(stream).value()) == "b");
        auto const begun = time->now();
        auto const failure = failure_of<telnyx::api_timeout_error>(stream);
        BOOST_TEST((failure.code() == errc::event_timeout), what);
        BOOST_TEST(holds(failure.what(), "timed out while waiting for the next event"));
        BOOST_TEST(((time->now() - begun) <= 1800ms));
    }

    auto patient = stream_of(event(text_chunk("a"))).waits();
    keep_alive(patient, 100);
    patient.then(event("[DONE]"));
    auto unlimited = open(patient);
    BOOST_TEST(read(unlimited).size() == 1u);

    telnyx::client const strict(io.get_executor(), options().event_timeout(1s));
    expect(patient);
    auto lifted = open_with(strict, request_options().event_timeout(telnyx::request_options::duration::max()));
    BOOST_TEST(read(lifted).size() == 1u);
    expect(patient.may_be_given_up());
    auto limited = open_with(strict);
    BOOST_TEST((failure_of<telnyx::api_timeout_error>(limited).code() == errc::event_timeout));
}

BOOST_AUTO_TEST_CASE(time_that_a_reader_takes_does_not_count_for_the_limit_for_events) {
    auto stream = open(stream_of(event(text_chunk("a")) + event(text_chunk("b")) + event("[DONE]")).pieces(40).waits(),
                       request_options().event_timeout(1s));
    for (int i = 0; i < 2; ++i) {
        BOOST_TEST(next(stream).has_value());
        time->advance(1h);
    }
    BOOST_TEST(!next(stream));
}

// Before the stream.

BOOST_AUTO_TEST_CASE(answer_that_is_no_event_stream_is_an_error) {
    for (auto const& answer :
         {scripted_reply::json(200, R"({"choices": []})"), scripted_reply(200, "<html>hi</html>", "text/html"),
          scripted_reply(200, "data: {}\n\n"), scripted_reply(200, "x", "text/event-streams"), scripted_reply(204)}) {
        try {
            auto const stream = open(answer);
            BOOST_ERROR("not refused");
        } catch (telnyx::api_response_error const& failure) {
            BOOST_TEST((failure.code() == errc::malformed_response));
            BOOST_TEST(holds(failure.what(), "POST /ai/chat/completions: expected an event stream"));
        }
        BOOST_TEST(network->statistics().in_use == 0u);
    }
    BOOST_CHECK_EXCEPTION(
        open(scripted_reply::json(200, R"({"choices": []})").pieces(1).waits()), telnyx::api_response_error,
        [](telnyx::api_response_error const& failure) { return failure.http().body() == R"({"choices": []})"; });
}

BOOST_AUTO_TEST_CASE(endless_answer_that_is_no_event_stream_is_given_up) {
    std::string const much(300'000, 'x');
    scripted_reply answer(200, much, "text/plain");
    for (int i = 0; i < 10; ++i)
        answer.then(much);
    BOOST_CHECK_THROW(open(answer.may_be_given_up()), telnyx::api_response_error);
}

BOOST_AUTO_TEST_CASE(errors_before_the_stream_are_as_for_any_call) {
    expect(scripted_reply::json(429, "{}").header("retry-after", "2"));
    expect(scripted_reply::reset(boost::asio::error::connection_reset));
    auto stream = open(stream_of(answer));
    BOOST_TEST(read(stream).size() == 1u);
    BOOST_TEST(time->pauses().size() == 2u);
    BOOST_CHECK_THROW(open(scripted_reply::json(401, "{}")), telnyx::authentication_error);
    BOOST_CHECK_THROW(open(scripted_reply::json(422, R"({"errors": [{"code": "1"}]})")),
                      telnyx::unprocessable_entity_error);
}

// Memory.

BOOST_AUTO_TEST_CASE(chunks_that_are_reused_keep_nothing_of_the_one_before) {
    auto stream = open(scripted_reply::events(
        {R"({"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","content":"a","tool_calls":[{"index":0}]},)"
         R"("finish_reason":"stop"},{"index":1,"delta":{}}],"usage":{"total_tokens":1}})",
         R"({"choices":[{"delta":{}}]})", "[DONE]"}));
    chat_completion_chunk chunk;
    BOOST_TEST(run(io, stream.next_into(chunk)));
    BOOST_TEST(chunk.choices.size() == 2u);
    BOOST_TEST(run(io, stream.next_into(chunk)));
    BOOST_TEST(!chunk.id);
    BOOST_TEST(!chunk.usage);
    BOOST_TEST_REQUIRE(chunk.choices.size() == 1u);
    BOOST_TEST(!chunk.choices[0].index);
    BOOST_TEST(!chunk.choices[0].delta.role);
    BOOST_TEST(!chunk.choices[0].delta.content);
    BOOST_TEST(!chunk.choices[0].delta.tool_calls);
    BOOST_TEST(!chunk.choices[0].finish_reason);
    BOOST_TEST(!run(io, stream.next_into(chunk)));
}

BOOST_AUTO_TEST_CASE(reading_into_the_same_chunk_does_not_allocate) {
    std::string body;
    for (int i = 0; i < 1000; ++i)
        body += event(text_chunk("a text that does not fit a small string"));
    auto stream = open(stream_of(body + event("[DONE]")));
    std::size_t allocations = 0;
    int chunks = 0;
    run(io, [&]() -> awaitable<void> {
        chat_completion_chunk chunk;
        for (int i = 0; i < 10; ++i)
            co_await stream.next_into(chunk);
        auto const before = ::allocation_count();
        for (; chunks < 900; ++chunks)
            co_await stream.next_into(chunk);
        allocations = ::allocation_count() - before;
        while (co_await stream.next_into(chunk)) {
        }
    });
    BOOST_TEST(allocations == 0u);
}

// Order.

BOOST_AUTO_TEST_CASE(nothing_is_read_ahead_of_what_is_asked_for) {
    lines log;
    auto const note = [&](std::string what) { return [&log, what = std::move(what)] { log.push_back(what); }; };
    auto stream = open(stream_of(event(text_chunk("a")))
                           .then_call(note("two"))
                           .then(event(text_chunk("b")))
                           .then_call(note("three"))
                           .then(event("[DONE]"))
                           .then_call(note("end")));
    run_ready(io);
    BOOST_TEST(log.empty());
    next(stream);
    run_ready(io);
    BOOST_TEST(log.empty());
    next(stream);
    run_ready(io);
    BOOST_TEST((log == lines{"two"}));
    BOOST_TEST(!next(stream));
    BOOST_TEST((log == lines{"two", "three", "end"}));
}

BOOST_AUTO_TEST_CASE(chunk_is_handed_out_as_soon_as_it_is_there) {
    gate more;
    auto stream = open(stream_of(event(text_chunk("a"))).then_hold(more).then(event("[DONE]")));
    BOOST_TEST(content_of(next(stream).value()) == "a");
    task last(io, stream.next());
    run_ready(io);
    BOOST_TEST(!last.over());
    more.release();
    BOOST_TEST(!last.get());
}

// Giving up.

BOOST_AUTO_TEST_CASE(wait_for_a_chunk_can_be_cancelled) {
    auto stream = open(stream_of(event(text_chunk("a"))).then_stall());
    next(stream);
    task wait(io, stream.next());
    run_ready(io);
    BOOST_TEST(!wait.over());
    wait.cancel();
    try {
        wait.get();
        BOOST_ERROR("not cancelled");
    } catch (telnyx::api_user_abort_error const& failure) {
        BOOST_TEST((failure.code() == boost::asio::error::operation_aborted));
        BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
    }
    BOOST_TEST(network->statistics().in_use == 0u);
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(opening_can_be_cancelled) {
    expect(scripted_reply::silence());
    task opening(io, [this]() -> awaitable<void> { co_await client.ai.chat.stream_completion(hello); });
    run_ready(io);
    opening.cancel();
    BOOST_CHECK_THROW(opening.get(), telnyx::api_user_abort_error);

    expect(scripted_reply(200, "x", "text/plain").then_stall());
    task refused(io, [this]() -> awaitable<void> { co_await client.ai.chat.stream_completion(hello); });
    run_ready(io);
    refused.cancel();
    try {
        refused.get();
        BOOST_ERROR("not cancelled");
    } catch (telnyx::api_user_abort_error const& failure) {
        BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
    }
}

BOOST_AUTO_TEST_CASE(cancellation_at_any_moment_is_reported_in_the_same_way) {
    auto const body = event(text_chunk("a")) + event(text_chunk("b")) + event("[DONE]");
    network->expect("POST", "/*").always().reply(stream_of(body).waits().pieces(100).may_be_given_up());
    cancel_at_any_moment(io, "POST /ai/chat/completions", [this, stream = telnyx::ai::chat_stream()]() mutable {
        stream = open_with(client);
        return stream.collect();
    });
}

BOOST_AUTO_TEST_CASE(refusal_that_is_cancelled_at_any_moment_is_reported_in_the_same_way) {
    network->expect("POST", "/*")
        .always()
        .reply(scripted_reply(200, "no events", "text/plain").waits().pieces(1).may_be_given_up());
    cancel_at_any_moment(io, "POST /ai/chat/completions", [this]() -> awaitable<void> {
        bool refused = false;
        try {
            co_await client.ai.chat.stream_completion(hello);
        } catch (telnyx::api_response_error const&) {
            refused = true;
        }
        BOOST_TEST(refused);
    });
}

BOOST_AUTO_TEST_CASE(stream_that_is_dropped_gives_its_connection_up) {
    {
        auto stream = open(stream_of(event(text_chunk("a")) + event(text_chunk("b"))).may_be_given_up());
        next(stream);
        BOOST_TEST(network->statistics().in_use == 1u);
    }
    BOOST_TEST(network->statistics().in_use == 0u);
    { auto const unread = open(stream_of(event(text_chunk("a"))).may_be_given_up()); }
    BOOST_TEST(network->statistics().in_use == 0u);
}

BOOST_AUTO_TEST_CASE(closed_stream_is_over) {
    auto stream = open(stream_of(event(text_chunk("a")) + event(text_chunk("b"))).may_be_given_up());
    next(stream);
    stream.close();
    BOOST_TEST(network->statistics().in_use == 0u);
    BOOST_TEST(!next(stream));
    stream.close();
    BOOST_TEST(stream.http().status() == 200);
}

BOOST_AUTO_TEST_CASE(streams_can_be_moved) {
    auto first = open(stream_of(event(text_chunk("a")) + event(text_chunk("b")) + event("[DONE]")));
    auto second = open(stream_of(event(text_chunk("c"))).may_be_given_up());
    BOOST_TEST(content_of(next(first).value()) == "a");
    second = std::move(first);
    BOOST_TEST(network->statistics().in_use == 1u);
    BOOST_TEST(content_of(next(second).value()) == "b");
    BOOST_TEST(!next(second));
    network->verify();
}

BOOST_AUTO_TEST_CASE(stream_outlives_the_client) {
    auto other = std::make_unique<telnyx::client>(io.get_executor(), options());
    expect(stream_of(event(text_chunk("a")) + event("[DONE]")).waits().pieces(10));
    auto stream = open_with(*other);
    other.reset();
    BOOST_TEST((read(stream) == lines{"a"}));
}

BOOST_AUTO_TEST_CASE(stream_that_goes_away_with_its_context_leaves_nothing_behind) {
    {
        boost::asio::io_context other_io;
        telnyx::client const other(other_io.get_executor(), options());
        expect(stream_of(event(text_chunk("a"))).then_stall());
        task reading(other_io, [&]() -> awaitable<void> {
            auto stream = co_await other.ai.chat.stream_completion(hello);
            while (co_await stream.next()) {
            }
        });
        run_ready(other_io);
        BOOST_TEST(network->statistics().in_use == 1u);
    }
    BOOST_TEST(network->statistics().in_use == 0u);
}

BOOST_AUTO_TEST_CASE(abort_breaks_streams_off) {
    auto stream = open(stream_of(event(text_chunk("a"))).then_stall());
    next(stream);
    task wait(io, stream.next());
    run_ready(io);
    client.abort();
    BOOST_CHECK_EXCEPTION(wait.get(), telnyx::api_connection_error, [](telnyx::api_connection_error const& failure) {
        return failure.code() == make_error_code(errc::client_closed);
    });
}

// All at once.

BOOST_AUTO_TEST_CASE(rest_can_be_collected) {
    auto stream = open(stream_of(event(text_chunk("a")) + event(text_chunk("b")) + event(text_chunk("c")) +
                                 event(finish_chunk()) + event("[DONE]"))
                           .pieces(7));
    next(stream);
    auto const rest = run(io, stream.collect());
    BOOST_TEST(rest.choices.at(0).message.content.value() == "bc");
    BOOST_TEST((rest.choices.at(0).finish_reason.value() == chat_finish_reason::stop));
    BOOST_TEST(run(io, stream.collect()).choices.empty());
}

BOOST_AUTO_TEST_CASE(collecting_fails_as_reading_does) {
    auto cut = open(stream_of(event(text_chunk("a"))));
    BOOST_CHECK_THROW(run(io, cut.collect()), telnyx::api_stream_error);

    auto hostile =
        open(stream_of(event(text_chunk("a")) + event(R"({"choices":[{"index":100000,"delta":{}}]})") + event("[DONE]"))
                 .may_be_given_up());
    try {
        run(io, hostile.collect());
        BOOST_ERROR("not refused");
    } catch (telnyx::api_response_error const& failure) {
        BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
        BOOST_TEST(failure.status() == 200);
        BOOST_TEST(failure.request_id() == "0123456789abcdef0123456789abcdef");
        BOOST_TEST(failure.path() == "choices[].index");
    }
    BOOST_TEST(network->statistics().in_use == 0u);
    BOOST_TEST(!next(hostile));
}

BOOST_AUTO_TEST_SUITE_END()
