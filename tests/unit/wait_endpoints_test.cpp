#include "support/scripted_fixture.hpp"
#include "telnyx/ai/assistant_tests.hpp"
#include "telnyx/ai/fine_tuning.hpp"
#include "telnyx/legacy/speech_to_text.hpp"

#include <boost/test/unit_test.hpp>

#include <initializer_list>
#include <string>

using telnyx::task_failed_error;
using telnyx::testing::scripted_reply;
using namespace telnyx::tests;

namespace {

struct fixture : scripted_fixture {
    /// Answers looks after a task with these statuses, one after the other.
    void expect(std::string const& path, std::string const& begin, std::initializer_list<std::string> statuses,
                std::string const& end) {
        for (auto const& each : statuses)
            network->expect("GET", path).reply(scripted_reply::json(200, begin + "\"" + each + "\"" + end));
    }

    void expect_job(std::initializer_list<std::string> statuses) {
        expect("/v2/ai/fine_tuning/jobs/j",
               R"({"id":"j","created_at":1,"finished_at":null,"hyperparameters":{"n_epochs":3},"model":"m",)"
               R"("organization_id":"o","trained_tokens":null,"training_file":"f","status":)",
               statuses, "}");
    }

    void expect_run(std::initializer_list<std::string> statuses) {
        expect("/v2/ai/assistants/tests/t/runs/r",
               R"({"created_at":"","run_id":"r","test_id":"t","triggered_by":"api","status":)", statuses, "}");
    }

    void expect_report(std::initializer_list<std::string> statuses) {
        expect("/v2/legacy/reporting/batch_detail_records/speech_to_text/x", R"({"data":{"status":)", statuses, "}}");
    }

    auto wait_for_job() { return run(io, client.ai.fine_tuning.jobs.wait("j")); }
    auto wait_for_run() { return run(io, client.ai.assistants.tests.runs.wait("t", "r")); }
    auto wait_for_report() { return run(io, client.legacy.reporting.batch_detail_records.speech_to_text.wait("x")); }
};

auto ended_as(std::string const& status, std::string const& id) {
    return [status, id](task_failed_error const& failure) {
        BOOST_TEST(failure.task_status() == status);
        BOOST_TEST(failure.task_id() == id);
        return true;
    };
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(wait_endpoints, fixture)

BOOST_AUTO_TEST_CASE(fine_tuning_job_is_waited_for_until_it_succeeds) {
    expect_job({"queued", "running", "something new", "succeeded"});
    BOOST_CHECK(wait_for_job().status == telnyx::ai::fine_tuning_job::job_status::succeeded);
    BOOST_TEST(time->pauses().size() == 3U);
}

BOOST_AUTO_TEST_CASE(fine_tuning_job_may_come_to_a_bad_end) {
    for (std::string const status : {"failed", "cancelled"}) {
        expect_job({"running", status});
        BOOST_CHECK_EXCEPTION(wait_for_job(), task_failed_error, ended_as(status, "j"));
    }
}

BOOST_AUTO_TEST_CASE(test_run_is_over_when_there_is_a_verdict) {
    expect_run({"pending", "starting", "running", "passed"});
    BOOST_CHECK(wait_for_run().status == telnyx::ai::assistant_test_status::passed);
    expect_run({"failed"});
    BOOST_CHECK(wait_for_run().status == telnyx::ai::assistant_test_status::failed);
}

BOOST_AUTO_TEST_CASE(test_run_without_a_verdict_has_failed) {
    expect_run({"running", "error"});
    BOOST_CHECK_EXCEPTION(wait_for_run(), task_failed_error, ended_as("error", "r"));
}

BOOST_AUTO_TEST_CASE(report_is_waited_for_until_it_is_complete) {
    network->expect("GET", "/v2/legacy/reporting/batch_detail_records/speech_to_text/x")
        .reply(scripted_reply::json(200, R"({"data":{"id":"x"}})"));
    network->expect("GET", "/v2/legacy/reporting/batch_detail_records/speech_to_text/x")
        .reply(scripted_reply::json(200, "{}"));
    expect_report({"PENDING", "COMPLETE"});
    BOOST_TEST(wait_for_report().data->status->text() == "COMPLETE");
    BOOST_TEST(time->pauses().size() == 3U);
}

BOOST_AUTO_TEST_CASE(report_may_come_to_a_bad_end) {
    for (std::string const status : {"FAILED", "EXPIRED"}) {
        expect_report({"PENDING", status});
        BOOST_CHECK_EXCEPTION(wait_for_report(), task_failed_error, ended_as(status, "x"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
