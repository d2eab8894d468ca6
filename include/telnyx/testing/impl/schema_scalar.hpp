#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"
#include "telnyx/testing/impl/value_source.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// An integer that conforms to a schema: one that the user mentions, or else a common one.
boost::json::value schema_integer(boost::json::object const& schema, value_source& source, seeded_random& dice);

/// The same for a number.
double schema_decimal(boost::json::object const& schema, value_source& source, seeded_random& dice);

/// A text that conforms to a schema: its pattern, its format and its lengths.
/// @param name of the member; a `query` or `message`, for example, gets the whole message of the user
std::string schema_string(boost::json::object const& schema, std::string_view name, value_source& source,
                          seeded_random& dice);

/// Whether the value is a text, or null, for which `schema_string` uses a name of the conversation, if it has one.
bool schema_takes_name(boost::json::object const& schema, std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/schema_scalar.ipp"
#endif
