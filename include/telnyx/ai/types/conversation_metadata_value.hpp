#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <variant>

namespace telnyx::ai {

/// A value of a conversation's metadata. The last alternative is for what Telnyx may store there beside texts, integers
/// and booleans.
using conversation_metadata_value = std::variant<std::string, std::int64_t, bool, boost::json::value>;

} // namespace telnyx::ai
