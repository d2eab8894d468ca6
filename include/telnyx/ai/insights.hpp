#pragma once

// Insights: questions answered about each conversation.

#include "telnyx/ai/resources/insights_resource.hpp"
#include "telnyx/ai/types/insight_create_params.hpp"
#include "telnyx/ai/types/insight_list_params.hpp"
#include "telnyx/ai/types/insight_template.hpp"
#include "telnyx/ai/types/insight_template_detail.hpp"
#include "telnyx/ai/types/insight_update_params.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/lists/paginator.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/insights.ipp"
#endif
