#pragma once

// Summaries of files.

#include "telnyx/ai/resources/ai_resource.hpp"
#include "telnyx/ai/types/summarize_params.hpp"
#include "telnyx/ai/types/summarize_response.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/summarize.ipp"
#endif
