#pragma once

// Canary deploys: versions of an assistant tested with a share of its traffic.

#include "telnyx/ai/resources/canary_deploys_resource.hpp"
#include "telnyx/ai/types/canary_deploy.hpp"
#include "telnyx/ai/types/canary_deploy_create_params.hpp"
#include "telnyx/ai/types/canary_deploy_update_params.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/canary_deploys.ipp"
#endif
