#include "telnyx/core/wait.hpp"

#include "support/task.hpp"
#include "telnyx/ai/clusters.hpp"
#include "telnyx/ai/embeddings.hpp"
#include "telnyx/testing/manual_clock.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using telnyx::task_failed_error;
using telnyx::wait_options;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;

using embedding_task = telnyx::response<telnyx::ai::embedding_retrieve_response>;
using durations = std::vector<std::chrono::steady_clock::duration>;

scripted_reply embedding(std::string const& status) {
    return scripted_reply::json(200, R"({"data": {"task_id": "t-1", "status": ")" + status + "\"}}");
}

struct fixture {
    explicit fixture(sleeping mode = sleeping::passes) : time(std::make_shared<manual_clock>(mode)) {}

    void answer_with(std::vector<std::string> const& statuses) {
        for (auto const& each : statuses)
            network->expect("GET", "/v2/ai/embeddings/t-1").reply(embedding(each));
    }

    boost::asio::awaitable<embedding_task> wait(wait_options const& options = wait_options()) {
        return client.ai.embeddings.wait("t-1", options);
    }

    boost::asio::io_context io;
    std::shared_ptr<manual_clock> time;
    std::shared_ptr<scripted_transport> network = std::make_shared<scripted_transport>();
    telnyx::client client{
        io.get_executor(),
        telnyx::client_options().api_key("KEY").base_url("https://x/v2").custom_transport(network).custom_clock(time)};
};

struct sleeping_fixture : fixture {
    sleeping_fixture() : fixture(sleeping::waits) {}
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(wait_tests, fixture)

BOOST_AUTO_TEST_CASE(task_that_has_ended_is_looked_at_once) {
    answer_with({"success"});
    auto const ended = run(io, wait());
    BOOST_TEST((ended.data.status == telnyx::ai::background_task_status::success));
    BOOST_TEST(ended.http().status() == 200);
    BOOST_TEST(time->pauses().empty());
    network->verify();
}

BOOST_AUTO_TEST_CASE(pauses_grow_up_to_the_longest) {
    answer_with({"queued", "queued", "processing", "processing", "processing", "processing", "processing", "success"});
    run(io, wait());
    BOOST_TEST((time->pauses() == durations{1s, 1500ms, 2250ms, 3375ms, 5062500us, 7593750us, 10s}));
    network->verify();
}

BOOST_AUTO_TEST_CASE(pauses_are_as_the_options_say) {
    answer_with({"queued", "queued", "queued", "queued", "success"});
    run(io, wait(wait_options().first_interval(100ms).backoff_factor(3).longest_interval(1s)));
    BOOST_TEST((time->pauses() == durations{100ms, 300ms, 900ms, 1s}));
}

BOOST_AUTO_TEST_CASE(first_pause_is_no_longer_than_the_longest) {
    answer_with({"queued", "queued", "success"});
    run(io, wait(wait_options().longest_interval(200ms).backoff_factor(std::numeric_limits<double>::infinity())));
    BOOST_TEST((time->pauses() == durations{200ms, 200ms}));
}

BOOST_AUTO_TEST_CASE(task_that_succeeded_in_part_is_done) {
    answer_with({"partial_success"});
    auto const ended = run(io, wait());
    BOOST_TEST((ended.data.status == telnyx::ai::background_task_status::partial_success));
}

BOOST_AUTO_TEST_CASE(unknown_and_missing_statuses_mean_running) {
    answer_with({"paused"});
    network->expect("GET", "/v2/ai/embeddings/t-1").reply(scripted_reply::json(200, R"({"data": {}})"));
    answer_with({"success"});
    run(io, wait());
    BOOST_TEST(time->pauses().size() == 2u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(failed_task_is_an_error_that_tells_which_and_how) {
    answer_with({"processing", "failure"});
    BOOST_CHECK_EXCEPTION(run(io, wait()), task_failed_error, [](task_failed_error const& failure) {
        BOOST_TEST((failure.code() == telnyx::errc::task_failed));
        BOOST_TEST(failure.task_id() == "t-1");
        BOOST_TEST(failure.task_status() == "failure");
        BOOST_TEST(failure.http().status() == 200);
        BOOST_TEST(failure.attempts() == 2);
        BOOST_TEST(failure.what() == "GET /ai/embeddings/{task_id}: task \"t-1\" ended with the status \"failure\" "
                                     "(after 2 attempts)");
        return true;
    });
}

BOOST_AUTO_TEST_CASE(wait_ends_at_its_deadline) {
    answer_with({"queued", "processing"});
    auto const begun = time->now();
    BOOST_CHECK_EXCEPTION(run(io, wait(wait_options().deadline(2s))), telnyx::api_timeout_error,
                          [](telnyx::api_timeout_error const& failure) {
                              BOOST_TEST((failure.code() == telnyx::errc::deadline_exceeded));
                              BOOST_TEST(failure.attempts() == 2);
                              BOOST_TEST(failure.message().find("\"processing\"") != std::string::npos);
                              return true;
                          });
    BOOST_TEST((time->now() - begun == 2s));
    BOOST_TEST((time->pauses() == durations{1s, 1s}));
    network->verify();
}

BOOST_AUTO_TEST_CASE(each_look_takes_no_longer_than_the_wait_may) {
    answer_with({"queued", "success"});
    auto const begun = time->now();
    run(io, wait(wait_options().deadline(5s)));
    for (auto const& each : network->requests())
        BOOST_TEST((each.limits.finish_by == begun + 5s));
}

BOOST_AUTO_TEST_CASE(deadline_of_a_look_holds_when_it_is_the_sooner_one) {
    answer_with({"queued", "success"});
    auto const begun = time->now();
    auto const options = telnyx::request_options().deadline(500ms);
    run(io, client.ai.embeddings.wait("t-1", wait_options().deadline(1h), options));
    BOOST_TEST((network->requests().at(0).limits.finish_by == begun + 500ms));
    BOOST_TEST((network->requests().at(1).limits.finish_by == begun + 1500ms));
}

BOOST_AUTO_TEST_CASE(looks_are_unlimited_without_deadlines) {
    answer_with({"success"});
    run(io, wait());
    BOOST_TEST((network->requests().at(0).limits.finish_by == std::chrono::steady_clock::time_point::max()));
}

BOOST_AUTO_TEST_CASE(look_that_fails_is_tried_again_and_then_ends_the_wait) {
    answer_with({"queued"});
    network->expect("GET", "/v2/ai/embeddings/t-1").times(3).reply(scripted_reply::json(503, "{}"));
    BOOST_CHECK_THROW(run(io, wait()), telnyx::internal_server_error);
    network->verify();
}

BOOST_FIXTURE_TEST_CASE(pause_can_be_cancelled, sleeping_fixture) {
    answer_with({"queued"});
    task waiting(io, wait());
    run_ready(io);
    BOOST_TEST(time->sleepers() == 1u);
    waiting.cancel();
    BOOST_CHECK_EXCEPTION(waiting.get(), telnyx::api_user_abort_error,
                          [](telnyx::error const& failure) { return failure.operation().starts_with("GET /ai/"); });
    BOOST_TEST(time->sleepers() == 0u);
}

BOOST_FIXTURE_TEST_CASE(client_may_go_away_during_a_pause, sleeping_fixture) {
    answer_with({"queued", "success"});
    task waiting(io, wait());
    run_ready(io);
    client = telnyx::client(io.get_executor(), telnyx::client_options().api_key("OTHER"));
    time->advance(1s);
    BOOST_TEST((waiting.get().data.status == telnyx::ai::background_task_status::success));
}

BOOST_AUTO_TEST_CASE(task_id_is_checked_before_the_wait) {
    BOOST_CHECK_THROW(static_cast<void>(client.ai.embeddings.wait("")), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(static_cast<void>(client.ai.clusters.wait("..")), telnyx::invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(options_that_make_no_sense_are_refused) {
    BOOST_CHECK_THROW(wait_options().first_interval(0s), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(wait_options().longest_interval(-1s), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(wait_options().deadline(0s), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(wait_options().deadline(-1s), telnyx::invalid_argument_error);
    BOOST_TEST((wait_options().longest_interval(std::chrono::hours::max()).longest_interval() ==
                wait_options::duration::max()));
    BOOST_CHECK_THROW(wait_options().backoff_factor(0.9), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(wait_options().backoff_factor(std::numeric_limits<double>::quiet_NaN()),
                      telnyx::invalid_argument_error);
    BOOST_TEST(wait_options().backoff_factor(1).backoff_factor() == 1);
}

BOOST_AUTO_TEST_CASE(clusters_are_waited_for_with_the_wanted_detail) {
    auto const cluster = [](std::string const& status) {
        return scripted_reply::json(200, R"({"data": {"bucket": "b", "clusters": [], "status": ")" + status + "\"}}");
    };
    for (auto const* status : {"pending", "starting", "running", "completed"})
        network->expect("GET", "/v2/ai/clusters/t-2").with_query("top_n_nodes", "3").reply(cluster(status));
    telnyx::ai::cluster_retrieve_params params;
    params.top_n_nodes = 3;
    auto const ended = run(io, client.ai.clusters.wait("t-2", params));
    BOOST_TEST((ended.data.status == telnyx::ai::task_status::completed));

    network->expect("GET", "/v2/ai/clusters/t-2").reply(cluster("failed"));
    BOOST_CHECK_THROW(run(io, client.ai.clusters.wait("t-2")), task_failed_error);
    network->verify();
}

BOOST_AUTO_TEST_SUITE_END()
