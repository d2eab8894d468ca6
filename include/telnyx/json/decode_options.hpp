#pragma once

#include <cstddef>

namespace telnyx::json {

/// Options for decoding JSON.
struct decode_options {
    /// Maximum nesting depth of objects and arrays; a deeper text is rejected.
    std::size_t max_depth = 64;

    /// Whether to accept only what `schema_of()` describes: no unknown keys, no unknown texts of an `open_enum`, no
    /// other text in place of a `constant`, and null only where the type has a state for it. For texts whose author can
    /// correct them, such as a model; responses of a server may get new members at any time.
    bool strict = false;
};

} // namespace telnyx::json
