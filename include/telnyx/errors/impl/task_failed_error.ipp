#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/errors/task_failed_error.hpp"

#include <utility>

namespace telnyx {

TELNYX_DECL task_failed_error::task_failed_error(std::string task_id, std::string task_status, http_info http)
    : error(errc::task_failed, "task " + base::quoted_beginning(task_id) + " ended with the status " +
                                   base::quoted_beginning(task_status)),
      task_id_(std::move(task_id)),
      task_status_(std::move(task_status)),
      http_(std::move(http)) {}

} // namespace telnyx
