#pragma once

#include "telnyx/base/config.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// A WAV file with a tone of 440 Hz: one channel, 16 bits per sample.
/// @param sample_rate samples per second
/// @param volume 1 for half of the maximum amplitude
std::string tone_as_wav(std::chrono::milliseconds duration, int sample_rate, double volume);

/// An MP3 file with silence: one channel, 24,000 samples and 64,000 bits per second.
std::string silence_as_mp3(std::chrono::milliseconds duration);

/// Duration of a sound: exact for a WAV file, an estimate for others.
std::chrono::milliseconds sound_duration(std::string_view file);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/sound.ipp"
#endif
