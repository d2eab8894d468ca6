#pragma once

// Groups of insights.

#include "telnyx/ai/resources/insight_groups_resource.hpp"
#include "telnyx/ai/types/insight_group_create_params.hpp"
#include "telnyx/ai/types/insight_group_list_params.hpp"
#include "telnyx/ai/types/insight_group_update_params.hpp"
#include "telnyx/ai/types/insight_template_group.hpp"
#include "telnyx/ai/types/insight_template_group_detail.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/lists/paginator.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/insight_groups.ipp"
#endif
