#pragma once

#include "telnyx/testing/impl/api.hpp"

namespace telnyx::testing::detail {

/// Adds every endpoint of the built-in API. The state must outlive the router.
void add_api_routes(router& routes, api_state& state);

// One function for each resource, in an api_<resource>.ipp of its own.
void add_chat_routes(router& routes, api_state& state);
void add_model_routes(router& routes, api_state& state);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/api_chat.ipp"
#include "telnyx/testing/impl/api_models.ipp"
#include "telnyx/testing/impl/api_routes.ipp"
#endif
