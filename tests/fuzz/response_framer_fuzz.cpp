// A response has the same status, headers, body and end in one piece, byte by byte, and in pieces cut where the input
// says.

#include "telnyx/http/response_framer.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// What a connection would make of the bytes: it keeps what the framer has not used, and hands it in again with more.
std::string outcome_of(std::string_view text, std::size_t chunk_size, bool answers_head) {
    telnyx::http::response_framer framer;
    framer.start(answers_head, 512);
    std::string buffer;
    std::string body;
    boost::system::error_code failure;
    while (!framer.complete() && !failure && !text.empty()) {
        buffer.append(text.substr(0, chunk_size));
        text.remove_prefix(std::min(chunk_size, text.size()));
        std::size_t used = 0;
        do {
            used = framer.parse(buffer, failure);
            body.append(framer.chunk());
            buffer.erase(0, used);
        } while (used > 0 && !failure && !framer.complete());
    }
    // With few bytes the parser may still wait for the end of what it refuses when it has all of it: both are failures.
    if (!failure && !framer.complete()) framer.end_of_input(failure);
    if (failure) return "failed";
    return std::to_string(framer.status()).append(framer.fields().text()) + body;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const text(reinterpret_cast<char const*>(data + 1), size - 1);
    bool const answers_head = (data[0] & 0x80) != 0;
    auto const whole = outcome_of(text, text.size() + 1, answers_head);
    if (outcome_of(text, 1, answers_head) != whole) std::abort();
    if (outcome_of(text, data[0] % 16 + 1u, answers_head) != whole) std::abort();
    return 0;
}
