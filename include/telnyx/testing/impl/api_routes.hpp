#pragma once

#include "telnyx/testing/impl/api_state.hpp"
#include "telnyx/testing/impl/router.hpp"

namespace telnyx::testing::detail {

/// Adds every endpoint of the built-in API. The state must outlive the router.
void add_api_routes(router& routes, api_state& state);

// One function for each resource, each in its own api_<resource>.ipp.
void add_assistant_routes(router& routes, api_state& state);
void add_assistant_test_routes(router& routes, api_state& state);
void add_assistant_version_routes(router& routes, api_state& state);
void add_audio_routes(router& routes);
void add_canary_deploy_routes(router& routes, api_state& state);
void add_chat_routes(router& routes, api_state& state);
void add_cluster_routes(router& routes, api_state& state);
void add_conversation_routes(router& routes, api_state& state);
void add_embedding_routes(router& routes, api_state& state);
void add_fine_tuning_routes(router& routes, api_state& state);
void add_insight_routes(router& routes, api_state& state);
void add_integration_routes(router& routes, api_state& state);
void add_mcp_server_routes(router& routes, api_state& state);
void add_model_routes(router& routes, api_state& state);
void add_openai_embedding_routes(router& routes);
void add_report_routes(router& routes, api_state& state);
void add_scheduled_event_routes(router& routes, api_state& state);
void add_text_to_speech_routes(router& routes);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/api_assistant_tests.ipp"
#include "telnyx/testing/impl/api_assistant_versions.ipp"
#include "telnyx/testing/impl/api_assistants.ipp"
#include "telnyx/testing/impl/api_audio.ipp"
#include "telnyx/testing/impl/api_canary_deploys.ipp"
#include "telnyx/testing/impl/api_chat.ipp"
#include "telnyx/testing/impl/api_clusters.ipp"
#include "telnyx/testing/impl/api_conversations.ipp"
#include "telnyx/testing/impl/api_embeddings.ipp"
#include "telnyx/testing/impl/api_fine_tuning.ipp"
#include "telnyx/testing/impl/api_insights.ipp"
#include "telnyx/testing/impl/api_integrations.ipp"
#include "telnyx/testing/impl/api_mcp_servers.ipp"
#include "telnyx/testing/impl/api_models.ipp"
#include "telnyx/testing/impl/api_openai_embeddings.ipp"
#include "telnyx/testing/impl/api_reports.ipp"
#include "telnyx/testing/impl/api_routes.ipp"
#include "telnyx/testing/impl/api_scheduled_events.ipp"
#include "telnyx/testing/impl/api_text_to_speech.ipp"
#endif
