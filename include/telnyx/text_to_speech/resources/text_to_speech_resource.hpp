#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx {
class byte_stream; // include "telnyx/text_to_speech/text_to_speech.hpp"
}

namespace telnyx::text_to_speech {

struct speech;                            // include "telnyx/text_to_speech/text_to_speech.hpp"
struct text_to_speech_generate_params;    // include "telnyx/text_to_speech/text_to_speech.hpp"
struct text_to_speech_list_voices_params; // include "telnyx/text_to_speech/text_to_speech.hpp"
struct voice_list;                        // include "telnyx/text_to_speech/text_to_speech.hpp"

/// Calls under `client.text_to_speech`. Include `telnyx/text_to_speech/text_to_speech.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class text_to_speech_resource {
  public:
    explicit text_to_speech_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Converts a text to speech: `POST /text-to-speech/speech`. Returns the complete audio as bytes, whatever the
    /// `output_type`.
    ///
    /// @throws api_response_error if the response is not audio
    boost::asio::awaitable<response<speech>> generate(arg<text_to_speech_generate_params> params,
                                                      request_options const& options = request_options()) const;

    /// Converts a text to speech and streams the audio while it is generated: `POST /text-to-speech/speech`.
    /// `output_type` is always `binary_output`.
    ///
    /// The wait ends when the response head has arrived; the audio is read from the returned stream. Retries happen
    /// only before that.
    boost::asio::awaitable<byte_stream> stream_generate(arg<text_to_speech_generate_params> params,
                                                        request_options const& options = request_options()) const;

    /// Lists voices: `GET /text-to-speech/voices`.
    boost::asio::awaitable<response<voice_list>> list_voices(arg<text_to_speech_list_voices_params> params,
                                                             request_options const& options = request_options()) const;
    /// Lists the voices of all providers.
    boost::asio::awaitable<response<voice_list>> list_voices(request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::text_to_speech
