#include "telnyx/testing/scripted_transport.hpp"

#include "support/task.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/certificate_error.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <thread>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using boost::asio::awaitable;
using boost::asio::io_context;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using lines = std::vector<std::string>;

constexpr auto no_limit = std::chrono::steady_clock::duration::max();

/// A body source that gives fixed pieces.
class pieces_source final : public telnyx::body_source {
  public:
    explicit pieces_source(lines pieces) : pieces_(std::move(pieces)) {}

    std::optional<std::uint64_t> size() const override { return std::nullopt; }
    awaitable<std::string_view> read() override {
        co_return next_ < pieces_.size() ? std::string_view(pieces_[next_++]) : std::string_view();
    }
    bool rewind() override { return next_ = 0, true; }

  private:
    lines pieces_;
    std::size_t next_ = 0;
};

struct fixture {
    ~fixture() {
        network->on_unverified([](expectation_error const&) {});
    }

    std::shared_ptr<telnyx::transport_request> request(std::string method = "GET", std::string target = "/x") {
        auto made = std::make_shared<telnyx::transport_request>();
        made->origin = std::make_shared<telnyx::origin>();
        made->method = std::move(method);
        made->target = std::move(target);
        return made;
    }

    telnyx::transport_response send(std::shared_ptr<telnyx::transport_request> sent) {
        return run(io, network->send(std::move(sent)));
    }
    telnyx::transport_response send(std::string method = "GET", std::string target = "/x") {
        return send(request(std::move(method), std::move(target)));
    }

    /// All pieces up to the end.
    lines read(telnyx::response_body& body) {
        lines pieces;
        while (true) {
            auto const piece = body.poll();
            if (!piece)
                run(io, body.wait());
            else if (piece->empty())
                return pieces;
            else
                pieces.emplace_back(*piece);
        }
    }

    io_context io;
    std::shared_ptr<scripted_transport> network = std::make_shared<scripted_transport>();
};

auto code_is(boost::system::error_code code) {
    return [code](boost::system::system_error const& failure) { return failure.code() == code; };
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(scripted_transport_tests, fixture)

BOOST_AUTO_TEST_CASE(answers_what_was_scripted) {
    network->expect("GET", "/x").reply(scripted_reply::json(201, "{}").header("x-a", "b"));
    auto response = send();
    BOOST_TEST(response.status == 201);
    BOOST_TEST(response.headers.text() == "content-type: application/json\r\nx-a: b\r\n");
    BOOST_TEST(read(*response.body) == lines{"{}"}, boost::test_tools::per_element());
    network->verify();
}

BOOST_AUTO_TEST_CASE(has_responses_for_the_usual_cases) {
    network->expect("GET", "/json").reply(scripted_reply::json(200, boost::json::object{{"a", 1}}));
    network->expect("GET", "/text").reply(scripted_reply::text(200, "hi"));
    network->expect("GET", "/events").reply(scripted_reply::events({"1", "2"}));
    telnyx::error_detail detail;
    detail.code = "10005";
    detail.title = "Not found";
    network->expect("GET", "/error").reply(scripted_reply::error(404, detail));

    auto json = send("GET", "/json");
    BOOST_TEST(read(*json.body) == lines{R"({"a":1})"}, boost::test_tools::per_element());
    auto text = send("GET", "/text");
    BOOST_TEST(text.headers.get("content-type").value() == "text/plain; charset=utf-8");
    BOOST_TEST(read(*text.body) == lines{"hi"}, boost::test_tools::per_element());
    auto events = send("GET", "/events");
    BOOST_TEST(events.headers.get("content-type").value() == "text/event-stream");
    BOOST_TEST((read(*events.body) == lines{"data: 1\n\n", "data: 2\n\n"}));
    auto error = send("GET", "/error");
    BOOST_TEST(error.status == 404);
    BOOST_TEST((read(*error.body) == lines{R"({"errors":[{"code":"10005","title":"Not found"}]})"}));
    network->verify();
}

BOOST_AUTO_TEST_CASE(records_requests) {
    network->expect("POST", "/v2/{what}").reply(scripted_reply(204));
    auto sent = request("POST", "/v2/a%20b?c=d");
    auto origin = std::make_shared<telnyx::origin>();
    origin->host = "example.com";
    sent->origin = origin;
    sent->headers.append("A", "b");
    sent->has_body = true;
    sent->body = "body";
    sent->limits.silence = 7s;
    read(*send(sent).body);

    auto const seen = network->requests();
    BOOST_TEST_REQUIRE(seen.size() == 1u);
    BOOST_TEST(seen[0].method == "POST");
    BOOST_TEST(seen[0].target == "/v2/a%20b?c=d");
    BOOST_TEST(seen[0].path() == "/v2/a%20b");
    BOOST_TEST(seen[0].query_parameter("c").value() == "d");
    BOOST_TEST(seen[0].path_parameters.at("what") == "a b");
    BOOST_TEST(seen[0].headers.get("a").value() == "b");
    BOOST_TEST(seen[0].body == "body");
    BOOST_TEST(seen[0].has_body);
    BOOST_TEST(seen[0].secure);
    BOOST_TEST(seen[0].origin.host == "example.com");
    BOOST_TEST((seen[0].limits.silence == 7s));
    network->verify();
}

BOOST_AUTO_TEST_CASE(reads_a_body_source) {
    network->expect("POST", "/x")
        .with_body([](std::string const& body) { return body == "onetwo"; })
        .reply(scripted_reply(204));
    auto sent = request("POST");
    sent->source = std::make_shared<pieces_source>(lines{"one", "two"});
    sent->has_body = true;
    read(*send(sent).body);
    BOOST_TEST(network->requests().at(0).body == "onetwo");
    network->verify();
}

BOOST_AUTO_TEST_CASE(first_expectation_that_fits_and_is_not_used_up_answers) {
    network->expect("GET", "/x").with_query("a", "1").reply(scripted_reply(201));
    network->expect("GET", "/x").with_header("A", "1").reply(scripted_reply(202));
    network->expect("*", "/x").times(2).reply(scripted_reply(203));
    network->expect("GET", "/*").always().reply(scripted_reply(204));
    auto const status = [this](std::shared_ptr<telnyx::transport_request> sent) {
        auto response = send(std::move(sent));
        read(*response.body);
        return response.status;
    };
    auto with_header = request();
    with_header->headers.append("a", "1");

    BOOST_TEST(status(with_header) == 202);
    BOOST_TEST(status(with_header) == 203);
    BOOST_TEST(status(request("GET", "/x?a=1")) == 201);
    BOOST_TEST(status(request("PUT", "/x?a=1")) == 203);
    BOOST_TEST(status(request("GET", "/x?a=1")) == 204);
    BOOST_TEST(status(request("GET", "/y/z")) == 204);
    network->verify();
}

BOOST_AUTO_TEST_CASE(bodies_and_whole_requests_can_be_compared) {
    network->expect("POST", "/x").with_json({{"a", 1}, {"b", 2}}).reply(scripted_reply(201));
    network->expect("POST", "/x")
        .when([](recorded_request const& r) { return r.body.empty(); })
        .reply(scripted_reply(202));
    auto sent = request("POST");
    BOOST_TEST(run(io, network->send(sent)).status == 202);
    sent->body = R"({"b": 2, "a": 1})";
    BOOST_TEST(run(io, network->send(sent)).status == 201);
}

BOOST_AUTO_TEST_CASE(response_can_be_made_from_the_request) {
    network->expect("GET", "/{n}").times(2).reply([](scripted_request const& received) {
        return scripted_reply::text(200, received.path_parameters.at("n"));
    });
    BOOST_TEST((read(*send("GET", "/one").body) == lines{"one"}));
    BOOST_TEST((read(*send("GET", "/two").body) == lines{"two"}));
    network->verify();
}

BOOST_AUTO_TEST_CASE(unexpected_request_fails_the_call_and_the_test) {
    network->expect("GET", "/x").reply(scripted_reply(204));
    read(*send().body);
    BOOST_CHECK_THROW(send("POST", "/x?a=b"), expectation_error);
    BOOST_TEST((network->failures() == lines{"unexpected request POST /x?a=b"}));
    BOOST_CHECK_THROW(network->verify(), expectation_error);
    BOOST_TEST(network->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(expectation_that_is_not_met_fails_the_test) {
    network->expect("GET", "/x").times(2).reply(scripted_reply(204));
    network->expect("PUT", "/{id}").reply(scripted_reply(204));
    network->expect("PUT", "/y").always().reply(scripted_reply(204));
    read(*send().body);
    BOOST_TEST((network->failures() == lines{"expected 2 of GET /x, got 1", "expected 1 of PUT /{id}, got 0"}));
    BOOST_CHECK_THROW(network->verify(), expectation_error);
}

BOOST_AUTO_TEST_CASE(expectation_cannot_be_changed_once_it_is_in_force) {
    auto expected = network->expect("GET", "/x");
    BOOST_CHECK_THROW(expected.times(0), telnyx::invalid_argument_error);
    expected.always().reply(scripted_reply(204));
    BOOST_CHECK_THROW(expected.times(2), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(expected.reply(scripted_reply(204)), telnyx::invalid_argument_error);
    network->verify();
}

BOOST_AUTO_TEST_CASE(description_without_a_response_expects_nothing) {
    [[maybe_unused]] auto const forgotten = network->expect("GET", "/x");
    BOOST_CHECK_THROW(send(), expectation_error);
}

BOOST_AUTO_TEST_CASE(body_comes_in_chunks_of_any_size) {
    network->expect("GET", "/x").reply(scripted_reply(200, "abcd").then("efg").pieces(3));
    BOOST_TEST((read(*send().body) == lines{"abc", "d", "efg"}));
    network->expect("GET", "/x").reply(scripted_reply(200, "abc").pieces(1));
    BOOST_TEST((read(*send().body) == lines{"a", "b", "c"}));
    BOOST_CHECK_THROW(scripted_reply().pieces(0), telnyx::invalid_argument_error);
    network->verify();
}

BOOST_AUTO_TEST_CASE(chunks_are_there_at_once_unless_they_wait) {
    network->expect("GET", "/x").reply(scripted_reply(200, "ab").pieces(1));
    auto ready = send();
    BOOST_TEST(ready.body->poll().value() == "a");
    BOOST_TEST(ready.body->poll().value() == "b");
    BOOST_TEST(ready.body->poll().value() == "");
    BOOST_TEST(ready.body->poll().value() == "");

    network->expect("GET", "/x").reply(scripted_reply(200, "ab").pieces(1).waits());
    auto waiting = send();
    for (std::string const expected : {"a", "b", ""}) {
        BOOST_TEST(!waiting.body->poll());
        BOOST_TEST(!waiting.body->poll());
        run(io, waiting.body->wait());
        BOOST_TEST(waiting.body->poll().value() == expected);
    }
    BOOST_TEST(waiting.body->poll().value() == "");
    network->verify();
}

BOOST_AUTO_TEST_CASE(response_that_is_not_read_to_its_end_fails_the_test) {
    network->expect("GET", "/x").times(3).reply(scripted_reply(200, "abc").then("def").pieces(2));
    send().body->poll();
    {
        auto response = send();
        for (int i = 0; i < 4; ++i)
            response.body->poll();
    }
    read(*send().body);
    BOOST_TEST(
        (network->failures() == lines{"the response to GET /x was given up before its end, with 4 bytes unread",
                                      "the response to GET /x was given up before its end, with 0 bytes unread"}));
}

BOOST_AUTO_TEST_CASE(response_may_be_given_up_when_the_test_says_so) {
    network->expect("GET", "/x").reply(scripted_reply(200, "abc").may_be_given_up());
    send();
    network->verify();
}

BOOST_AUTO_TEST_CASE(functions_are_called_when_the_reader_comes_to_them) {
    lines log;
    network->expect("GET", "/x")
        .reply(scripted_reply(200, "a").then_call([&] { log.push_back("one"); }).then("b").then_call([&] {
            log.push_back("two");
        }));
    auto response = send();
    BOOST_TEST(response.body->poll().value() == "a");
    BOOST_TEST(log.size() == 0u);
    BOOST_TEST(response.body->poll().value() == "b");
    BOOST_TEST((log == lines{"one"}));
    BOOST_TEST(response.body->poll().value() == "");
    BOOST_TEST((log == lines{"one", "two"}));
    network->verify();
}

BOOST_AUTO_TEST_CASE(breaks_before_the_head) {
    network->expect("GET", "/x").reply(scripted_reply::reset(boost::asio::error::connection_refused));
    BOOST_CHECK_EXCEPTION(send(), telnyx::api_connection_error, code_is(boost::asio::error::connection_refused));
    network->expect("GET", "/x").reply(scripted_reply::time_out(telnyx::errc::connect_timeout));
    BOOST_CHECK_EXCEPTION(send(), telnyx::api_timeout_error, code_is(telnyx::errc::connect_timeout));
    network->expect("GET", "/x").reply(scripted_reply::failure(telnyx::certificate_error({}, "not trusted")));
    BOOST_CHECK_THROW(send(), telnyx::certificate_error);
    BOOST_TEST(network->statistics().in_use == 0u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(breaks_in_the_middle_of_the_body) {
    network->expect("GET", "/x").reply(scripted_reply(200, "a").then_reset(boost::asio::error::eof).then("b"));
    auto reset = send();
    BOOST_TEST(reset.body->poll().value() == "a");
    BOOST_CHECK_EXCEPTION(reset.body->poll(), telnyx::api_connection_error, code_is(boost::asio::error::eof));

    network->expect("GET", "/x").reply(scripted_reply(200, "a").then_time_out(telnyx::errc::silence_timeout));
    auto silent = send();
    BOOST_TEST(silent.body->poll().value() == "a");
    BOOST_CHECK_EXCEPTION(silent.body->poll(), telnyx::api_timeout_error, code_is(telnyx::errc::silence_timeout));
    reset.body.reset();
    silent.body.reset();
    network->verify();
}

BOOST_AUTO_TEST_CASE(holds_the_head_back) {
    gate open;
    network->expect("GET", "/x").reply(scripted_reply(204).head_after(open));
    task call(io, network->send(request()));
    run_ready(io);
    BOOST_TEST(!call.over());
    BOOST_TEST(open.wait_until_reached(1, 0ms));
    open.release();
    BOOST_TEST(call.get().status == 204);
}

BOOST_AUTO_TEST_CASE(holds_the_body_back) {
    gate open;
    network->expect("GET", "/x").reply(scripted_reply(200, "a").then_hold(open).then("b"));
    auto response = send();
    BOOST_TEST(response.body->poll().value() == "a");
    BOOST_TEST(!response.body->poll());
    task wait(io, response.body->wait(no_limit));
    run_ready(io);
    BOOST_TEST(!wait.over());
    open.release();
    wait.get();
    BOOST_TEST((read(*response.body) == lines{"b"}));
    network->verify();
}

BOOST_AUTO_TEST_CASE(held_body_that_takes_too_long_times_out) {
    network->expect("GET", "/x").reply(scripted_reply(200).then_hold(gate()));
    auto response = send();
    BOOST_CHECK_EXCEPTION(run(io, response.body->wait(1ms)), telnyx::api_timeout_error,
                          code_is(telnyx::errc::silence_timeout));
}

BOOST_AUTO_TEST_CASE(stalls_until_cancelled) {
    network->expect("GET", "/x").reply(scripted_reply::silence());
    task head(io, network->send(request()));
    run_ready(io);
    BOOST_TEST(!head.over());
    BOOST_TEST(network->statistics().in_use == 1u);
    head.cancel();
    BOOST_CHECK_THROW(head.get(), telnyx::api_user_abort_error);
    BOOST_TEST(network->statistics().in_use == 0u);

    network->expect("GET", "/x").reply(scripted_reply(200).then_stall());
    auto response = send();
    BOOST_TEST(!response.body->poll());
    task body(io, response.body->wait(no_limit));
    run_ready(io);
    BOOST_TEST(!body.over());
    body.cancel();
    BOOST_CHECK_THROW(body.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(stalled_body_that_takes_too_long_times_out) {
    network->expect("GET", "/x").reply(scripted_reply(200).then_stall());
    auto response = send();
    BOOST_CHECK_EXCEPTION(run(io, response.body->wait(1ms)), telnyx::api_timeout_error,
                          code_is(telnyx::errc::silence_timeout));
    BOOST_TEST(network->statistics().in_use == 0u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(abort_breaks_everything_off_and_lets_nothing_in) {
    network->expect("GET", "/x").reply(scripted_reply::silence());
    network->expect("GET", "/x").reply(scripted_reply(200, "abc").then_stall());
    task head(io, network->send(request()));
    run_ready(io);
    auto response = send();
    BOOST_TEST(response.body->poll().value() == "abc");
    task body(io, response.body->wait(no_limit));
    run_ready(io);

    network->abort();
    BOOST_CHECK_EXCEPTION(head.get(), telnyx::api_connection_error, code_is(telnyx::errc::client_closed));
    BOOST_CHECK_EXCEPTION(body.get(), telnyx::api_connection_error, code_is(telnyx::errc::client_closed));
    BOOST_CHECK_EXCEPTION(response.body->poll(), telnyx::api_connection_error, code_is(telnyx::errc::client_closed));
    BOOST_CHECK_EXCEPTION(send(), telnyx::api_connection_error, code_is(telnyx::errc::client_closed));
}

BOOST_AUTO_TEST_CASE(close_lets_nothing_in_and_waits_for_the_rest) {
    network->expect("GET", "/x").reply(scripted_reply(200, "abc"));
    auto response = send();
    task close(io, network->close());
    run_ready(io);
    BOOST_TEST(!close.over());
    BOOST_CHECK_EXCEPTION(send(), telnyx::api_connection_error, code_is(telnyx::errc::client_closed));
    read(*response.body);
    close.get();
    run(io, network->close());
    network->verify();
}

BOOST_AUTO_TEST_CASE(waiting_for_the_close_can_be_cancelled) {
    network->expect("GET", "/x").reply(scripted_reply(200, "abc").may_be_given_up());
    auto response = send();
    task close(io, network->close());
    run_ready(io);
    close.cancel();
    BOOST_CHECK_THROW(close.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(waiting_call_that_goes_away_with_its_context_leaves_nothing_behind) {
    gate open;
    {
        io_context other;
        network->expect("GET", "/x").reply(scripted_reply(204).head_after(open));
        network->expect("GET", "/x").reply(scripted_reply::silence());
        task held(other, network->send(request()));
        run_ready(other);
        task stalled(other, network->send(request()));
        run_ready(other);
        BOOST_TEST(network->statistics().in_use == 2u);
    }
    BOOST_TEST(network->statistics().in_use == 0u);
    open.release();
    network->abort();
    network->verify();
}

BOOST_AUTO_TEST_CASE(destructor_tells_what_verify_did_not) {
    lines told;
    {
        scripted_transport other;
        other.expect("GET", "/x").reply(scripted_reply(204));
        other.on_unverified([&](expectation_error const& failures) { told = failures.failures(); });
    }
    BOOST_TEST((told == lines{"expected 1 of GET /x, got 0"}));

    told.clear();
    {
        scripted_transport other;
        other.expect("GET", "/x").reply(scripted_reply(204));
        other.on_unverified([&](expectation_error const& failures) { told = failures.failures(); });
        BOOST_CHECK_THROW(other.verify(), expectation_error);
    }
    BOOST_TEST(told.size() == 0u);
}

BOOST_AUTO_TEST_CASE(destructor_does_not_throw) {
    scripted_transport other;
    other.expect("GET", "/x").reply(scripted_reply(204));
    other.on_unverified([](expectation_error const& failures) { throw failures; });
}

BOOST_AUTO_TEST_CASE(may_be_used_from_several_threads) {
    network->expect("GET", "/x").times(400).reply(scripted_reply(200, "abc").pieces(1).waits());
    auto const work = [this] {
        io_context own;
        for (int i = 0; i < 100; ++i) {
            run(own, [this]() -> awaitable<void> {
                auto response = co_await network->send(request());
                while (true) {
                    auto const piece = response.body->poll();
                    if (!piece)
                        co_await response.body->wait();
                    else if (piece->empty())
                        break;
                }
            });
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back(work);
    for (auto& each : threads)
        each.join();
    BOOST_TEST(network->requests().size() == 400u);
    network->verify();
}

BOOST_AUTO_TEST_SUITE_END()
