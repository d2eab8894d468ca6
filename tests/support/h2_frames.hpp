#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP/2 frames as bytes, right or wrong: everything is written as the test says. No I/O.
namespace telnyx::tests::h2 {

enum class frame_type : std::uint8_t {
    data = 0x0,
    headers = 0x1,
    priority = 0x2,
    rst_stream = 0x3,
    settings = 0x4,
    push_promise = 0x5,
    ping = 0x6,
    goaway = 0x7,
    window_update = 0x8,
    continuation = 0x9,
};

inline std::ostream& operator<<(std::ostream& out, frame_type type) {
    static constexpr char const* names[] = {"DATA",         "HEADERS", "PRIORITY", "RST_STREAM",    "SETTINGS",
                                            "PUSH_PROMISE", "PING",    "GOAWAY",   "WINDOW_UPDATE", "CONTINUATION"};
    auto const number = static_cast<std::size_t>(type);
    if (number < std::size(names)) return out << names[number];
    return out << "type " << number;
}

inline constexpr std::uint8_t end_stream = 0x1;
inline constexpr std::uint8_t ack = 0x1;
inline constexpr std::uint8_t end_headers = 0x4;
inline constexpr std::uint8_t padded = 0x8;
inline constexpr std::uint8_t with_priority = 0x20;

/// Numbers of settings.
inline constexpr std::uint16_t header_table_size = 0x1;
inline constexpr std::uint16_t enable_push = 0x2;
inline constexpr std::uint16_t max_concurrent_streams = 0x3;
inline constexpr std::uint16_t initial_window_size = 0x4;
inline constexpr std::uint16_t max_frame_size = 0x5;
inline constexpr std::uint16_t max_header_list_size = 0x6;

/// What a client sends first.
inline constexpr std::string_view client_preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// `size` bytes of a number, the highest first.
inline std::string big_endian(std::uint64_t number, std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = size; i > 0; --i, number >>= 8)
        bytes[i - 1] = static_cast<char>(number & 0xff);
    return bytes;
}

inline std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (auto const byte : bytes)
        number = number << 8 | static_cast<std::uint8_t>(byte);
    return number;
}

struct frame {
    frame_type type{};
    std::uint8_t flags = 0;
    std::uint32_t stream = 0;
    std::string payload{};

    bool has(std::uint8_t flag) const { return (flags & flag) != 0; }

    /// The payload's 32 bits at this position: a window's increment, an error code, ...
    std::uint32_t number(std::size_t at = 0) const {
        if (payload.size() < at + 4) throw std::runtime_error("the frame is too short for that");
        return big_endian(std::string_view(payload).substr(at, 4));
    }

    /// The value of a setting; the last one counts.
    std::optional<std::uint32_t> setting(std::uint16_t id) const {
        std::optional<std::uint32_t> value;
        for (std::size_t at = 0; at + 6 <= payload.size(); at += 6)
            if (big_endian(std::string_view(payload).substr(at, 2)) == id) value = number(at + 2);
        return value;
    }

    /// The payload without padding and priority: data, or a part of a block of header fields.
    std::string_view content() const {
        std::string_view rest(payload);
        std::size_t padding = 0;
        if (has(padded)) {
            padding = big_endian(rest.substr(0, 1));
            rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
        }
        if (type == frame_type::headers && has(with_priority))
            rest.remove_prefix(std::min<std::size_t>(5, rest.size()));
        if (padding > rest.size()) throw std::runtime_error("more padding than payload");
        rest.remove_suffix(padding);
        return rest;
    }

    friend bool operator==(frame const&, frame const&) = default;
    friend std::ostream& operator<<(std::ostream& out, frame const& value) {
        return out << value.type << " flags " << int{value.flags} << " stream " << value.stream << ", "
                   << value.payload.size() << " bytes";
    }
};

/// The head of a frame, which may say any length.
inline std::string frame_head(std::size_t length, std::uint8_t type, std::uint8_t flags, std::uint32_t stream) {
    return big_endian(length, 3) + big_endian(type, 1) + big_endian(flags, 1) + big_endian(stream, 4);
}

inline std::string write(frame const& value) {
    return frame_head(value.payload.size(), static_cast<std::uint8_t>(value.type), value.flags, value.stream) +
           value.payload;
}

/// The same frame with padding, for DATA, HEADERS and PUSH_PROMISE.
inline std::string write_padded(frame value, std::uint8_t padding) {
    value.payload = big_endian(padding, 1) + value.payload + std::string(padding, '\0');
    value.flags |= padded;
    return write(value);
}

/// A frame of a type that HTTP/2 does not know.
inline std::string unknown_frame(std::uint8_t type, std::uint32_t stream, std::string payload, std::uint8_t flags = 0) {
    return write({static_cast<frame_type>(type), flags, stream, std::move(payload)});
}

inline std::string data(std::uint32_t stream, std::string bytes, std::uint8_t flags = 0) {
    return write({frame_type::data, flags, stream, std::move(bytes)});
}

inline std::string headers(std::uint32_t stream, std::string block, std::uint8_t flags = end_headers) {
    return write({frame_type::headers, flags, stream, std::move(block)});
}

inline std::string continuation(std::uint32_t stream, std::string block, std::uint8_t flags = end_headers) {
    return write({frame_type::continuation, flags, stream, std::move(block)});
}

/// `weight` is that of the wire, one less than what it means.
inline std::string priority(std::uint32_t stream, std::uint32_t depends_on, std::uint8_t weight = 15) {
    return write({frame_type::priority, 0, stream, big_endian(depends_on, 4) + big_endian(weight, 1)});
}

inline std::string rst_stream(std::uint32_t stream, std::uint32_t code) {
    return write({frame_type::rst_stream, 0, stream, big_endian(code, 4)});
}

inline std::string settings(std::initializer_list<std::pair<std::uint16_t, std::uint32_t>> values = {}) {
    std::string payload;
    for (auto const& [id, value] : values)
        payload += big_endian(id, 2) + big_endian(value, 4);
    return write({frame_type::settings, 0, 0, std::move(payload)});
}

inline std::string settings_ack() {
    return write({frame_type::settings, ack, 0, {}});
}

inline std::string push_promise(std::uint32_t stream, std::uint32_t promised, std::string const& block,
                                std::uint8_t flags = end_headers) {
    return write({frame_type::push_promise, flags, stream, big_endian(promised, 4) + block});
}

/// `opaque` must be 8 bytes to be right.
inline std::string ping(std::string opaque = "12345678", std::uint8_t flags = 0) {
    return write({frame_type::ping, flags, 0, std::move(opaque)});
}

inline std::string goaway(std::uint32_t last_stream, std::uint32_t code, std::string const& debug = {}) {
    return write({frame_type::goaway, 0, 0, big_endian(last_stream, 4) + big_endian(code, 4) + debug});
}

inline std::string window_update(std::uint32_t stream, std::uint32_t increment) {
    return write({frame_type::window_update, 0, stream, big_endian(increment, 4)});
}

// HPACK, without compression

/// A number with a prefix of `bits` bits; `first` has the other bits of the first byte.
inline std::string hpack_integer(std::uint64_t number, unsigned bits, std::uint8_t first) {
    std::uint64_t const most = (1U << bits) - 1;
    if (number < most) return big_endian(first | number, 1);
    auto bytes = big_endian(first | most, 1);
    for (number -= most; number >= 128; number >>= 7)
        bytes += big_endian(number % 128 | 128, 1);
    return bytes + big_endian(number, 1);
}

inline std::string hpack_text(std::string_view text) {
    return hpack_integer(text.size(), 7, 0).append(text);
}

/// A field that is not put into the table.
inline std::string literal(std::string_view name, std::string_view value) {
    return big_endian(0x00, 1) + hpack_text(name) + hpack_text(value);
}

/// A field that is put into the table.
inline std::string indexed_literal(std::string_view name, std::string_view value) {
    return big_endian(0x40, 1) + hpack_text(name) + hpack_text(value);
}

/// A field that is in the table: 1 to 61 are fixed, 62 is the one put there last.
inline std::string indexed(std::uint64_t index) {
    return hpack_integer(index, 7, 0x80);
}

/// A change of the table's size, at the beginning of a block.
inline std::string table_size(std::uint64_t size) {
    return hpack_integer(size, 5, 0x20);
}

using field_list = std::vector<std::pair<std::string, std::string>>;

/// A block of fields, none of which is put into the table.
inline std::string block(field_list const& fields) {
    std::string bytes;
    for (auto const& [name, value] : fields)
        bytes += literal(name, value);
    return bytes;
}

/// The head of a response.
inline std::string response(std::uint32_t stream, int status, field_list const& fields = {}, std::uint8_t flags = 0) {
    auto const flags_with_end = static_cast<std::uint8_t>(flags | end_headers);
    return headers(stream, literal(":status", std::to_string(status)) + block(fields), flags_with_end);
}

/// Takes frames out of bytes that come in parts of any size.
class reader {
  public:
    /// @param with_preface the client's preface comes before the first frame
    explicit reader(bool with_preface = false) : preface_left_(with_preface ? client_preface : std::string_view()) {}

    void feed(std::string_view bytes) { bytes_.append(bytes); }

    /// The next frame, when all of it has come.
    /// @throws std::runtime_error if the preface is another one
    std::optional<frame> next() {
        constexpr std::size_t head = 9;
        if (!skip_preface() || rest().size() < head) return std::nullopt;
        auto const length = big_endian(rest().substr(0, 3));
        if (rest().size() < head + length) return std::nullopt;
        frame value;
        value.type = static_cast<frame_type>(rest()[3]);
        value.flags = static_cast<std::uint8_t>(rest()[4]);
        value.stream = big_endian(rest().substr(5, 4));
        value.payload = rest().substr(head, length);
        begin_ += head + length;
        if (begin_ == bytes_.size()) bytes_.erase(0, std::exchange(begin_, 0));
        return value;
    }

    /// All frames that have come.
    std::vector<frame> all() {
        std::vector<frame> frames;
        while (auto value = next())
            frames.push_back(*std::move(value));
        return frames;
    }

    /// Whether nothing of a frame is left.
    bool empty() const { return rest().empty(); }

  private:
    std::string_view rest() const { return std::string_view(bytes_).substr(begin_); }

    bool skip_preface() {
        auto const count = std::min(preface_left_.size(), rest().size());
        if (rest().substr(0, count) != preface_left_.substr(0, count)) throw std::runtime_error("not HTTP/2's preface");
        preface_left_.remove_prefix(count);
        begin_ += count;
        return preface_left_.empty();
    }

    std::string_view preface_left_;
    std::string bytes_;
    std::size_t begin_ = 0;
};

} // namespace telnyx::tests::h2
