#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::core {

/// A variable of the environment without blanks and line ends around it; nothing when it is not set.
inline std::optional<std::string> environment_variable(char const* name) {
    auto const* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): safe unless the program changes it
    if (value == nullptr) return std::nullopt;
    constexpr std::string_view blanks = " \t\r\n";
    std::string_view const text(value);
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

} // namespace telnyx::core
