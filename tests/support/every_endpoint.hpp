#pragma once

#include "support/endpoint.hpp"

#include <vector>

namespace telnyx::tests {

/// All endpoints of the library.
std::vector<endpoint> const& every_endpoint();

// Its parts, each compiled on its own.
void add_assistants(std::vector<endpoint>& rows);
void add_assistant_parts(std::vector<endpoint>& rows);
void add_conversations(std::vector<endpoint>& rows);
void add_documents(std::vector<endpoint>& rows);
void add_models(std::vector<endpoint>& rows);
void add_services(std::vector<endpoint>& rows);

} // namespace telnyx::tests
