#include "support/endpoint_rows.hpp"
#include "support/every_endpoint.hpp"
#include "telnyx/ai/assistants.hpp"

namespace telnyx::tests {

using path_values = endpoint::path_values;

void add_assistants(std::vector<endpoint>& rows) {
    rows.push_back(without_params("ai.assistants.list", "GET", "/ai/assistants",
                                  [](client const& c, path_values const&) { return c.ai.assistants.list(); }));
    rows.push_back(with_body<ai::assistant_create_params>(
        "ai.assistants.create", "POST", "/ai/assistants",
        [](client const& c, path_values const&, ai::assistant_create_params const& params) {
            return c.ai.assistants.create(params);
        }));
    rows.push_back(with_body<ai::assistant_imports_params>(
        "ai.assistants.imports", "POST", "/ai/assistants/import",
        [](client const& c, path_values const&, ai::assistant_imports_params const& params) {
            return c.ai.assistants.imports(params);
        }));
    rows.push_back(
        with_query<ai::assistant_retrieve_params>("ai.assistants.retrieve", "GET", "/ai/assistants/{assistant_id}",
                                                  [](client const& c, path_values const& p, auto const&... params) {
                                                      return c.ai.assistants.retrieve(p[0], params...);
                                                  }));
    rows.push_back(with_body<ai::assistant_update_params>(
        "ai.assistants.update", "POST", "/ai/assistants/{assistant_id}",
        [](client const& c, path_values const& p, ai::assistant_update_params const& params) {
            return c.ai.assistants.update(p[0], params);
        }));
    rows.push_back(without_params("ai.assistants.delete", "DELETE", "/ai/assistants/{assistant_id}",
                                  [](client const& c, path_values const& p) { return c.ai.assistants.delete_(p[0]); }));
    rows.push_back(with_body<ai::assistant_chat_params>(
        "ai.assistants.chat", "POST", "/ai/assistants/{assistant_id}/chat",
        [](client const& c, path_values const& p, ai::assistant_chat_params const& params) {
            return c.ai.assistants.chat(p[0], params);
        }));
    rows.push_back(with_body<ai::assistant_send_sms_params>(
        "ai.assistants.send_sms", "POST", "/ai/assistants/{assistant_id}/chat/sms",
        [](client const& c, path_values const& p, ai::assistant_send_sms_params const& params) {
            return c.ai.assistants.send_sms(p[0], params);
        }));
    rows.push_back(without_params("ai.assistants.clone", "POST", "/ai/assistants/{assistant_id}/clone",
                                  [](client const& c, path_values const& p) { return c.ai.assistants.clone(p[0]); }));
    rows.push_back(
        without_params("ai.assistants.get_texml", "GET", "/ai/assistants/{assistant_id}/texml",
                       [](client const& c, path_values const& p) { return c.ai.assistants.get_texml(p[0]); }));
}

} // namespace telnyx::tests
