#pragma once

#include "telnyx/testing/impl/time_text.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// The integer in a query parameter, if it is present; a `refusal` if it is invalid or out of range.
std::optional<std::int64_t> query_integer(recorded_request const& request, std::string_view name, std::int64_t least,
                                          std::int64_t most);

/// The time in a query parameter, if it is present; a `refusal` if it is invalid.
std::optional<api_time> query_time(recorded_request const& request, std::string_view name);

/// Whether a query parameter is present and `true`; a `refusal` if it is neither `true` nor `false`.
bool query_flag(recorded_request const& request, std::string_view name);

/// The texts in a query parameter that is repeated, contains a comma-separated list, or both.
std::vector<std::string> query_list(recorded_request const& request, std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/query_value.ipp"
#endif
