#pragma once

#include "telnyx/testing/impl/store.hpp"
#include "telnyx/testing/impl/task_list.hpp"
#include "telnyx/testing/impl/time_text.hpp"
#include "telnyx/testing/sandbox_options.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// What the handlers of the built-in API share. Used in the sandbox's thread only.
class api_state {
  public:
    explicit api_state(sandbox_options const& given) : options(given), tasks(given.task_duration()) {}

    /// An id that has not been given out, in the form of a UUID behind `prefix`. Ids are numbered, so that runs are
    /// alike.
    std::string new_id(std::string_view prefix = {});

    /// The time; later than at every call before, so that what was made earlier has an earlier time.
    api_time now();

    /// `now()` as text.
    std::string now_text() { return time_text(now()); }

    /// When a task ends that was started at this time, which `time_text` has written.
    std::string end_of_task(std::string_view started) const;

    sandbox_options const options;
    store data;
    task_list tasks;
    std::uint64_t ids_given = 0;

  private:
    api_time last_{};
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/api_state.ipp"
#endif
