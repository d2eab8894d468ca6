#pragma once

#include <string>

namespace telnyx {

/// Bytes of a certain kind, such as an image or audio.
struct binary_content {
    std::string data{};         ///< the bytes
    std::string content_type{}; ///< their media type, as the server named it
};

} // namespace telnyx
