#pragma once

#include "telnyx/json/describe.hpp"
#include "telnyx/legacy/types/stt_detail_report.hpp"

#include <optional>

namespace telnyx::legacy {

/// Response with a report.
struct speech_to_text_retrieve_response {
    std::optional<stt_detail_report> data{}; ///< the report
};
BOOST_DESCRIBE_STRUCT(speech_to_text_retrieve_response, (), (data))

} // namespace telnyx::legacy
