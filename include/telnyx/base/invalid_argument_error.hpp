#pragma once

#include "telnyx/base/error.hpp"

#include <string_view>

namespace telnyx {

/// The caller's input was rejected; nothing was sent.
class invalid_argument_error : public error {
  public:
    /// `reason` says what is wrong with the parameter.
    invalid_argument_error(std::string_view parameter, std::string_view reason)
        : error(errc::invalid_argument, std::string(parameter).append(": ").append(reason)), parameter_(parameter) {}

    /// Name of the parameter, with the path if it is nested (`messages[0].content`).
    std::string const& parameter() const { return parameter_; }

  private:
    std::string parameter_;
};

} // namespace telnyx
