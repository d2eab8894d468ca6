#pragma once

#include "telnyx/errors/api_connection_error.hpp"

#include <utility>

namespace telnyx {

/// A time limit expired. `code()` is `errc::connect_timeout`, `errc::response_timeout`, `errc::silence_timeout`,
/// `errc::event_timeout`, `errc::deadline_exceeded`, or `errc::no_connection_free` if all of the client's connections
/// were in use.
class api_timeout_error : public api_connection_error {
  public:
    /// With the message of the limit.
    explicit api_timeout_error(errc limit) : api_connection_error(limit, make_error_code(limit).message()) {}
    /// With a message of its own.
    api_timeout_error(errc limit, std::string message) : api_connection_error(limit, std::move(message)) {}
};

} // namespace telnyx
