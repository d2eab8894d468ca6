#pragma once

namespace telnyx {

/// Which responses a client asks the server to compress with gzip. It accepts compressed responses in any case.
enum class compression {
    off,       ///< none
    lists,     ///< pages of lists, which may be long
    responses, ///< all JSON responses; never event streams and bytes, such as audio
};

} // namespace telnyx
