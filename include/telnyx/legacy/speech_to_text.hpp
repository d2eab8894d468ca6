#pragma once

// Transcription reports, created in the background.

#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/legacy/resources/batch_detail_records_resource.hpp"
#include "telnyx/legacy/resources/speech_to_text_resource.hpp"
#include "telnyx/legacy/types/speech_to_text_create_params.hpp"
#include "telnyx/legacy/types/speech_to_text_create_response.hpp"
#include "telnyx/legacy/types/speech_to_text_delete_response.hpp"
#include "telnyx/legacy/types/speech_to_text_list_response.hpp"
#include "telnyx/legacy/types/speech_to_text_retrieve_response.hpp"
#include "telnyx/options/wait_options.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/legacy/impl/speech_to_text.ipp"
#endif
