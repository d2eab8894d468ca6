#pragma once

#include "telnyx/base/error.hpp"

#include <utility>

namespace telnyx {

/// The client cannot be created with these options: no API key, a malformed base URL, an unreadable certificate file.
class configuration_error : public error {
  public:
    /// `message` says what is wrong with which option.
    explicit configuration_error(std::string message) : error(errc::configuration, std::move(message)) {}
};

} // namespace telnyx
