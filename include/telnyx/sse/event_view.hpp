#pragma once

#include <string_view>

namespace telnyx::sse {

/// One server-sent event. The texts belong to the `event_parser` that returned it or to that parser's input.
struct event_view {
    /// The event's name: the last `event` field, or "message" if there was none or it was empty.
    std::string_view type{};

    /// The values of all `data` fields, joined by line feeds. May be empty: a lone `data` field is also an event.
    std::string_view data{};

    /// The value of the last valid `id` field of the stream so far; empty if there was none.
    std::string_view last_event_id{};
};

} // namespace telnyx::sse
