#pragma once

#include <string>

namespace telnyx {

/// A server-sent event.
struct stream_event {
    std::string name{};     ///< its name; `message` if the server gives it none
    std::string data{};     ///< its data; several lines are joined by line feeds
    std::string id{};       ///< the last ID that the server has sent in this stream; may be empty
    bool terminated = true; ///< `false` if the body ended before the blank line that ends the event
};

} // namespace telnyx
