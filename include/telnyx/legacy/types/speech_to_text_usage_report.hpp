#pragma once

#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <optional>

namespace telnyx::legacy {

/// Transcription usage of a period.
struct speech_to_text_usage_report {
    std::optional<boost::json::object> data{}; ///< the figures
};
BOOST_DESCRIBE_STRUCT(speech_to_text_usage_report, (), (data))

} // namespace telnyx::legacy
