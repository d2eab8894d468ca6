#pragma once

#include "telnyx/base/error.hpp"
#include "telnyx/http/http_info.hpp"

#include <string>

namespace telnyx {

/// A background task that was waited for came to an end, but not to a good one. The calls as such succeeded. `code()`
/// is `errc::task_failed`.
class task_failed_error : public error {
  public:
    /// `http` is the answer that told of the failure.
    task_failed_error(std::string task_id, std::string task_status, http_info http);

    /// The task, as it was given to the wait.
    std::string const& task_id() const { return task_id_; }

    /// State that the task ended in, as the server calls it.
    std::string const& task_status() const { return task_status_; }

    /// The last answer; its body may tell more about the failure.
    http_info const& http() const { return http_; }

  private:
    std::string task_id_;
    std::string task_status_;
    http_info http_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/task_failed_error.ipp"
#endif
