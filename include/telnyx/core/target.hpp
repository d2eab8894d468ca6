#pragma once

#include "telnyx/base/config.hpp"

#include <boost/json/object.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::core {

/// Value for a placeholder of a path.
struct path_parameter {
    std::string_view name;
    std::string_view value;
};

/// Fills the placeholders (`{assistant_id}`) of a path with percent-encoded values.
///
/// @throws invalid_argument_error if a value would change the path's structure: empty, `.`, `..` (also
/// percent-encoded), or not UTF-8
std::string fill_path(std::string_view pattern, std::initializer_list<path_parameter> parameters);

/// Appends `name=value`, percent-encoded, after `?` or `&`.
///
/// @throws invalid_argument_error if one of them is not UTF-8
void append_query(std::string& target, std::string_view name, std::string_view value);

/// Appends the members of an object: arrays as one comma-separated value, nested objects as `name[key]=value`, null as
/// an empty value; empty arrays are omitted.
void append_query(std::string& target, boost::json::object const& members);

/// Value of the first query parameter of this name, decoded.
std::optional<std::string> find_query(std::string_view target, std::string_view name);

/// Removes every query parameter with this unencoded name.
void remove_query(std::string& target, std::string_view name);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/target.ipp"
#endif
