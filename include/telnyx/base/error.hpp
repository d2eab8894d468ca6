#pragma once

#include "telnyx/base/errc.hpp"

#include <boost/system/system_error.hpp>

#include <string>
#include <string_view>

namespace telnyx {

/// Base of all exceptions that the library throws.
///
/// `code()` describes the error for programs, `what()` for people: the operation, the problem, and the number of
/// attempts. No message ever contains the API key or a request body.
class error : public boost::system::system_error {
  public:
    /// An error with a code for programs and a text for people.
    error(boost::system::error_code code, std::string message);

    /// Operation, message and number of attempts in one line.
    char const* what() const noexcept override { return what_.c_str(); }

    /// The problem, without the operation.
    std::string const& message() const { return message_; }

    /// The operation, such as `POST /ai/chat/completions`; empty if no call was involved.
    std::string const& operation() const { return operation_; }

    /// Number of attempts, including retries; 0 if nothing was sent. Redirects count as part of the attempt that was
    /// redirected.
    int attempts() const { return attempts_; }

    /// Adds the operation; called once by the requesting layer while the exception propagates.
    void set_context(std::string operation, int attempts);

    /// Redacts the API key in the texts, which may quote a server that echoes it.
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
