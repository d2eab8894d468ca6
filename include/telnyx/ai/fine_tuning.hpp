#pragma once

// Fine tuning: adapting models to examples.

#include "telnyx/ai/resources/fine_tuning_jobs_resource.hpp"
#include "telnyx/ai/resources/fine_tuning_resource.hpp"
#include "telnyx/ai/types/fine_tuning_job.hpp"
#include "telnyx/ai/types/fine_tuning_job_create_params.hpp"
#include "telnyx/ai/types/fine_tuning_job_list.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/options/wait_options.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/fine_tuning.ipp"
#endif
