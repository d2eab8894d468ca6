#pragma once

// Transcription of audio files.

#include "telnyx/ai/resources/audio_resource.hpp"
#include "telnyx/ai/types/audio_transcribe_params.hpp"
#include "telnyx/ai/types/audio_transcription.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/audio.ipp"
#endif
