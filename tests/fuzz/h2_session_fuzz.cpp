// What a server sends over HTTP/2 means the same in one piece, byte by byte, and in pieces cut where the input says;
// every stream is closed exactly once, and nothing grows beyond its limit.

#include "telnyx/http/h2_session.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace {

using telnyx::http::h2_session;

struct recorded : h2_session::stream {
    void on_head(int status, telnyx::headers fields) override {
        if (closed || ended || status < 200) std::abort();
        text += std::to_string(status) + std::string(fields.text());
    }
    void on_data(std::string_view chunk) override {
        if (closed || ended) std::abort();
        text += chunk;
    }
    void on_end() override {
        if (closed || std::exchange(ended, true)) std::abort();
        text += " end";
    }
    void on_request_packed() override {}
    h2_session::body_part read_body(char* out, std::size_t size) override {
        h2_session::body_part part;
        part.size = std::min<std::size_t>(size, left);
        std::fill_n(out, part.size, 'x');
        left -= part.size;
        part.last = left == 0;
        return part;
    }
    void on_closed(h2_session::ending why, std::uint32_t code) override {
        if (std::exchange(closed, true)) std::abort();
        if (why == h2_session::ending::complete && !ended) std::abort();
        // How much is heard of what fails, and whether the stream or the session fails first, depends on the chunks.
        bool const failed = why == h2_session::ending::malformed || why == h2_session::ending::broken;
        text = failed ? "failed" : text + " closed " + std::to_string(static_cast<int>(why));
        if (why == h2_session::ending::reset) text += " " + std::to_string(code);
    }

    std::string text;
    std::size_t left = 100'000;
    bool ended = false;
    bool closed = false;
};

/// libnghttp2 counts the parts in which the head of a CONTINUATION frame arrives as frames, and allows 8.
constexpr char too_many_continuations[] = "too many";

/// What three calls would hear: one without a body, one with a body, and one that is cancelled at once.
std::string outcome_of(std::string_view bytes, std::size_t chunk_size) {
    h2_session::limits limits;
    limits.header_bytes = 400;
    limits.stream_window = 300;
    h2_session session(limits);
    telnyx::headers fields;
    fields.append("Authorization", "Bearer KEY");
    std::array<std::shared_ptr<recorded>, 3> streams;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        streams[i] = std::make_shared<recorded>();
        h2_session::request request{i == 1 ? "POST" : "GET", "host", "/", fields};
        request.has_body = i == 1;
        if (!session.open(streams[i], request)) std::abort();
    }
    session.pump(1 << 20);
    session.output().clear();
    session.cancel(*streams[2]);
    bool good = true;
    while (good && !bytes.empty()) {
        good = session.feed(bytes.substr(0, chunk_size), {});
        session.output().clear();
        bytes.remove_prefix(std::min(chunk_size, bytes.size()));
        if (good != session.failure().empty()) std::abort();
    }
    bool const impatient = session.failure().find("CONTINUATION") != std::string::npos;
    session.end();
    if (session.streams() != 0) std::abort();
    if (impatient) return too_many_continuations;
    std::string text;
    for (auto const& each : streams) {
        if (!each->closed) std::abort();
        text += each->text + "\n";
    }
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    // Without the server's first frame nothing else would be read.
    std::string const text =
        std::string("\0\0\0\4\0\0\0\0\0", 9) + std::string(reinterpret_cast<char const*>(data + 1), size - 1);
    auto const whole = outcome_of(text, text.size() + 1);
    for (std::size_t const size_of_chunk : {std::size_t(1), data[0] % 16 + std::size_t(1)}) {
        auto const in_chunks = outcome_of(text, size_of_chunk);
        if (in_chunks != whole && in_chunks != too_many_continuations) std::abort();
    }
    return 0;
}
