#pragma once

// The list of models.

#include "telnyx/ai/resources/ai_resource.hpp"
#include "telnyx/ai/types/model_list.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/models.ipp"
#endif
