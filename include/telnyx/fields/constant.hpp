#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace telnyx {

/// A string that can be a template argument.
template <std::size_t Size>
struct fixed_string {
    /// The characters, with the terminating zero.
    char data[Size]{};

    /// Copies a string literal.
    consteval fixed_string(char const (&text)[Size]) { std::copy_n(text, Size, data); }

    /// The text, without the terminating zero.
    constexpr std::string_view view() const noexcept { return {data, Size - 1}; }
};

/// A field that always has the same text, such as `"type": "webhook"`.
///
/// It is used to select among the alternatives of a union. Outside a union, a different text in a response is ignored.
template <fixed_string Text>
struct constant {
    /// The text.
    static constexpr std::string_view value = Text.view();

    /// The text.
    constexpr operator std::string_view() const noexcept { return value; }

    /// Constants of the same type are always equal.
    friend constexpr bool operator==(constant, constant) noexcept { return true; }

    /// Compares the text.
    friend constexpr bool operator==(constant, std::string_view text) noexcept { return value == text; }
};

} // namespace telnyx
