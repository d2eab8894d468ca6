#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <system_error>

#ifndef __cpp_lib_to_chars
#include <cstdlib>
#include <locale.h>
#include <string>
#if __has_include(<xlocale.h>)
#include <xlocale.h>
#endif
#endif

namespace telnyx::detail {

/// Parses the whole text as a number, such as `1.5` or `-2e3`, and returns the nearest double. `std::nullopt` if the
/// text is not a number, or the number is out of range.
inline std::optional<double> number_in(std::string_view text) {
    if (text.empty() || text.front() == '+' || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos)
        return std::nullopt;
    double number = 0;
#ifdef __cpp_lib_to_chars
    auto const* const end = text.data() + text.size();
    auto const [stopped, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc() || stopped != end) return std::nullopt;
#else // libc++ 19 and before have no std::from_chars for it
    static ::locale_t const plain = ::newlocale(LC_ALL_MASK, "C", nullptr); // the program's may have a decimal comma
    std::string const copy(text);
    char* stopped = nullptr;
    number = ::strtod_l(copy.c_str(), &stopped, plain);
    if (stopped != copy.c_str() + copy.size() || !std::isfinite(number)) return std::nullopt;
#endif
    return number;
}

} // namespace telnyx::detail
