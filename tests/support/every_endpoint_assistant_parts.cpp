#include "support/endpoint_rows.hpp"
#include "support/every_endpoint.hpp"
#include "telnyx/ai/assistant_tests.hpp"
#include "telnyx/ai/assistant_tools.hpp"
#include "telnyx/ai/assistant_versions.hpp"
#include "telnyx/ai/canary_deploys.hpp"
#include "telnyx/ai/scheduled_events.hpp"

namespace telnyx::tests {

using path_values = endpoint::path_values;

void add_assistant_parts(std::vector<endpoint>& rows) {
    rows.push_back(
        with_query<ai::assistant_test_list_params>("ai.assistants.tests.list", "GET", "/ai/assistants/tests",
                                                   [](client const& c, path_values const&, auto const&... params) {
                                                       return c.ai.assistants.tests.list(params...);
                                                   }));
    rows.push_back(with_body<ai::assistant_test_create_params>(
        "ai.assistants.tests.create", "POST", "/ai/assistants/tests",
        [](client const& c, path_values const&, ai::assistant_test_create_params const& params) {
            return c.ai.assistants.tests.create(params);
        }));
    rows.push_back(
        without_params("ai.assistants.tests.test_suites.list", "GET", "/ai/assistants/tests/test-suites",
                       [](client const& c, path_values const&) { return c.ai.assistants.tests.test_suites.list(); }));
    rows.push_back(with_query<ai::assistant_test_suite_run_list_params>(
        "ai.assistants.tests.test_suites.runs.list", "GET", "/ai/assistants/tests/test-suites/{suite_name}/runs",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.assistants.tests.test_suites.runs.list(p[0], params...);
        }));
    rows.push_back(with_optional_body<ai::assistant_test_suite_run_trigger_params>(
        "ai.assistants.tests.test_suites.runs.trigger", "POST", "/ai/assistants/tests/test-suites/{suite_name}/runs",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.assistants.tests.test_suites.runs.trigger(p[0], params...);
        }));
    rows.push_back(
        without_params("ai.assistants.tests.retrieve", "GET", "/ai/assistants/tests/{test_id}",
                       [](client const& c, path_values const& p) { return c.ai.assistants.tests.retrieve(p[0]); }));
    rows.push_back(with_body<ai::assistant_test_update_params>(
        "ai.assistants.tests.update", "PUT", "/ai/assistants/tests/{test_id}",
        [](client const& c, path_values const& p, ai::assistant_test_update_params const& params) {
            return c.ai.assistants.tests.update(p[0], params);
        }));
    rows.push_back(
        without_params("ai.assistants.tests.delete", "DELETE", "/ai/assistants/tests/{test_id}",
                       [](client const& c, path_values const& p) { return c.ai.assistants.tests.delete_(p[0]); }));
    rows.push_back(with_query<ai::assistant_test_run_list_params>(
        "ai.assistants.tests.runs.list", "GET", "/ai/assistants/tests/{test_id}/runs",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.assistants.tests.runs.list(p[0], params...);
        }));
    rows.push_back(with_optional_body<ai::assistant_test_run_trigger_params>(
        "ai.assistants.tests.runs.trigger", "POST", "/ai/assistants/tests/{test_id}/runs",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.assistants.tests.runs.trigger(p[0], params...);
        }));
    rows.push_back(without_params(
        "ai.assistants.tests.runs.retrieve", "GET", "/ai/assistants/tests/{test_id}/runs/{run_id}",
        [](client const& c, path_values const& p) { return c.ai.assistants.tests.runs.retrieve(p[0], p[1]); }));
    rows.push_back(without_params(
        "ai.assistants.canary_deploys.retrieve", "GET", "/ai/assistants/{assistant_id}/canary-deploys",
        [](client const& c, path_values const& p) { return c.ai.assistants.canary_deploys.retrieve(p[0]); }));
    rows.push_back(with_body<ai::canary_deploy_create_params>(
        "ai.assistants.canary_deploys.create", "POST", "/ai/assistants/{assistant_id}/canary-deploys",
        [](client const& c, path_values const& p, ai::canary_deploy_create_params const& params) {
            return c.ai.assistants.canary_deploys.create(p[0], params);
        }));
    rows.push_back(with_body<ai::canary_deploy_update_params>(
        "ai.assistants.canary_deploys.update", "PUT", "/ai/assistants/{assistant_id}/canary-deploys",
        [](client const& c, path_values const& p, ai::canary_deploy_update_params const& params) {
            return c.ai.assistants.canary_deploys.update(p[0], params);
        }));
    rows.push_back(without_params(
        "ai.assistants.canary_deploys.delete", "DELETE", "/ai/assistants/{assistant_id}/canary-deploys",
        [](client const& c, path_values const& p) { return c.ai.assistants.canary_deploys.delete_(p[0]); }));
    rows.push_back(with_query<ai::scheduled_event_list_params>(
        "ai.assistants.scheduled_events.list", "GET", "/ai/assistants/{assistant_id}/scheduled_events",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.assistants.scheduled_events.list(p[0], params...);
        }));
    rows.push_back(with_body<ai::scheduled_event_create_params>(
        "ai.assistants.scheduled_events.create", "POST", "/ai/assistants/{assistant_id}/scheduled_events",
        [](client const& c, path_values const& p, ai::scheduled_event_create_params const& params) {
            return c.ai.assistants.scheduled_events.create(p[0], params);
        }));
    rows.push_back(without_params(
        "ai.assistants.scheduled_events.retrieve", "GET", "/ai/assistants/{assistant_id}/scheduled_events/{event_id}",
        [](client const& c, path_values const& p) { return c.ai.assistants.scheduled_events.retrieve(p[0], p[1]); }));
    rows.push_back(without_params(
        "ai.assistants.scheduled_events.delete", "DELETE", "/ai/assistants/{assistant_id}/scheduled_events/{event_id}",
        [](client const& c, path_values const& p) { return c.ai.assistants.scheduled_events.delete_(p[0], p[1]); }));
    rows.push_back(with_optional_body<ai::assistant_tool_test_params>(
        "ai.assistants.tools.test", "POST", "/ai/assistants/{assistant_id}/tools/{tool_id}/test",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.assistants.tools.test(p[0], p[1], params...);
        }));
    rows.push_back(
        without_params("ai.assistants.versions.list", "GET", "/ai/assistants/{assistant_id}/versions",
                       [](client const& c, path_values const& p) { return c.ai.assistants.versions.list(p[0]); }));
    rows.push_back(with_query<ai::assistant_version_retrieve_params>(
        "ai.assistants.versions.retrieve", "GET", "/ai/assistants/{assistant_id}/versions/{version_id}",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.assistants.versions.retrieve(p[0], p[1], params...);
        }));
    rows.push_back(with_body<ai::assistant_version_update_params>(
        "ai.assistants.versions.update", "POST", "/ai/assistants/{assistant_id}/versions/{version_id}",
        [](client const& c, path_values const& p, ai::assistant_version_update_params const& params) {
            return c.ai.assistants.versions.update(p[0], p[1], params);
        }));
    rows.push_back(without_params(
        "ai.assistants.versions.delete", "DELETE", "/ai/assistants/{assistant_id}/versions/{version_id}",
        [](client const& c, path_values const& p) { return c.ai.assistants.versions.delete_(p[0], p[1]); }));
    rows.push_back(without_params(
        "ai.assistants.versions.promote", "POST", "/ai/assistants/{assistant_id}/versions/{version_id}/promote",
        [](client const& c, path_values const& p) { return c.ai.assistants.versions.promote(p[0], p[1]); }));
}

} // namespace telnyx::tests
