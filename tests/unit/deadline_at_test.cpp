// One deadline over several calls.

#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/embeddings.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/async/time_left.hpp"
#include "telnyx/errors.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

namespace {

using namespace std::chrono_literals;
using telnyx::api_timeout_error;
using telnyx::request_options;
using telnyx::time_left;
using telnyx::testing::scripted_reply;
using telnyx::tests::models_json;
using telnyx::tests::run;
using telnyx::tests::thrown_by;
using time_point = std::chrono::steady_clock::time_point;
using duration = std::chrono::steady_clock::duration;

struct fixture : telnyx::tests::scripted_fixture {
    void get(request_options const& options) { run(io, client.ai.retrieve_models(options)); }

    void answer(scripted_reply reply = scripted_reply::json(200, models_json)) {
        network->expect("GET", "/v2/ai/models").reply(std::move(reply));
    }

    auto finish_by(std::size_t request) const { return network->requests().at(request).limits.finish_by; }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(deadline_at, fixture)

BOOST_AUTO_TEST_CASE(calls_share_the_time_that_is_left) {
    auto const end = time->now() + 10s;
    answer();
    answer(scripted_reply::silence());
    get(request_options().deadline_at(end));
    time->advance(4s);
    auto const failure =
        thrown_by<api_timeout_error>([&] { get(request_options().deadline_at(end).timeout(1min).max_retries(0)); });
    BOOST_TEST((failure.code() == telnyx::errc::deadline_exceeded));
    BOOST_TEST((time->now() == end));
    BOOST_TEST((finish_by(0) == end));
}

BOOST_AUTO_TEST_CASE(earlier_of_both_deadlines_counts) {
    auto const now = time->now();
    for (auto const& each :
         {request_options().deadline(5s).deadline_at(now + 7s), request_options().deadline(7s).deadline_at(now + 5s),
          request_options().deadline(duration::max()).deadline_at(now + 5s),
          request_options().deadline(5s).deadline_at(time_point::max())}) {
        answer();
        get(each);
        BOOST_TEST((network->requests().back().limits.finish_by == now + 5s));
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_after_it) {
    for (auto const end : {time->now(), time->now() - 1s, time_point(), time_point::min()}) {
        auto const failure = thrown_by<api_timeout_error>([&] { get(request_options().deadline_at(end)); });
        BOOST_TEST((failure.code() == telnyx::errc::deadline_exceeded));
        BOOST_TEST(failure.attempts() == 0);
        BOOST_TEST(failure.operation() == "GET /ai/models");
    }
    BOOST_TEST(network->requests().empty());
    BOOST_TEST(time->pauses().empty());
    BOOST_TEST(client.statistics().calls == 0u);
}

BOOST_AUTO_TEST_CASE(no_pause_before_a_retry_outlasts_it) {
    answer(scripted_reply::json(503, "{}").header("retry-after", "20"));
    BOOST_CHECK_THROW(get(request_options().deadline_at(time->now() + 10s)), telnyx::internal_server_error);
    BOOST_TEST(time->pauses().empty());
}

BOOST_AUTO_TEST_CASE(wait_for_a_task_ends_at_it) {
    auto const end = time->now() + 2s;
    auto const running = scripted_reply::json(200, R"({"data": {"task_id": "t", "status": "queued"}})");
    network->expect("GET", "/v2/ai/embeddings/t").times(2).reply(running);
    auto const options = request_options().deadline_at(end);
    auto const failure = thrown_by<api_timeout_error>(
        [&] { run(io, client.ai.embeddings.wait("t", telnyx::wait_options().deadline(1h), options)); });
    BOOST_TEST((failure.code() == telnyx::errc::deadline_exceeded));
    BOOST_TEST(failure.attempts() == 2);
    BOOST_TEST((time->now() == end));
}

BOOST_AUTO_TEST_CASE(wait_that_begins_after_it_sends_nothing) {
    auto const options = request_options().deadline_at(time->now() - 1s);
    BOOST_CHECK_THROW(run(io, client.ai.embeddings.wait("t", telnyx::wait_options(), options)), api_timeout_error);
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(time_left_is_never_negative_and_does_not_overflow) {
    auto const now = time->now();
    BOOST_TEST((time_left(now + 3s, *time) == 3s));
    BOOST_TEST((time_left(now, *time) == 0s));
    BOOST_TEST((time_left(now - 1s, *time) == 0s));
    BOOST_TEST((time_left(time_point::min(), *time) == 0s));
    BOOST_TEST((time_left(time_point::max(), *time) == duration::max()));
    BOOST_TEST((time_left(time_point::max(), time_point(-1h)) == duration::max()));
    auto const left = time_left(std::chrono::steady_clock::now() + 1h);
    BOOST_TEST((left > 59min && left <= 1h));
}

BOOST_AUTO_TEST_SUITE_END()
