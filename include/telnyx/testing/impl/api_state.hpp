#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/testing/impl/rate_limits.hpp"
#include "telnyx/testing/impl/store.hpp"
#include "telnyx/testing/impl/task_list.hpp"
#include "telnyx/testing/impl/time_text.hpp"
#include "telnyx/testing/sandbox_options.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// State shared by the handlers of the built-in API. Used only on the sandbox's thread.
class api_state {
  public:
    explicit api_state(sandbox_options const& given)
        : options(given),
          time(given.custom_clock() ? given.custom_clock() : std::make_shared<clock>()),
          tasks(given.task_duration(), time),
          limits(given.requests_per_minute(), given.tokens_per_minute()) {}

    /// A new ID in the form of a UUID after `prefix`. IDs are numbered, so that runs are reproducible.
    std::string new_id(std::string_view prefix = {});

    /// Current time; always later than the previous result, so that the times reflect the order of creation.
    api_time now();

    /// `now()` as text.
    std::string now_text() { return time_text(now()); }

    /// End of a task that was started at this time, which is in the format of `time_text`.
    std::string end_of_task(std::string_view started) const;

    sandbox_options const options;
    std::shared_ptr<clock> const time;
    store data;
    task_list tasks;
    rate_limits limits;
    std::uint64_t ids_given = 0;

  private:
    api_time last_{};
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/api_state.ipp"
#endif
