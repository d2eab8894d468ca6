#pragma once

#include <boost/json/value.hpp>

namespace telnyx {

/// The answer of a call that the library has no type for. It is read when its content type is JSON, or when it has none
/// and is JSON; else `http().body()` has the text. What the server reports in it is not looked at.
struct json_response {
    boost::json::value json{}; ///< the whole answer; null when it was empty or no JSON
};

} // namespace telnyx
