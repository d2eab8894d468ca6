#include "support/endpoint_rows.hpp"
#include "support/every_endpoint.hpp"
#include "telnyx/ai/integrations.hpp"
#include "telnyx/ai/mcp_servers.hpp"
#include "telnyx/legacy/speech_to_text.hpp"
#include "telnyx/legacy/usage_reports.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

namespace telnyx::tests {

using path_values = endpoint::path_values;

void add_services(std::vector<endpoint>& rows) {
    rows.push_back(without_params("ai.integrations.list", "GET", "/ai/integrations",
                                  [](client const& c, path_values const&) { return c.ai.integrations.list(); }));
    rows.push_back(
        without_params("ai.integrations.connections.list", "GET", "/ai/integrations/connections",
                       [](client const& c, path_values const&) { return c.ai.integrations.connections.list(); }));
    rows.push_back(without_params(
        "ai.integrations.connections.retrieve", "GET", "/ai/integrations/connections/{user_connection_id}",
        [](client const& c, path_values const& p) { return c.ai.integrations.connections.retrieve(p[0]); }));
    rows.push_back(without_params(
        "ai.integrations.connections.delete", "DELETE", "/ai/integrations/connections/{user_connection_id}",
        [](client const& c, path_values const& p) { return c.ai.integrations.connections.delete_(p[0]); }));
    rows.push_back(
        without_params("ai.integrations.retrieve", "GET", "/ai/integrations/{integration_id}",
                       [](client const& c, path_values const& p) { return c.ai.integrations.retrieve(p[0]); }));
    rows.push_back(with_query<ai::mcp_server_list_params>(
        "ai.mcp_servers.list", "GET", "/ai/mcp_servers",
        [](client const& c, path_values const&, auto const&... params) { return c.ai.mcp_servers.list(params...); }));
    rows.back().answer = answer_kind::bare_page;
    rows.push_back(with_body<ai::mcp_server_create_params>(
        "ai.mcp_servers.create", "POST", "/ai/mcp_servers",
        [](client const& c, path_values const&, ai::mcp_server_create_params const& params) {
            return c.ai.mcp_servers.create(params);
        }));
    rows.push_back(
        without_params("ai.mcp_servers.retrieve", "GET", "/ai/mcp_servers/{mcp_server_id}",
                       [](client const& c, path_values const& p) { return c.ai.mcp_servers.retrieve(p[0]); }));
    rows.push_back(with_optional_body<ai::mcp_server_update_params>(
        "ai.mcp_servers.update", "PUT", "/ai/mcp_servers/{mcp_server_id}",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.mcp_servers.update(p[0], params...);
        }));
    rows.push_back(
        without_params("ai.mcp_servers.delete", "DELETE", "/ai/mcp_servers/{mcp_server_id}",
                       [](client const& c, path_values const& p) { return c.ai.mcp_servers.delete_(p[0]); }));
    rows.push_back(without_params("legacy.reporting.batch_detail_records.speech_to_text.list", "GET",
                                  "/legacy/reporting/batch_detail_records/speech_to_text",
                                  [](client const& c, path_values const&) {
                                      return c.legacy.reporting.batch_detail_records.speech_to_text.list();
                                  }));
    rows.push_back(with_body<legacy::speech_to_text_create_params>(
        "legacy.reporting.batch_detail_records.speech_to_text.create", "POST",
        "/legacy/reporting/batch_detail_records/speech_to_text",
        [](client const& c, path_values const&, legacy::speech_to_text_create_params const& params) {
            return c.legacy.reporting.batch_detail_records.speech_to_text.create(params);
        }));
    rows.push_back(without_params("legacy.reporting.batch_detail_records.speech_to_text.retrieve", "GET",
                                  "/legacy/reporting/batch_detail_records/speech_to_text/{id}",
                                  [](client const& c, path_values const& p) {
                                      return c.legacy.reporting.batch_detail_records.speech_to_text.retrieve(p[0]);
                                  }));
    rows.push_back(without_params("legacy.reporting.batch_detail_records.speech_to_text.delete", "DELETE",
                                  "/legacy/reporting/batch_detail_records/speech_to_text/{id}",
                                  [](client const& c, path_values const& p) {
                                      return c.legacy.reporting.batch_detail_records.speech_to_text.delete_(p[0]);
                                  }));
    rows.push_back(with_query<legacy::usage_report_retrieve_speech_to_text_params>(
        "legacy.reporting.usage_reports.retrieve_speech_to_text", "GET",
        "/legacy/reporting/usage_reports/speech_to_text",
        [](client const& c, path_values const&, auto const&... params) {
            return c.legacy.reporting.usage_reports.retrieve_speech_to_text(params...);
        }));
    rows.push_back(with_body<text_to_speech::text_to_speech_generate_params>(
        "text_to_speech.generate", "POST", "/text-to-speech/speech",
        [](client const& c, path_values const&, text_to_speech::text_to_speech_generate_params const& params) {
            return c.text_to_speech.generate(params);
        }));
    rows.push_back(with_query<text_to_speech::text_to_speech_list_voices_params>(
        "text_to_speech.list_voices", "GET", "/text-to-speech/voices",
        [](client const& c, path_values const&, auto const&... params) {
            return c.text_to_speech.list_voices(params...);
        }));
}

} // namespace telnyx::tests
