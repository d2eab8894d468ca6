#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"
#include "telnyx/testing/impl/value_source.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string_view>

namespace telnyx::testing::detail {

/// A plausible value that conforms to a JSON schema (draft 2020-12): its types, constants, enumerations, bounds,
/// lengths, formats, patterns, properties, lists, maps, local references and alternatives. Other keywords (such as
/// `not` and `if`) are ignored. A schema whose values would be endless gets null somewhere.
///
/// All properties are present, with two exceptions: optional texts for which the conversation has no name, and optional
/// properties in the depth of a recursive schema, whose value ends as soon as the schema allows.
boost::json::value schema_value(boost::json::object const& schema, value_source& source, seeded_random& dice);

/// The same, with values from one message.
boost::json::value schema_value(boost::json::object const& schema, std::string_view prompt, seeded_random& dice);

/// The names in a message that may stand for texts of a schema: those that are no values of its enumerations.
prompt_names names_for_schema(boost::json::object const& schema, std::string_view message);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/schema_value.ipp"
#endif
