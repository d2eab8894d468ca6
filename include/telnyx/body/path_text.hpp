#pragma once

#include <filesystem>
#include <string>

namespace telnyx::body {

/// A path as text for messages and servers: UTF-8 on Windows, unchanged elsewhere.
inline std::string path_text(std::filesystem::path const& path) {
    auto const text = path.u8string();
    return {text.begin(), text.end()};
}

} // namespace telnyx::body
