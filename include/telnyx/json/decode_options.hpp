#pragma once

#include <cstddef>

namespace telnyx::json {

/// Options for decoding JSON.
struct decode_options {
    /// Maximum nesting depth of objects and arrays; a deeper text is rejected.
    std::size_t max_depth = 64;
};

} // namespace telnyx::json
