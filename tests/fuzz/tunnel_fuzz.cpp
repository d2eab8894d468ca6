// What a proxy answers means the same in one piece, byte by byte, and in pieces cut where the input says, and brings no
// secret back.

#include "telnyx/http/tunnel.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using telnyx::http::tunnel;

/// What a connection would make of the bytes: it keeps what the tunnel has not used, and hands it in again with more.
std::string outcome_of(std::string_view text, std::size_t chunk_size) {
    telnyx::http::proxy through;
    through.has_credentials = true;
    through.user = "me";
    through.password = "secret";
    tunnel way(through, {.secure = true, .host = "host", .port = 443, .is_address = false}, 512);
    std::string buffer;
    auto result = tunnel::progress::needs_input;
    while (result == tunnel::progress::needs_input && !text.empty()) {
        buffer.append(text.substr(0, chunk_size));
        text.remove_prefix(std::min(chunk_size, text.size()));
        std::size_t used = 0;
        result = way.parse(buffer, used);
        buffer.erase(0, used);
    }
    if (result == tunnel::progress::needs_input) result = way.end_of_input();
    if (result == tunnel::progress::open) return text.empty() ? "open" : "0"; // with more behind it, it is an error
    for (auto const* const secret : {"secret", "bWU6c2VjcmV0"})
        for (auto const& shown : {way.body(), way.failure_text()})
            if (shown.find(secret) != std::string::npos) std::abort();
    return std::to_string(way.status()) + way.body();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const text(reinterpret_cast<char const*>(data + 1), size - 1);
    auto const whole = outcome_of(text, text.size() + 1);
    if (outcome_of(text, 1) != whole) std::abort();
    if (outcome_of(text, data[0] % 16 + 1u) != whole) std::abort();
    return 0;
}
