#pragma once

#include "telnyx/json/impl/text_reader.hpp"

#include "telnyx/base/utf8.hpp"
#include "telnyx/json/decode_error.hpp"
#include "telnyx/json/impl/plain_text.hpp"

#include <array>
#include <bit>
#include <cfloat>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace telnyx::json::detail {

namespace text_reader_impl {

inline void append_utf8(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
        return;
    }
    int shift = code < 0x800 ? 6 : code < 0x10000 ? 12 : 18;
    constexpr auto lead_bits = 0xFFFFFF00u;
    out += static_cast<char>((lead_bits >> (shift / 6 + 1) & 0xFF) | code >> shift);
    while ((shift -= 6) >= 0)
        out += static_cast<char>(0x80 | (code >> shift & 0x3F));
}

inline char const* behind_white_space(char const* next, char const* end) {
    while (next != end && (*next == ' ' || *next == '\n' || *next == '\r' || *next == '\t'))
        ++next;
    return next;
}

constexpr std::uint64_t every_byte = 0x0101010101010101;

/// Whether all eight characters are decimal digits.
inline bool are_digits(std::uint64_t characters) {
    return (((characters - every_byte * '0') | (characters + every_byte * (0x7F - '9'))) & every_byte * 0x80) == 0;
}

/// The number formed by eight digits, the first in the lowest byte.
inline std::uint64_t number_of(std::uint64_t characters) {
    constexpr std::uint64_t every_fourth = 0x000000FF000000FF;
    auto const digits = characters - every_byte * '0';
    auto const pairs = digits * 10 + (digits >> 8); // in every second byte
    auto const first_and_third = (pairs & every_fourth) * (100 + (std::uint64_t{1'000'000} << 32));
    auto const second_and_fourth = (pairs >> 16 & every_fourth) * (1 + (std::uint64_t{10'000} << 32));
    return (first_and_third + second_and_fourth) >> 32;
}

inline constexpr std::array powers_of_ten{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                          1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

} // namespace text_reader_impl

inline std::int64_t text_cursor::take_digits(std::uint64_t& number) {
    auto const* const begin = next;
    if (std::endian::native == std::endian::little && end - next >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, next, sizeof word);
        if (text_reader_impl::are_digits(word)) {
            number = number * 100'000'000 + text_reader_impl::number_of(word);
            next += 8;
        }
    }
    for (; is_at_digit(); ++next)
        number = number * 10 + static_cast<std::uint64_t>(*next - '0');
    return next - begin;
}

TELNYX_DECL void text_reader::fail(std::string reason) const {
    throw decode_error(open_.path(), std::move(reason));
}

TELNYX_DECL void text_reader::fail_syntax(std::string_view reason) const {
    fail("invalid JSON at byte " + std::to_string(at_.next - begin_) + ": " + std::string(reason));
}

TELNYX_DECL void text_reader::unexpected() const {
    fail_syntax(at_.next == at_.end ? "it ends too early" : "unexpected character");
}

TELNYX_DECL void text_reader::finish() {
    if (peek(); at_.next != at_.end) unexpected();
}

TELNYX_DECL void text_reader::skip_white_space() {
    at_.next = text_reader_impl::behind_white_space(at_.next, at_.end);
}

TELNYX_DECL bool text_reader::level::begin_or_end(char found) {
    if (found == (kind == container::array ? ']' : '}')) {
        ++reader_.at_.next;
        return false;
    }
    if (begun_) reader_.unexpected();
    begun_ = true;
    return true;
}

TELNYX_DECL std::string_view text_reader::read_key() {
    if (peek() != '"') unexpected();
    auto const key = read_text();
    if (peek() != ':') unexpected();
    ++at_.next;
    return key;
}

TELNYX_DECL scalar text_reader::read_scalar() {
    switch (peek()) {
    case '"':
        return {.kind = scalar_kind::string, .text = read_text()};
    case 'n':
        read_literal("null");
        return {};
    case 't':
        read_literal("true");
        return {.kind = scalar_kind::boolean, .boolean = true};
    case 'f':
        read_literal("false");
        return {.kind = scalar_kind::boolean, .boolean = false};
    default:
        return scalar_of(read_number());
    }
}

TELNYX_DECL bool text_reader::at_nothing() const {
    if (at_.next == at_.end) return true;
    auto const first = *at_.next;
    auto const* next = at_.next + 1;
    if (first == '"') return next != at_.end && *next == '"';
    if (first != '[' && first != '{') return first == 'n';
    next = text_reader_impl::behind_white_space(next, at_.end);
    return next != at_.end && *next == (first == '[' ? ']' : '}');
}

TELNYX_DECL double text_reader::read_double() {
    return double_of(read_number());
}

TELNYX_DECL void text_reader::skip_scalar() {
    if (at_number())
        read_number();
    else
        read_scalar();
}

TELNYX_DECL void text_reader::read_literal(std::string_view text) {
    for (auto const character : text)
        if (!at_.take(character)) unexpected();
}

// Texts

TELNYX_DECL std::string_view text_reader::read_text() {
    auto const* const begin = ++at_.next;
    at_.next = find_not_plain(at_.next, at_.end);
    if (at_.next == at_.end || *at_.next != '"') return read_rest_of_text(begin);
    return {begin, at_.next++};
}

TELNYX_DECL std::string_view text_reader::read_rest_of_text(char const* begin) {
    bool escaped = false;
    for (; !at_.take('"'); at_.next = find_not_plain(at_.next, at_.end)) {
        if (at_.next == at_.end) unexpected();
        if (*at_.next == '\\') {
            if (!std::exchange(escaped, true)) scratch_.clear();
            scratch_.append(begin, at_.next);
            read_escape();
            begin = at_.next;
            continue;
        }
        auto const length =
            static_cast<unsigned char>(*at_.next) < 0x80 ? std::size_t{0} : utf8_length({at_.next, at_.end});
        if (length == 0) unexpected();
        at_.next += length;
    }
    std::string_view const rest(begin, at_.next - 1);
    return escaped ? scratch_.append(rest) : rest;
}

TELNYX_DECL void text_reader::read_escape() {
    constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    ++at_.next;
    if (!at_.take('u')) {
        auto const index = at_.next == at_.end ? std::string_view::npos : letters.find(*at_.next);
        if (index == std::string_view::npos) unexpected();
        scratch_ += meanings[index];
        ++at_.next;
        return;
    }
    auto const unit = read_utf16_unit();
    bool const is_surrogate = unit >= 0xD800 && unit < 0xE000;
    text_reader_impl::append_utf8(scratch_, is_surrogate ? read_rest_of_pair(unit) : unit);
}

/// Servers split texts between the halves of a surrogate pair. A lone half is replaced, as its character is unknown;
/// the rest of the response remains usable.
TELNYX_DECL std::uint32_t text_reader::read_rest_of_pair(std::uint32_t first) {
    constexpr std::uint32_t replacement_character = 0xFFFD;
    auto const* const behind_first = at_.next;
    if (first < 0xDC00 && at_.take('\\') && at_.take('u')) {
        auto const second = read_utf16_unit();
        if (second >= 0xDC00 && second < 0xE000) return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
    at_.next = behind_first;
    return replacement_character;
}

TELNYX_DECL std::uint32_t text_reader::read_utf16_unit() {
    constexpr std::ptrdiff_t length = 4;
    std::uint32_t unit = 0;
    if (at_.end - at_.next < length || std::from_chars(at_.next, at_.next + length, unit, 16).ptr != at_.next + length)
        unexpected();
    at_.next += length;
    return unit;
}

// Numbers

TELNYX_DECL text_reader::number text_reader::read_number() {
    auto const* const begin = at_.next;
    auto at = at_; // a copy that can stay in registers
    std::uint64_t digits = 0;
    std::int64_t digit_count = 0, exponent = 0;
    bool is_integer = true, is_complete = true;
    at.take('-');
    if (!at.take('0')) is_complete = (digit_count = at.take_digits(digits)) != 0;
    if (is_complete && at.take('.')) {
        is_integer = false;
        exponent = -at.take_digits(digits);
        digit_count -= exponent;
        is_complete = exponent != 0;
    }
    at_ = at;
    if (!is_complete) unexpected();
    if (at_.take('e') || at_.take('E')) {
        is_integer = false;
        exponent += read_exponent();
    }
    return {{begin, at_.next}, digits, digit_count, exponent, is_integer};
}

TELNYX_DECL std::int64_t text_reader::read_exponent() {
    constexpr std::int64_t limit = 1'000'000'000;
    bool const negative = at_.take('-');
    if (!negative) at_.take('+');
    if (!at_.is_at_digit()) unexpected();
    std::int64_t result = 0;
    for (; at_.is_at_digit(); ++at_.next) {
        result = result * 10 + (*at_.next - '0');
        if (result >= limit) fail("number out of range");
    }
    return negative ? -result : result;
}

TELNYX_DECL double text_reader::double_of(number const& written) const {
    using text_reader_impl::powers_of_ten;
    if (FLT_EVAL_METHOD == 0 && written.digit_count <= std::numeric_limits<double>::digits10 &&
        static_cast<std::uint64_t>(-written.exponent) < powers_of_ten.size()) {
        // The quotient of two numbers that are exact as doubles is the nearest double.
        auto const digits = static_cast<double>(static_cast<std::int64_t>(written.digits));
        auto const magnitude = digits / powers_of_ten[static_cast<std::size_t>(-written.exponent)];
        return written.is_negative() ? -magnitude : magnitude;
    }
    auto const result = nearest_double(written.text);
    if (!std::isfinite(result)) fail("number out of range");
    return result;
}

TELNYX_DECL scalar text_reader::scalar_of(number const& written) const {
    if (written.is_integer && written.digit_count <= std::numeric_limits<std::int64_t>::digits10) {
        auto const magnitude = static_cast<std::int64_t>(written.digits);
        return {.kind = scalar_kind::signed_integer, .signed_integer = written.is_negative() ? -magnitude : magnitude};
    }
    if (written.is_integer) {
        if (auto const integer = parse_integer(written.text)) return *integer;
    }
    return {.kind = scalar_kind::floating, .floating = double_of(written), .text = written.text};
}

} // namespace telnyx::json::detail
