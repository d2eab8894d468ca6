#pragma once

#include "telnyx/json/type.hpp"

#include <boost/json/value.hpp>
#include <functional>
#include <string_view>

namespace telnyx::tests {

/// Changes a document of the type in one place after the other, each time so that it no longer fits, calls `visit` with
/// the reason, and changes it back. In unions, only what no other alternative could accept is changed.
/// @param strict whether nothing may be absent and no other members may be there
void spoil(json::detail::type_info const& type, boost::json::value& document, bool strict,
           std::function<void(std::string_view)> const& visit);

/// Adds the members that are absent, with null.
void fill_with_nulls(json::detail::type_info const& type, boost::json::value& document);

} // namespace telnyx::tests
