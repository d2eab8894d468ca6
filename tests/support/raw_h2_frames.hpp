#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Frames of HTTP/2, right and wrong ones, as a server would send them (RFC 9113, section 4.1).

namespace telnyx::tests::raw_h2 {

enum frame_type : std::uint8_t {
    data = 0,
    headers = 1,
    priority = 2,
    rst_stream = 3,
    settings = 4,
    push_promise = 5,
    ping = 6,
    goaway = 7,
    window_update = 8,
    continuation = 9,
    unknown = 0x42,
};

inline constexpr std::uint8_t ack = 1;
inline constexpr std::uint8_t end_stream = 1;
inline constexpr std::uint8_t end_headers = 4;
inline constexpr std::uint8_t padded = 8;

/// The lowest `bytes` bytes of a number, the highest first.
inline std::string number(std::uint64_t value, int bytes) {
    std::string text;
    while (bytes-- > 0)
        text.push_back(static_cast<char>((value >> (8 * bytes)) & 0xff));
    return text;
}

inline std::string frame(std::uint8_t type, int flags, std::uint32_t stream, std::string_view payload = {}) {
    return number(payload.size(), 3) + number(type, 1) + number(static_cast<std::uint64_t>(flags), 1) +
           number(stream, 4) + std::string(payload);
}

/// A length in HPACK, with 7 bits in the first byte.
inline std::string hpack_length(std::size_t length) {
    if (length < 127) return std::string(1, static_cast<char>(length));
    std::string text(1, '\x7f');
    for (length -= 127; length >= 128; length /= 128)
        text.push_back(static_cast<char>(128 + length % 128));
    text.push_back(static_cast<char>(length));
    return text;
}

using field = std::pair<std::string, std::string>;

/// A head block of literals that are not indexed.
inline std::string head_block(std::vector<field> const& fields) {
    std::string text;
    for (auto const& [name, value] : fields)
        text += '\0' + hpack_length(name.size()) + name + hpack_length(value.size()) + value;
    return text;
}

inline std::string head(std::uint32_t stream, std::vector<field> const& fields, int flags = 0) {
    return frame(headers, end_headers | flags, stream, head_block(fields));
}

inline std::string setting(std::uint16_t id, std::uint32_t value) {
    return number(id, 2) + number(value, 4);
}

/// SETTINGS with `content`, and the acknowledgement of the client's.
inline std::string greeting(std::string const& content = {}) {
    return frame(settings, 0, 0, content) + frame(settings, ack, 0);
}

inline std::string reset(std::uint32_t stream, std::uint32_t code) {
    return frame(rst_stream, 0, stream, number(code, 4));
}

inline std::string go_away(std::uint32_t last_stream, std::uint32_t code) {
    return frame(goaway, 0, 0, number(last_stream, 4) + number(code, 4));
}

/// A frame that the client has sent.
struct sent_frame {
    std::uint8_t type = 0;
    std::uint8_t flags = 0;
    std::uint32_t stream = 0;
    std::string payload{};

    /// The number that the payload of RST_STREAM or WINDOW_UPDATE is.
    std::uint32_t code() const {
        std::uint32_t value = 0;
        for (char const c : payload.substr(0, 4))
            value = value * 256 + static_cast<unsigned char>(c);
        return value;
    }
};

inline constexpr std::string_view preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// The whole frames at the beginning of `bytes`, which are removed from it.
inline std::vector<sent_frame> take_frames(std::string& bytes) {
    if (bytes.starts_with(preface)) bytes.erase(0, preface.size());
    auto const byte = [&](std::size_t place) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[place]));
    };
    std::vector<sent_frame> frames;
    while (bytes.size() >= 9) {
        std::size_t const size = byte(0) * 65536 + byte(1) * 256 + byte(2);
        if (bytes.size() < 9 + size) break;
        sent_frame taken;
        taken.type = static_cast<std::uint8_t>(byte(3));
        taken.flags = static_cast<std::uint8_t>(byte(4));
        taken.stream = ((byte(5) * 256 + byte(6)) * 256 + byte(7)) * 256 + byte(8);
        taken.payload = bytes.substr(9, size);
        bytes.erase(0, 9 + size);
        frames.push_back(std::move(taken));
    }
    return frames;
}

} // namespace telnyx::tests::raw_h2
