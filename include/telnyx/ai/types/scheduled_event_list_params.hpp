#pragma once

#include "telnyx/ai/types/conversation_channel_type.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::ai {

/// Which scheduled events to list.
struct scheduled_event_list_params {
    telnyx::optional<std::int64_t> page_number{}; ///< first page to return, from 1; 1 by default
    telnyx::optional<std::int64_t> page_size{};   ///< maximum items per page, 1 to 100; 20 by default
    telnyx::optional<open_enum<conversation_channel_type>>
        conversation_channel{};                ///< only calls, or only text messages
    telnyx::optional<std::string> from_date{}; ///< only those from this ISO 8601 date and time
    telnyx::optional<std::string> to_date{};   ///< only those up to this ISO 8601 date and time

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> json_names{
        {{"page_number", "page[number]"}, {"page_size", "page[size]"}}};
};
BOOST_DESCRIBE_STRUCT(scheduled_event_list_params, (),
                      (page_number, page_size, conversation_channel, from_date, to_date))

} // namespace telnyx::ai
