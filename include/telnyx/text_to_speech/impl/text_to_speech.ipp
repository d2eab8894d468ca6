#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/http/base64.hpp"
#include "telnyx/http/redact_response.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <utility>

namespace telnyx::text_to_speech {

namespace detail {

/// Audio sent as JSON.
struct encoded_speech {
    std::string base64_audio;
};
BOOST_DESCRIBE_STRUCT(encoded_speech, (), (base64_audio))

inline speech decode_speech(http_info const& http, core::client_core const& core) {
    speech spoken;
    auto const key = core.options().api_key();
    if (!core::is_json(http.content_type())) {
        if (!core::can_be_audio(http.content_type())) core::refuse_other_than(http, "audio", key);
        core::require_bytes(http, key);
        spoken.audio = http.body();
        spoken.content_type = http.content_type();
        return spoken;
    }
    spoken.base64_audio = core::decode_body<encoded_speech>(http, core).base64_audio;
    auto audio = http::decode_base64(*spoken.base64_audio);
    if (!audio || audio->empty())
        throw api_response_error(errc::malformed_response, audio ? "no audio" : "not base64", "base64_audio",
                                 http::redacted(http, key));
    spoken.audio = std::move(*audio);
    return spoken;
}

inline boost::asio::awaitable<response<speech>> call_speech(std::shared_ptr<core::client_core> core,
                                                            core::prepared_request request) {
    auto received = co_await core->perform(std::move(request), false);
    auto spoken = core::with_context([&] { return decode_speech(received.http, *core); }, received);
    co_return response<speech>(std::move(spoken), std::move(received.http));
}

} // namespace detail

TELNYX_DECL boost::asio::awaitable<response<speech>>
text_to_speech_resource::generate(arg<text_to_speech_generate_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/text-to-speech/speech", options);
    request.json_body(params.get());
    return detail::call_speech(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<byte_stream>
text_to_speech_resource::stream_generate(arg<text_to_speech_generate_params> params,
                                         request_options const& options) const {
    core::prepared_request request("POST", "/text-to-speech/speech", options);
    request.json_body(params.get(), {{"output_type", "binary_output"}});
    request.accept("*/*");
    return core::open_byte_stream(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<voice_list>>
text_to_speech_resource::list_voices(request_options const& options) const {
    text_to_speech_list_voices_params const all;
    return list_voices(all, options);
}

TELNYX_DECL boost::asio::awaitable<response<voice_list>>
text_to_speech_resource::list_voices(arg<text_to_speech_list_voices_params> params,
                                     request_options const& options) const {
    core::prepared_request request("GET", "/text-to-speech/voices", options);
    request.query(params.get());
    return core::call<voice_list>(core_, std::move(request));
}

} // namespace telnyx::text_to_speech
