#pragma once

#include "telnyx/core/resource.hpp"
#include "telnyx/legacy/resources/batch_detail_records_resource.hpp"
#include "telnyx/legacy/resources/usage_reports_resource.hpp"

namespace telnyx::legacy {

/// The groups of calls under `client.legacy.reporting`.
class reporting_resource {
  public:
    explicit reporting_resource(std::shared_ptr<core::client_core> const& core)
        : batch_detail_records(core), usage_reports(core) {}

    batch_detail_records_resource batch_detail_records; ///< reports created in the background
    usage_reports_resource usage_reports;               ///< reports created immediately
};

} // namespace telnyx::legacy
