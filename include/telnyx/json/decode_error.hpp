#pragma once

#include "telnyx/base/config.hpp"

#include <stdexcept>
#include <string>

namespace telnyx::json {

/// A text is not the expected JSON.
class decode_error : public std::runtime_error {
  public:
    /// @param path position in the document, such as `choices[0].message.content`; empty for the whole document
    /// @param reason description of the error
    TELNYX_DECL decode_error(std::string path, std::string reason);

    /// Position in the document, such as `choices[0].message.content`; empty for the whole document.
    std::string const& path() const noexcept { return path_; }

    /// Description of the error, such as `expected an integer, found a string`.
    std::string const& reason() const noexcept { return reason_; }

  private:
    std::string path_;
    std::string reason_;
};

} // namespace telnyx::json

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/decode_error.ipp"
#endif
