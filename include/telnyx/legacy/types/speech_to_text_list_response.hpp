#pragma once

#include "telnyx/json/describe.hpp"
#include "telnyx/legacy/types/stt_detail_report.hpp"

#include <optional>
#include <vector>

namespace telnyx::legacy {

/// The reports of an account.
struct speech_to_text_list_response {
    std::optional<std::vector<stt_detail_report>> data{}; ///< the reports
};
BOOST_DESCRIBE_STRUCT(speech_to_text_list_response, (), (data))

} // namespace telnyx::legacy
