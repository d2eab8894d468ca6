#pragma once

// The whole library.

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/insights.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/version.hpp"
