#pragma once

#include "telnyx/base/errc.hpp"

#include <boost/system/system_error.hpp>

#include <string>
#include <string_view>

namespace telnyx {

/// Base of everything that the library throws.
///
/// `code()` says what happened to programs, `what()` to people: what was being done, what went wrong, after how many
/// attempts. No message ever holds the API key or a request body.
class error : public boost::system::system_error {
  public:
    error(boost::system::error_code code, std::string message);

    /// Operation, message and number of attempts in one line.
    char const* what() const noexcept override { return what_.c_str(); }

    /// What went wrong, without what was being done.
    std::string const& message() const { return message_; }

    /// What was being done, such as `POST /ai/chat/completions`; empty when no call was involved.
    std::string const& operation() const { return operation_; }

    /// How often the call was tried, retries included; 0 when nothing was sent. Following redirects belongs to the
    /// attempt that was redirected.
    int attempts() const { return attempts_; }

    /// Adds what was being done; called once by the requesting layer on the way out.
    void set_context(std::string operation, int attempts);

    /// Takes the API key out of the texts, which may quote a server that echoes it.
    void redact(std::string_view key);

  private:
    std::string message_;
    std::string operation_;
    std::string what_;
    int attempts_ = 0;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/base/impl/error.ipp"
#endif
