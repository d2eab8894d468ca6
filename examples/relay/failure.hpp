#pragma once

#include <boost/beast/http/status.hpp>

#include <string>

namespace telnyx {
class error;
}

namespace relay {

/// What a browser is told when it gets no answer, or no more of it.
struct failure {
    boost::beast::http::status status{};
    std::string type{};    ///< for programs
    std::string message{}; ///< for people
    int retry_after = 0;   ///< seconds after which another request makes sense; 0: unknown

    /// As JSON: `{"type": ..., "message": ...}`.
    std::string json() const;
};

/// What a browser is told about a failed call. It says nothing of the key, the servers behind this one, or their
/// messages: those belong into the log.
failure describe(telnyx::error const& error);

} // namespace relay
