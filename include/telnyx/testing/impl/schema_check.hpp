#pragma once

#include "telnyx/base/config.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace telnyx::testing::detail {

/// Refuses a request with a JSON schema that is not valid: unknown types, keywords of the wrong type, references that
/// lead nowhere.
/// @param pointer to the schema in the request's body
/// @param strict also refuses what OpenAI's strict mode does not accept: objects whose `additionalProperties` are not
/// false, properties that are not `required`, an alternative as the root, `oneOf`, `allOf`, `not`, conditions, and too
/// many levels, properties or enumerated values
void check_schema(boost::json::object const& schema, std::string const& pointer, bool strict);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/schema_check.ipp"
#endif
