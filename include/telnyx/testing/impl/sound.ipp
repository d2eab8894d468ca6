#pragma once

#include "telnyx/testing/impl/sound.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace telnyx::testing::detail {

namespace sound_making {

/// Appends a number as `bytes` bytes in little-endian order.
inline void append_number(std::string& to, std::uint32_t number, int bytes) {
    for (int i = 0; i < bytes; ++i)
        to.push_back(static_cast<char>(number >> (8 * i) & 0xff));
}

} // namespace sound_making

TELNYX_DECL std::string tone_as_wav(std::chrono::milliseconds duration, int sample_rate, double volume) {
    using sound_making::append_number;
    auto const rate = static_cast<std::uint32_t>(sample_rate);
    auto const samples = static_cast<std::uint32_t>(duration.count()) * rate / 1000;
    std::string file = "RIFF";
    append_number(file, 36 + samples * 2, 4);
    file += "WAVEfmt ";
    append_number(file, 16, 4);
    append_number(file, 1, 2); // PCM
    append_number(file, 1, 2);
    append_number(file, rate, 4);
    append_number(file, rate * 2, 4);
    append_number(file, 2, 2);
    append_number(file, 16, 2);
    file += "data";
    append_number(file, samples * 2, 4);
    for (std::uint32_t i = 0; i < samples; ++i) {
        auto const wave = std::sin(2 * std::numbers::pi * 440 * i / rate);
        auto const level = std::clamp(wave * volume / 2, -1.0, 1.0) * 32767;
        append_number(file, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(level))), 2);
    }
    return file;
}

TELNYX_DECL std::string silence_as_mp3(std::chrono::milliseconds duration) {
    constexpr std::size_t frame_size = 192;
    constexpr std::chrono::milliseconds frame_duration(24);
    // MPEG-2 layer III without checksum, 64 kbit/s at 24 kHz, one channel; zeros after the header mean silence
    std::string frame("\xff\xf3\x84\xc4", 4);
    frame.resize(frame_size);
    std::string file;
    for (auto left = std::max(duration, frame_duration); left.count() > 0; left -= frame_duration)
        file += frame;
    return file;
}

TELNYX_DECL std::chrono::milliseconds sound_duration(std::string_view file) {
    std::uint32_t bytes_per_second = 16000;
    std::size_t sound = file.size();
    if (file.size() >= 44 && file.starts_with("RIFF") && file.substr(8, 4) == "WAVE") {
        std::uint32_t rate = 0;
        for (std::size_t i = 0; i < 4; ++i)
            rate |= static_cast<std::uint32_t>(static_cast<unsigned char>(file[28 + i])) << (8 * i);
        bytes_per_second = std::max(rate, 1U);
        sound -= 44;
    }
    return std::chrono::milliseconds(static_cast<std::uint64_t>(sound) * 1000 / bytes_per_second);
}

} // namespace telnyx::testing::detail
