#include "support/endpoint_rows.hpp"
#include "support/every_endpoint.hpp"
#include "telnyx/ai/audio.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/fine_tuning.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/ai/openai_embeddings.hpp"
#include "telnyx/ai/summarize.hpp"

namespace telnyx::tests {

using path_values = endpoint::path_values;

// The file does not come from the document, and belongs to the longest call.
template <>
ai::audio_transcribe_params decode_params(std::string_view document) {
    ai::audio_transcribe_params params{.model = ai::audio_transcribe_params::speech_model()};
    json::decode_into(params, document);
    if (params.language) params.file = file_upload::from_bytes("sound", "sound.mp3");
    return params;
}

void add_models(std::vector<endpoint>& rows) {
    rows.push_back(with_body<ai::audio_transcribe_params>(
        "ai.audio.transcribe", "POST", "/ai/audio/transcriptions",
        [](client const& c, path_values const&, ai::audio_transcribe_params const& params) {
            return c.ai.audio.transcribe(params);
        }));
    rows.back().form = true;
    rows.push_back(with_body<ai::chat_completion_params>(
        "ai.chat.create_completion", "POST", "/ai/chat/completions",
        [](client const& c, path_values const&, ai::chat_completion_params const& params) {
            return c.ai.chat.create_completion(params);
        }));
    rows.push_back(without_params("ai.fine_tuning.jobs.list", "GET", "/ai/fine_tuning/jobs",
                                  [](client const& c, path_values const&) { return c.ai.fine_tuning.jobs.list(); }));
    rows.push_back(with_body<ai::fine_tuning_job_create_params>(
        "ai.fine_tuning.jobs.create", "POST", "/ai/fine_tuning/jobs",
        [](client const& c, path_values const&, ai::fine_tuning_job_create_params const& params) {
            return c.ai.fine_tuning.jobs.create(params);
        }));
    rows.push_back(
        without_params("ai.fine_tuning.jobs.retrieve", "GET", "/ai/fine_tuning/jobs/{job_id}",
                       [](client const& c, path_values const& p) { return c.ai.fine_tuning.jobs.retrieve(p[0]); }));
    rows.push_back(
        without_params("ai.fine_tuning.jobs.cancel", "POST", "/ai/fine_tuning/jobs/{job_id}/cancel",
                       [](client const& c, path_values const& p) { return c.ai.fine_tuning.jobs.cancel(p[0]); }));
    rows.push_back(without_params("ai.retrieve_models", "GET", "/ai/models",
                                  [](client const& c, path_values const&) { return c.ai.retrieve_models(); }));
    rows.push_back(with_body<ai::chat_completion_params>(
        "ai.openai.chat.create_completion", "POST", "/ai/openai/chat/completions",
        [](client const& c, path_values const&, ai::chat_completion_params const& params) {
            return c.ai.openai.chat.create_completion(params);
        }));
    rows.push_back(with_body<ai::openai_embedding_create_params>(
        "ai.openai.embeddings.create_embeddings", "POST", "/ai/openai/embeddings",
        [](client const& c, path_values const&, ai::openai_embedding_create_params const& params) {
            return c.ai.openai.embeddings.create_embeddings(params);
        }));
    rows.push_back(without_params(
        "ai.openai.embeddings.list_embedding_models", "GET", "/ai/openai/embeddings/models",
        [](client const& c, path_values const&) { return c.ai.openai.embeddings.list_embedding_models(); }));
    rows.push_back(without_params("ai.openai.list_models", "GET", "/ai/openai/models",
                                  [](client const& c, path_values const&) { return c.ai.openai.list_models(); }));
    rows.push_back(
        with_body<ai::summarize_params>("ai.summarize", "POST", "/ai/summarize",
                                        [](client const& c, path_values const&, ai::summarize_params const& params) {
                                            return c.ai.summarize(params);
                                        }));
}

} // namespace telnyx::tests
