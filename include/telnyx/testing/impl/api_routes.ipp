#pragma once

#include "telnyx/testing/impl/api_routes.hpp"

namespace telnyx::testing::detail {

TELNYX_DECL void add_api_routes(router& routes, api_state& state) {
    add_assistant_routes(routes, state);
    add_assistant_test_routes(routes, state);
    add_assistant_version_routes(routes, state);
    add_audio_routes(routes);
    add_canary_deploy_routes(routes, state);
    add_chat_routes(routes, state);
    add_cluster_routes(routes, state);
    add_conversation_routes(routes, state);
    add_embedding_routes(routes, state);
    add_fine_tuning_routes(routes, state);
    add_insight_routes(routes, state);
    add_integration_routes(routes, state);
    add_mcp_server_routes(routes, state);
    add_model_routes(routes, state);
    add_openai_embedding_routes(routes);
    add_report_routes(routes, state);
    add_scheduled_event_routes(routes, state);
    add_text_to_speech_routes(routes);
}

} // namespace telnyx::testing::detail
