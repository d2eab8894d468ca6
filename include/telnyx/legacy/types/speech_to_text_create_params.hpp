#pragma once

#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::legacy {

/// A report to create.
struct speech_to_text_create_params {
    /// End of the period, ISO 8601 with time zone; at most a month after its start.
    required<std::string> end_date;
    required<std::string> start_date; ///< start of the period, ISO 8601 with time zone
};
BOOST_DESCRIBE_STRUCT(speech_to_text_create_params, (), (end_date, start_date))

} // namespace telnyx::legacy
