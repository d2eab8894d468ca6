#pragma once

#include <boost/json/value.hpp>

namespace telnyx {

/// The answer of a call that the library has no type for.
struct json_answer {
    boost::json::value json; ///< the whole answer; null when it was empty or no JSON (`http().body()` has the text)
};

} // namespace telnyx
