#pragma once

#include "telnyx/base/config.hpp"

#include <boost/json/value.hpp>

#include <string>

namespace telnyx::testing::detail {

/// JSON as models write it: numbers without an exponent where possible (`7.5`, where Boost.JSON writes `7.5E0`).
std::string json_text(boost::json::value const& value);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/json_text.ipp"
#endif
