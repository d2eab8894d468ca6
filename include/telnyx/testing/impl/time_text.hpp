#pragma once

#include "telnyx/base/config.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// A point in time as the API has it.
using api_time = std::chrono::sys_time<std::chrono::microseconds>;

/// A point in time as the API writes it, in UTC and with microseconds: `2026-01-15T09:30:00.000000Z`.
std::string time_text(api_time time);

/// The time that a text of ISO 8601 names: a date alone, or with a time of day, which is in UTC unless the text says
/// otherwise. None when the text is something else.
std::optional<api_time> parse_time(std::string_view text);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/time_text.ipp"
#endif
