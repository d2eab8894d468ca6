#pragma once

#include "telnyx/core/resource.hpp"
#include "telnyx/legacy/resources/reporting_resource.hpp"

namespace telnyx::legacy {

/// The groups of calls under `client.legacy`.
class legacy_resource {
  public:
    explicit legacy_resource(std::shared_ptr<core::client_core> const& core) : reporting(core) {}

    reporting_resource reporting; ///< reports
};

} // namespace telnyx::legacy
