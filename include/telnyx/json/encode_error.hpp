#pragma once

#include "telnyx/base/config.hpp"

#include <stdexcept>
#include <string>

namespace telnyx::json {

/// A value cannot be written as JSON.
class encode_error : public std::runtime_error {
  public:
    /// @param path path of the value, such as `messages[2].content`; empty for the whole value
    /// @param reason description of the error
    TELNYX_DECL encode_error(std::string path, std::string reason);

    /// Path of the value, such as `messages[2].content`; empty for the whole value.
    std::string const& path() const noexcept { return path_; }

    /// Description of the error, such as `not a finite number`.
    std::string const& reason() const noexcept { return reason_; }

  private:
    std::string path_;
    std::string reason_;
};

} // namespace telnyx::json

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/encode_error.ipp"
#endif
