#pragma once

#include "telnyx/ai/tool_run.hpp"
#include "telnyx/base/error.hpp"

#include <memory>
#include <string>
#include <utility>

namespace telnyx::ai {

/// A model still called tools after the last round that was allowed. `code()` is `errc::too_many_rounds`.
class tool_rounds_error : public error {
  public:
    /// `so_far` is all that was said and done.
    explicit tool_rounds_error(tool_run so_far)
        : error(errc::too_many_rounds,
                "the model still called tools after " + std::to_string(so_far.rounds) + " rounds"),
          run_(std::make_shared<tool_run>(std::move(so_far))) {}

    /// All that was said. The calls of the last round have not run; the messages say so to the model, and can be sent
    /// again.
    tool_run const& run() const { return *run_; }

  private:
    std::shared_ptr<tool_run const> run_; // exceptions are copied
};

} // namespace telnyx::ai
