#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::legacy {

/// Period of the report.
struct usage_report_retrieve_speech_to_text_params {
    telnyx::optional<std::string> end_date{};   ///< end of the period, ISO 8601 date and time
    telnyx::optional<std::string> start_date{}; ///< start of the period, ISO 8601 date and time
};
BOOST_DESCRIBE_STRUCT(usage_report_retrieve_speech_to_text_params, (), (end_date, start_date))

} // namespace telnyx::legacy
