#pragma once

#include "telnyx/base/error.hpp"
#include "telnyx/base/redact.hpp"

#include <utility>

namespace telnyx {

TELNYX_DECL error::error(boost::system::error_code code, std::string message)
    : system_error(code), message_(std::move(message)), what_(message_) {}

TELNYX_DECL void error::set_context(std::string operation, int attempts) {
    operation_ = std::move(operation);
    attempts_ = attempts;
    what_ = operation_ + ": " + message_;
    if (attempts > 1) what_ += " (after " + std::to_string(attempts) + " attempts)";
}

TELNYX_DECL void error::redact(std::string_view key) {
    base::redact(message_, key);
    base::redact(what_, key);
}

} // namespace telnyx
