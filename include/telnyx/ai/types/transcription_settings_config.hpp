#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>

namespace telnyx::ai {

/// Fine tuning of speech recognition. The thresholds and the timeout of the end of a turn are for `deepgram/flux` only.
struct transcription_settings_config {
    telnyx::optional<double>
        eager_eot_threshold{}; ///< confidence for a guess that the turn ends, 0.3 to 0.9 and at most `eot_threshold`
    telnyx::optional<double> eot_threshold{};        ///< confidence for the end of a turn; higher is surer and slower
    telnyx::optional<std::int64_t> eot_timeout_ms{}; ///< silence in ms that ends a turn in any case
    std::optional<bool> numerals{};                  ///< whether numbers are written in digits
    std::optional<bool> smart_format{};              ///< whether dates, amounts and the like are formatted
};
BOOST_DESCRIBE_STRUCT(transcription_settings_config, (),
                      (eager_eot_threshold, eot_threshold, eot_timeout_ms, numerals, smart_format))

} // namespace telnyx::ai
