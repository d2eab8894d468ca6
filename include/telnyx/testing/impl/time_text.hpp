#pragma once

#include "telnyx/base/config.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// A point in time with the precision of the API.
using api_time = std::chrono::sys_time<std::chrono::microseconds>;

/// A point in time in the API's format, in UTC and with microseconds: `2026-01-15T09:30:00.000000Z`.
std::string time_text(api_time time);

/// Parses ISO 8601: a date, optionally with a time of day, which is in UTC unless the text has another offset.
/// `std::nullopt` if the text is anything else.
std::optional<api_time> parse_time(std::string_view text);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/time_text.ipp"
#endif
