#pragma once

#include "telnyx/core/resource.hpp"
#include "telnyx/legacy/resources/speech_to_text_resource.hpp"

namespace telnyx::legacy {

/// The groups of calls under `client.legacy.reporting.batch_detail_records`.
class batch_detail_records_resource {
  public:
    explicit batch_detail_records_resource(std::shared_ptr<core::client_core> const& core) : speech_to_text(core) {}

    speech_to_text_resource speech_to_text; ///< transcription reports
};

} // namespace telnyx::legacy
