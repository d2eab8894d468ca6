#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/json/impl/scalar.hpp"
#include "telnyx/json/type.hpp"

#include <boost/json/fwd.hpp>
#include <cstddef>

namespace telnyx::json::detail {

inline constexpr std::size_t no_alternative = static_cast<std::size_t>(-1);

/// The alternative of a union that matches a scalar best, or `no_alternative`.
TELNYX_DECL std::size_t choose_alternative(variant_type const& type, scalar const& value);

/// The alternative of a union that matches a value best, or `no_alternative`.
///
/// Among structs, those whose constants all match come first, then those with all their required members, then those
/// whose members have the right types, then the one with the most known keys, then the first.
TELNYX_DECL std::size_t choose_alternative(variant_type const& type, boost::json::value const& value);

/// The alternative that accepts any value, or `no_alternative`.
TELNYX_DECL std::size_t any_alternative(variant_type const& type);

/// The alternative that receives every object (or every array), whatever its contents, or `no_alternative`.
TELNYX_DECL std::size_t only_container(variant_type const& type, bool is_object);

} // namespace telnyx::json::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/union_match.ipp"
#endif
