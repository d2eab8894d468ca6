#pragma once

#include <string_view>

namespace telnyx::ascii {

/// ASCII lower case of one character, whatever the locale.
constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Compares ASCII texts case-insensitively.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

/// Whether `text` is a token as defined by RFC 9110, section 5.6.2, and so valid as a method or a header name.
constexpr bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    for (char const c : text) {
        bool const letter_or_digit = (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
        if (!letter_or_digit && marks.find(c) == std::string_view::npos) return false;
    }
    return !text.empty();
}

/// Whether `text` is valid as a header value: no control characters except tabs, and no whitespace at either end.
constexpr bool is_field_value(std::string_view text) {
    for (char const c : text) {
        auto const code = static_cast<unsigned char>(c);
        if ((code < 0x20 && c != '\t') || code == 0x7f) return false;
    }
    auto const blank = [](char c) { return c == ' ' || c == '\t'; };
    return text.empty() || (!blank(text.front()) && !blank(text.back()));
}

/// `text` without spaces and tabs at both ends.
constexpr std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace telnyx::ascii
