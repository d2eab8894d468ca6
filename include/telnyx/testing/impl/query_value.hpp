#pragma once

#include "telnyx/testing/impl/time_text.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// The whole number that a query parameter holds, if it is there; a `refusal` when it is none, or out of range.
std::optional<std::int64_t> query_integer(recorded_request const& request, std::string_view name, std::int64_t least,
                                          std::int64_t most);

/// The time that a query parameter holds, if it is there; a `refusal` when it is none.
std::optional<api_time> query_time(recorded_request const& request, std::string_view name);

/// Whether a query parameter is there and `true`; a `refusal` when it is neither `true` nor `false`.
bool query_flag(recorded_request const& request, std::string_view name);

/// The texts in a query parameter that is repeated, holds several with commas between them, or both.
std::vector<std::string> query_list(recorded_request const& request, std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/query_value.ipp"
#endif
