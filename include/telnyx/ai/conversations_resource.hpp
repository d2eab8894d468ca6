#pragma once

#include "telnyx/ai/insights_resource.hpp"

#include <memory>

namespace telnyx::core {
class client_core;
}

namespace telnyx::ai {

/// Calls under `client.ai.conversations`, and the groups of calls below it.
class conversations_resource {
  public:
    explicit conversations_resource(std::shared_ptr<core::client_core> core) : insights(core), core_(std::move(core)) {}

    insights_resource insights; ///< questions to be answered about each conversation

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
