#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace telnyx::http {

/// Parses a port: `text` must consist of decimal digits only, with a value from 1 to 65535; otherwise, also if it is
/// empty, `std::nullopt`. Always use this function to parse a port: some URL libraries wrap numbers that are too large,
/// and the API key would then go to a different port than the one written.
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
