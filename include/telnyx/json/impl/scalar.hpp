#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/json/type.hpp"

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx::json::detail {

enum class scalar_kind : std::uint8_t { null, boolean, signed_integer, unsigned_integer, floating, string };

/// A JSON value that is neither an object nor an array.
struct scalar {
    scalar_kind kind = scalar_kind::null;
    bool boolean = false;
    std::int64_t signed_integer = 0;
    std::uint64_t unsigned_integer = 0; ///< only above the range of `signed_integer`
    double floating = 0;
    std::string_view text{}; ///< of a string; of a number if its text is known
};

/// The double nearest to a JSON number, possibly infinity.
TELNYX_DECL double nearest_double(std::string_view text);

/// A JSON integer; `std::nullopt` if it has more than 64 bits.
TELNYX_DECL std::optional<scalar> parse_integer(std::string_view text);

/// The integer equal to a number; `std::nullopt` if there is none or it has more than 64 bits.
TELNYX_DECL std::optional<scalar> exact_integer(scalar const& number);

/// Whether an integer can be stored in an integer type.
TELNYX_DECL bool in_range(type_info const& type, scalar const& integer);

/// The number as a double; `std::nullopt` for other kinds.
TELNYX_DECL std::optional<double> as_double(scalar const& number);

/// Precondition: `value` is neither an object nor an array. The result refers to `value`.
TELNYX_DECL scalar scalar_of(boost::json::value const& value);

} // namespace telnyx::json::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/scalar.ipp"
#endif
