#pragma once

#include "telnyx/ai/resources/fine_tuning_jobs_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

/// The groups of calls under `client.ai.fine_tuning`.
class fine_tuning_resource {
  public:
    explicit fine_tuning_resource(std::shared_ptr<core::client_core> const& core) : jobs(core) {}

    fine_tuning_jobs_resource jobs; ///< fine-tuning jobs
};

} // namespace telnyx::ai
