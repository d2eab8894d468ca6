#pragma once

// Text-to-speech and its voices.

#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/results/byte_stream.hpp"
#include "telnyx/text_to_speech/resources/text_to_speech_resource.hpp"
#include "telnyx/text_to_speech/types/speech.hpp"
#include "telnyx/text_to_speech/types/text_to_speech_generate_params.hpp"
#include "telnyx/text_to_speech/types/text_to_speech_list_voices_params.hpp"
#include "telnyx/text_to_speech/types/voice_list.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/text_to_speech/impl/text_to_speech.ipp"
#endif
