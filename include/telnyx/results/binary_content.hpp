#pragma once

#include <string>

namespace telnyx {

/// Binary data with its media type, such as an image or audio.
struct binary_content {
    std::string data{};         ///< the data
    std::string content_type{}; ///< its media type, as sent by the server
};

} // namespace telnyx
