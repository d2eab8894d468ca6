#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>

namespace telnyx::ai {

/// Detailed settings of speech recognition. The end-of-turn thresholds and timeout apply to `deepgram/flux` only.
struct transcription_settings_config {
    telnyx::optional<double>
        eager_eot_threshold{}; ///< confidence to predict the end of a turn, 0.3 to 0.9, at most `eot_threshold`
    telnyx::optional<double> eot_threshold{};        ///< confidence for the end of a turn; higher is safer but slower
    telnyx::optional<std::int64_t> eot_timeout_ms{}; ///< silence in ms that always ends a turn
    std::optional<bool> numerals{};                  ///< whether numbers are written in digits
    std::optional<bool> smart_format{};              ///< whether to format dates, amounts and similar
};
BOOST_DESCRIBE_STRUCT(transcription_settings_config, (),
                      (eager_eot_threshold, eot_threshold, eot_timeout_ms, numerals, smart_format))

} // namespace telnyx::ai
