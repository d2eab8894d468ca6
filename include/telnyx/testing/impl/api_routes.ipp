#pragma once

#include "telnyx/testing/impl/api_routes.hpp"

namespace telnyx::testing::detail {

TELNYX_DECL void add_api_routes(router& routes, api_state& state) {
    add_chat_routes(routes, state);
    add_model_routes(routes, state);
}

} // namespace telnyx::testing::detail
