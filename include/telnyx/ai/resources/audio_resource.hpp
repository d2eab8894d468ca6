#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct audio_transcribe_params; // include "telnyx/ai/audio.hpp"
struct audio_transcription;     // include "telnyx/ai/audio.hpp"

/// Calls under `client.ai.audio`. Include `telnyx/ai/audio.hpp` to use them.
class audio_resource {
  public:
    explicit audio_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Transcribes an audio file: `POST /ai/audio/transcriptions`.
    ///
    /// A file is read in chunks while it is sent, and from the beginning for each retry. A source of the caller's that
    /// cannot be restarted is sent only once. Awaiting the call throws the errors listed in `errors.hpp`.
    ///
    /// @throws invalid_argument_error immediately if a parameter cannot be sent, such as a file that cannot be opened;
    /// while awaiting the call if a file becomes shorter while it is being sent
    boost::asio::awaitable<response<audio_transcription>>
    transcribe(arg<audio_transcribe_params> params, request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
