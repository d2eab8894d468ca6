#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/assistant_store.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/page_of.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace telnyx::testing::detail {

namespace test_handling {

inline constexpr std::array<std::string_view, 4> channels{"phone_call", "web_call", "sms_chat", "web_chat"};

inline constexpr std::array rubric_members{member::text("name").required(), member::text("criteria").required()};

inline constexpr std::array test_members{
    member::text("name").required(),
    member::text("destination").required(),
    member::text("instructions").required(),
    member::list("rubric", rubric_members).required(),
    member::text("description"),
    member::integer("max_duration_seconds").between(1, 3600),
    member::text("telnyx_conversation_channel").one_of(channels),
    member::text("test_suite"),
};

inline constexpr std::array trigger_members{member::text("destination_version_id")};

inline std::string runs_of(std::string const& test_id) {
    return "tests/" + test_id + "/runs";
}

inline void check_version(api_state& state, recorded_request const& request) {
    auto const version_id = text_member(checked_body(request, trigger_members), "destination_version_id");
    auto const& assistants = state.data.all("assistants");
    auto const has_it = [&](auto const& each) { return assistant_store(state).has_version(each.first, version_id); };
    if (!version_id.empty() && std::none_of(assistants.begin(), assistants.end(), has_it))
        refuse_request("There is no version " + version_id + ".");
}

inline boost::json::object& start_run(api_state& state, boost::json::object const& test) {
    auto const id = state.new_id();
    state.tasks.start(id, text_member(test, "name"));
    return state.data.put(runs_of(text_member(test, "test_id")), id,
                          {{"run_id", id},
                           {"test_id", test.at("test_id")},
                           {"created_at", state.now_text()},
                           {"triggered_by", "api"},
                           {"rubric", test.at("rubric")}});
}

/// A run in its current state. Its verdict was fixed when it started.
inline boost::json::object shown_run(api_state const& state, boost::json::object run) {
    auto const id = text_member(run, "run_id");
    auto const created = text_member(run, "created_at");
    auto const status = state.tasks.status(id, {"pending", "running", "passed", "failed"});
    bool const done = state.tasks.done(id);
    run["status"] = status;
    run["updated_at"] = done ? state.end_of_task(created) : created;
    boost::json::array details;
    for (auto const& criterion : run.at("rubric").as_array())
        details.push_back({{"name", criterion.at("name")}, {"status", status}});
    run["detail_status"] = std::move(details);
    run.erase("rubric");
    if (!done) return run;
    run["completed_at"] = run.at("updated_at");
    run["logs"] = "The test has " + std::string(status) + ".";
    return run;
}

inline std::vector<boost::json::object> tests_of_suite(api_state& state, std::string const& suite) {
    std::vector<boost::json::object> tests;
    for (auto const& [id, test] : state.data.all("tests"))
        if (text_member(test, "test_suite") == suite) tests.push_back(test);
    if (tests.empty())
        throw refusal{api_error(404, "10005", "Resource not found", "There is no test suite " + suite + ".")};
    return tests;
}

inline reply list_suites(api_state& state) {
    boost::json::array names;
    for (auto const& [id, test] : state.data.all("tests")) {
        auto const* const suite = test.if_contains("test_suite");
        if (suite != nullptr && std::find(names.begin(), names.end(), *suite) == names.end()) names.push_back(*suite);
    }
    return reply::json(200, boost::json::object{{"data", std::move(names)}});
}

inline reply start_suite(api_state& state, recorded_request const& request) {
    auto const tests = tests_of_suite(state, request.path_parameters.at("suite_name"));
    check_version(state, request);
    auto const suite_run_id = state.new_id();
    boost::json::array runs;
    for (auto const& test : tests) {
        auto& run = start_run(state, test);
        run["test_suite_run_id"] = suite_run_id;
        runs.push_back(shown_run(state, run));
    }
    return reply::json(201, std::move(runs));
}

/// Runs of all tests in the suite, oldest first.
inline boost::json::array runs_of_suite(api_state& state, recorded_request const& request) {
    boost::json::array runs;
    for (auto const& test : tests_of_suite(state, request.path_parameters.at("suite_name")))
        for (auto const& [id, run] : state.data.all(runs_of(text_member(test, "test_id"))))
            runs.push_back(shown_run(state, run));
    std::sort(runs.begin(), runs.end(), [](boost::json::value const& a, boost::json::value const& b) {
        return a.at("created_at").as_string() < b.at("created_at").as_string();
    });
    return runs;
}

} // namespace test_handling

TELNYX_DECL void add_assistant_test_routes(router& routes, api_state& state) {
    using namespace test_handling;
    std::string const path = "/v2/ai/assistants/tests";
    resource const tests =
        resource(routes, state,
                 {.name = "test",
                  .collection = "tests",
                  .path = path,
                  .parameter = "test_id",
                  .id = "test_id",
                  .members = test_members})
            .create(201, [](recorded_request const&,
                            boost::json::object& test) { test.emplace("telnyx_conversation_channel", "web_chat"); })
            .retrieve()
            .update("PUT")
            .remove(200, [&state](recorded_request const&, std::string const& id) { state.data.clear(runs_of(id)); })
            .list_pages({}, {{"destination", "destination"},
                             {"telnyx_conversation_channel", "telnyx_conversation_channel"},
                             {"test_suite", "test_suite"}});

    auto const shown = [&state](recorded_request const&, boost::json::object const& run) {
        return shown_run(state, run);
    };
    resource runs(routes, state,
                  {.name = "run",
                   .collection = runs_of("{test_id}"),
                   .path = path + "/{test_id}/runs",
                   .parameter = "run_id",
                   .id = "run_id",
                   .shown = shown,
                   .check_path = [tests](recorded_request const& request) { tests.find(request); }});
    runs.retrieve()
        .list_pages({}, {{"status", "status"}})
        .add("POST", "", [tests, runs, &state](recorded_request const& request) {
            check_version(state, request);
            return runs.respond(request, start_run(state, tests.find(request)), 201);
        });

    routes.add("GET", path + "/test-suites", [&state](recorded_request const&) { return list_suites(state); });
    routes.add("POST", path + "/test-suites/{suite_name}/runs",
               [&state](recorded_request const& request) { return start_suite(state, request); });
    routes.add("GET", path + "/test-suites/{suite_name}/runs", [&state](recorded_request const& request) {
        auto const found = filtered(request, runs_of_suite(state, request),
                                    {{"status", "status"}, {"test_suite_run_id", "test_suite_run_id"}});
        return reply::json(200, page_of(request, found, {}));
    });
}

} // namespace telnyx::testing::detail
