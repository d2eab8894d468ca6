#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/json/encode_error.hpp"
#include "telnyx/json/type_of.hpp"

#include <boost/json/fwd.hpp>
#include <string>

namespace telnyx::json {

namespace detail {

/// Appends an object of the described type; `extra` may be nullptr.
TELNYX_DECL void encode(std::string& out, type_info const& type, void const* object, boost::json::object const* extra);

} // namespace detail

/// Appends `value` as compact JSON to `out`. Absent members are omitted; the others are in the order of their
/// declaration.
/// @throws encode_error for infinity and NaN, for text that is not UTF-8, for an enumerator without a text, and for
/// more than 64 nested objects and arrays; `out` is then unchanged.
template <class T>
void encode_to(std::string& out, T const& value) {
    detail::encode(out, detail::type_of<T, detail::use::encoding>::value, detail::erase_const(value), nullptr);
}

/// Appends a struct with additional members to `out`. A member of `extra` replaces the struct's own member of the same
/// name.
/// @throws encode_error as `encode_to()`
template <class T>
requires detail::described<T>
void encode_object_to(std::string& out, T const& value, boost::json::object const& extra) {
    detail::encode(out, detail::type_of<T, detail::use::encoding>::value, detail::erase_const(value), &extra);
}

/// Returns `value` as compact JSON.
/// @throws encode_error as `encode_to()`
template <class T>
std::string encode(T const& value) {
    std::string out;
    encode_to(out, value);
    return out;
}

} // namespace telnyx::json

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/encode.ipp"
#endif
