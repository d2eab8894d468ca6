#pragma once

#include "telnyx/base/config.hpp"

#include <stdexcept>
#include <string>

namespace telnyx::json {

/// A value cannot be written as JSON.
class encode_error : public std::runtime_error {
  public:
    /// @param path which value, such as `messages[2].content`; empty for the whole value
    /// @param reason what is wrong with it
    TELNYX_DECL encode_error(std::string path, std::string reason);

    /// Which value, such as `messages[2].content`; empty for the whole value.
    std::string const& path() const noexcept { return path_; }

    /// What is wrong with it, such as `not a finite number`.
    std::string const& reason() const noexcept { return reason_; }

  private:
    std::string path_;
    std::string reason_;
};

} // namespace telnyx::json

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/encode_error.ipp"
#endif
