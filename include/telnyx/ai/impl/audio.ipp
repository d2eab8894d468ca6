#pragma once

#include "telnyx/ai/audio.hpp"
#include "telnyx/body/multipart.hpp"
#include "telnyx/core/call.hpp"

#include <utility>

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<audio_transcription>>
audio_resource::transcribe(arg<audio_transcribe_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/audio/transcriptions", options);
    auto form = std::make_shared<body::multipart>();
    form->add_fields(request.body_members(params.get()));
    if (params.get().file) form->add_file("file", *params.get().file);
    request.streamed_body(form, form->content_type());
    return core::call<audio_transcription>(core_, std::move(request));
}

} // namespace telnyx::ai
