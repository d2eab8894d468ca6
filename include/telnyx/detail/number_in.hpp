#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

#ifndef __cpp_lib_to_chars
#include <locale>
#include <sstream>
#include <string>
#endif

namespace telnyx::detail {

/// The number that a text is as a whole, such as `1.5` or `-2e3`; nothing when it is none or has no place in a double.
inline std::optional<double> number_in(std::string_view text) {
    if (text.empty() || text.front() == '+' || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos)
        return std::nullopt;
    double number = 0;
#ifdef __cpp_lib_to_chars
    auto const* const end = text.data() + text.size();
    auto const [stopped, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc() || stopped != end) return std::nullopt;
#else // libc++ 19 and before have no std::from_chars for it
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    in >> number;
    if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
#endif
    return number;
}

} // namespace telnyx::detail
