#pragma once

#include <string_view>

namespace telnyx::sse {

/// One server-sent event. The texts belong to the `event_parser` it came from or to that parser's input.
struct event_view {
    /// The event's name: the last `event` field, or "message" when there was none or it was empty.
    std::string_view type{};

    /// The values of all `data` fields, joined by line feeds. May be empty: a lone `data` field is an event too.
    std::string_view data{};

    /// The value of the last valid `id` field of the whole stream so far; empty when there was none.
    std::string_view last_event_id{};
};

} // namespace telnyx::sse
