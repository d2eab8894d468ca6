#pragma once

#include <boost/json/value.hpp>

namespace telnyx {

/// The response of a call that the library has no type for. It is parsed if its content type is JSON, or if it has none
/// and the body is JSON; otherwise use the text in `http().body()`. Errors that the server reports in it are not
/// detected.
struct json_response {
    boost::json::value json{}; ///< the whole response; null if it was empty or not JSON
};

} // namespace telnyx
