#pragma once

// Test runs of an assistant's webhook tools.

#include "telnyx/ai/resources/assistant_tools_resource.hpp"
#include "telnyx/ai/types/assistant_tool_test.hpp"
#include "telnyx/ai/types/assistant_tool_test_params.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/assistant_tools.ipp"
#endif
