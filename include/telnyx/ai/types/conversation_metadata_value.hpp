#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <variant>

namespace telnyx::ai {

/// A metadata value of a conversation. The last alternative is for other values that Telnyx may store there besides
/// strings, integers and booleans.
using conversation_metadata_value = std::variant<std::string, std::int64_t, bool, boost::json::value>;

} // namespace telnyx::ai
