#pragma once

#include "telnyx/ai/resources/assistants_resource.hpp"
#include "telnyx/ai/resources/audio_resource.hpp"
#include "telnyx/ai/resources/chat_resource.hpp"
#include "telnyx/ai/resources/clusters_resource.hpp"
#include "telnyx/ai/resources/conversations_resource.hpp"
#include "telnyx/ai/resources/embeddings_resource.hpp"
#include "telnyx/ai/resources/fine_tuning_resource.hpp"
#include "telnyx/ai/resources/integrations_resource.hpp"
#include "telnyx/ai/resources/mcp_servers_resource.hpp"
#include "telnyx/ai/resources/openai_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct model_list;         // include "telnyx/ai/models.hpp"
struct summarize_params;   // include "telnyx/ai/summarize.hpp"
struct summarize_response; // include "telnyx/ai/summarize.hpp"

/// Calls under `client.ai`, including its subgroups.
class ai_resource {
  public:
    explicit ai_resource(std::shared_ptr<core::client_core> core)
        : assistants(core),
          audio(core),
          chat(core, "/ai/chat/completions"),
          clusters(core),
          conversations(core),
          embeddings(core),
          fine_tuning(core),
          integrations(core),
          mcp_servers(core),
          openai(core),
          core_(std::move(core)) {}

    /// Lists the available models: `GET /ai/models`. Include `telnyx/ai/models.hpp` to use it.
    boost::asio::awaitable<response<model_list>>
    retrieve_models(request_options const& options = request_options()) const;

    /// Summarizes a text, audio or video file: `POST /ai/summarize`. Include `telnyx/ai/summarize.hpp` to use it.
    boost::asio::awaitable<response<summarize_response>>
    summarize(arg<summarize_params> params, request_options const& options = request_options()) const;

    assistants_resource assistants;       ///< models with instructions, tools and a voice
    audio_resource audio;                 ///< transcription of audio files
    chat_resource chat;                   ///< chat completions
    clusters_resource clusters;           ///< documents grouped by subject
    conversations_resource conversations; ///< conversations, their messages and insights
    embeddings_resource embeddings;       ///< embedded documents and similarity search
    fine_tuning_resource fine_tuning;     ///< models adapted to examples
    integrations_resource integrations;   ///< third-party services whose tools assistants can use
    mcp_servers_resource mcp_servers;     ///< servers that provide tools to assistants
    openai_resource openai;               ///< OpenAI-compatible calls

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
