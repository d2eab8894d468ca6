#include "support/every_endpoint.hpp"

namespace telnyx::tests {

std::vector<endpoint> const& every_endpoint() {
    static auto const all = [] {
        std::vector<endpoint> rows;
        add_assistants(rows);
        add_assistant_parts(rows);
        add_conversations(rows);
        add_documents(rows);
        add_models(rows);
        add_services(rows);
        return rows;
    }();
    return all;
}

} // namespace telnyx::tests
