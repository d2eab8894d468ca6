#pragma once

#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::base {

/// Value of an environment variable, without whitespace and line endings at both ends; `std::nullopt` if it is not set.
inline std::optional<std::string> environment_variable(char const* name) {
#ifdef _WIN32 // where compilers warn about std::getenv
    std::size_t size = 0;
    // Without a buffer, only the size matters: it is 0 if the variable is not set. The status depends on the runtime.
    if (::getenv_s(&size, nullptr, 0, name); size == 0) return std::nullopt;
    std::string value(size, '\0');
    if (::getenv_s(&size, value.data(), value.size(), name) != 0) return std::nullopt;
    std::string_view const text(value.c_str());
#else
    auto const* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): safe unless the program changes it
    if (value == nullptr) return std::nullopt;
    std::string_view const text(value);
#endif
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

} // namespace telnyx::base
