#pragma once

#include "telnyx/base/error.hpp"
#include "telnyx/http/http_info.hpp"

#include <string>

namespace telnyx {

/// A background task that the caller waited for ended in failure. The calls themselves succeeded. `code()` is
/// `errc::task_failed`.
class task_failed_error : public error {
  public:
    /// @param http the response that reported the failure
    task_failed_error(std::string task_id, std::string task_status, http_info http);

    /// ID of the task, as passed to the wait.
    std::string const& task_id() const { return task_id_; }

    /// Final state of the task, as the server calls it.
    std::string const& task_status() const { return task_status_; }

    /// The last response; its body may have details of the failure.
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
