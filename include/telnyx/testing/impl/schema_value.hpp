#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string_view>

namespace telnyx::testing::detail {

/// A plausible value that conforms to a JSON schema: its types, constants, enumerations, numeric bounds, lengths,
/// formats, properties, local references and alternatives. Unknown keywords (such as `pattern`) are ignored.
/// @param prompt the user's message; names of people and places in it are used for texts
boost::json::value schema_value(boost::json::object const& schema, std::string_view prompt, seeded_random& dice);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/schema_value.ipp"
#endif
