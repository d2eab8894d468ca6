#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace telnyx::http {

/// The port that all of `text` names: decimal digits, with a value from 1 to 65535. Nothing for any other text, also
/// for an empty one. The only way from a text to a port: URL libraries have been seen to wrap numbers that are too
/// large, and a key then goes to another port than the one that is written.
constexpr std::optional<std::uint16_t> parse_port(std::string_view text) {
    constexpr unsigned highest = std::numeric_limits<std::uint16_t>::max();
    unsigned value = 0;
    for (char const c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
        if (value > highest) return std::nullopt;
    }
    if (value == 0) return std::nullopt;
    return static_cast<std::uint16_t>(value);
}

} // namespace telnyx::http
