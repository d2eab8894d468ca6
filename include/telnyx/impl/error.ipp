#pragma once

#include "telnyx/error.hpp"

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

} // namespace telnyx
