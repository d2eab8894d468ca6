#pragma once

#include "telnyx/ai/types/fine_tuning_job.hpp"
#include "telnyx/json/describe.hpp"

#include <vector>

namespace telnyx::ai {

/// The fine-tuning jobs of an account.
struct fine_tuning_job_list {
    std::vector<fine_tuning_job> data{}; ///< the jobs
};
BOOST_DESCRIBE_STRUCT(fine_tuning_job_list, (), (data))

} // namespace telnyx::ai
