#pragma once

#include "telnyx/base/number_in.hpp"
#include "telnyx/json/impl/scalar.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace telnyx::json::detail {

namespace scalar_impl {

inline scalar of(std::int64_t value, std::string_view text = {}) {
    return {.kind = scalar_kind::signed_integer, .signed_integer = value, .text = text};
}

inline scalar of(std::uint64_t value, std::string_view text = {}) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return of(static_cast<std::int64_t>(value), text);
    return {.kind = scalar_kind::unsigned_integer, .unsigned_integer = value, .text = text};
}

template <class Integer>
std::optional<scalar> parse(std::string_view digits) {
    Integer value{};
    auto const result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc() || result.ptr != digits.data() + digits.size()) return std::nullopt;
    return of(value);
}

inline std::optional<scalar> integer_of(double value) {
    double const limit = std::ldexp(1.0, 63);
    if (std::trunc(value) != value) return std::nullopt;
    if (value >= -limit && value < limit) return of(static_cast<std::int64_t>(value));
    if (value >= limit && value < 2 * limit) return of(static_cast<std::uint64_t>(value));
    return std::nullopt;
}

} // namespace scalar_impl

TELNYX_DECL double nearest_double(std::string_view text) {
    auto const number = telnyx::detail::number_in(text);
    return number ? *number : boost::json::parse(text).to_number<double>(); // zero or infinity
}

TELNYX_DECL std::optional<scalar> parse_integer(std::string_view text) {
    auto const result = scalar_impl::parse<std::int64_t>(text);
    return result ? result : scalar_impl::parse<std::uint64_t>(text);
}

TELNYX_DECL std::optional<scalar> exact_integer(scalar const& number) {
    if (number.kind == scalar_kind::signed_integer || number.kind == scalar_kind::unsigned_integer) return number;
    if (number.kind != scalar_kind::floating) return std::nullopt;
    auto const text = number.text;
    if (text.empty()) return scalar_impl::integer_of(number.floating);
    auto const end = text.find_first_not_of("0123456789", text.front() == '-' ? 1 : 0);
    if (end == std::string_view::npos) return std::nullopt; // more than 64 bits: the double is not exact
    if (text[end] != '.' || text.find_first_not_of('0', end + 1) != std::string_view::npos)
        return scalar_impl::integer_of(number.floating);
    return parse_integer(text.substr(0, end));
}

TELNYX_DECL bool in_range(type_info const& type, scalar const& integer) {
    int const bits = type.size * 8;
    if (type.kind == type_kind::unsigned_integer) {
        if (integer.kind == scalar_kind::unsigned_integer) return bits == 64;
        return integer.signed_integer >= 0 &&
               (bits == 64 || static_cast<std::uint64_t>(integer.signed_integer) >> bits == 0);
    }
    if (integer.kind == scalar_kind::unsigned_integer) return false;
    auto const beyond = integer.signed_integer >> (bits - 1);
    return beyond == 0 || beyond == -1;
}

TELNYX_DECL std::optional<double> as_double(scalar const& number) {
    switch (number.kind) {
    case scalar_kind::signed_integer:
        return static_cast<double>(number.signed_integer);
    case scalar_kind::unsigned_integer:
        return static_cast<double>(number.unsigned_integer);
    case scalar_kind::floating:
        return number.floating;
    default:
        return std::nullopt;
    }
}

TELNYX_DECL scalar scalar_of(boost::json::value const& value) {
    switch (value.kind()) {
    case boost::json::kind::bool_:
        return {.kind = scalar_kind::boolean, .boolean = value.get_bool()};
    case boost::json::kind::int64:
        return scalar_impl::of(value.get_int64());
    case boost::json::kind::uint64:
        return scalar_impl::of(value.get_uint64());
    case boost::json::kind::double_:
        return {.kind = scalar_kind::floating, .floating = value.get_double()};
    case boost::json::kind::string:
        return {.kind = scalar_kind::string, .text = value.get_string()};
    default:
        return {};
    }
}

} // namespace telnyx::json::detail
