#pragma once

#include <functional>
#include <optional>
#include <string_view>

namespace telnyx {

/// How much is logged; each level includes the ones before it.
enum class log_level {
    off,   ///< nothing
    error, ///< calls that failed
    warn,  ///< retries
    info,  ///< every call
    debug, ///< attempts, headers and connections
};

/// Receives one line of the log, without a line ending. Called on any thread, and on several at once.
using log_sink = std::function<void(log_level, std::string_view line)>;

/// Name of a level as used in `TELNYX_LOG`.
constexpr std::string_view to_string(log_level level) {
    constexpr std::string_view names[] = {"off", "error", "warn", "info", "debug"};
    return names[static_cast<int>(level)];
}

/// The level of this name; `std::nullopt` if there is none.
constexpr std::optional<log_level> parse_log_level(std::string_view name) {
    for (auto level : {log_level::off, log_level::error, log_level::warn, log_level::info, log_level::debug})
        if (to_string(level) == name) return level;
    return std::nullopt;
}

} // namespace telnyx
