#pragma once

namespace telnyx {

/// Which answers a client asks the server to compress with gzip. Whatever it asks for, it reads what comes.
enum class compression {
    off,       ///< none
    lists,     ///< pages of lists, which may be long
    responses, ///< all JSON answers; never event streams and bytes, such as audio
};

} // namespace telnyx
