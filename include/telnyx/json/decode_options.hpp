#pragma once

#include <cstddef>

namespace telnyx::json {

/// How JSON is decoded.
struct decode_options {
    /// How many objects and arrays may be nested in each other; a text with more is refused.
    std::size_t max_depth = 64;
};

} // namespace telnyx::json
