#pragma once

#include "telnyx/base/error.hpp"

#include <string>
#include <string_view>

namespace telnyx::errors {

/// What an error does not know where it is made: the call that failed, and the key to redact in texts of the server.
/// Refers to its texts, which must outlive it.
struct error_context {
    std::string_view operation{};
    int attempts = 0;
    std::string_view key{};

    void add_to(error& failure) const {
        failure.set_context(std::string(operation), attempts);
        failure.redact(key);
    }
};

} // namespace telnyx::errors
