#pragma once

// Versions of an assistant.

#include "telnyx/ai/resources/assistant_versions_resource.hpp"
#include "telnyx/ai/types/assistant.hpp"
#include "telnyx/ai/types/assistant_version_retrieve_params.hpp"
#include "telnyx/ai/types/assistant_version_update_params.hpp"
#include "telnyx/ai/types/assistants_list.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/assistant_versions.ipp"
#endif
