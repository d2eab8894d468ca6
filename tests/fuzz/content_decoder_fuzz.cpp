// A coded body gives the same bytes and the same end in one piece, byte by byte, and in pieces cut where the input
// says. No piece is larger than it may be.

#include "telnyx/base/ascii.hpp"
#include "telnyx/http/content_decoder.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using telnyx::http::content_decoder;

// Mutations find bombs; the beginning of one is enough.
constexpr std::size_t most = std::size_t(1024) * 1024;

/// What comes out, and how it ends.
std::string outcome_of(std::string_view coded, std::size_t chunk_size, telnyx::http::content_coding coding) {
    content_decoder decoder(coding);
    boost::system::error_code failure;
    std::string text;
    while (!coded.empty() && !failure) {
        std::string const piece(coded.substr(0, chunk_size)); // a block of its own
        coded.remove_prefix(piece.size());
        decoder.provide(piece);
        for (auto decoded = decoder.decode(failure); !decoded.empty(); decoded = decoder.decode(failure)) {
            if (decoded.size() > content_decoder::chunk_size) std::abort();
            text.append(decoded);
            if (text.size() >= most) return text.substr(0, most);
        }
    }
    if (!failure) decoder.end_of_input(failure);
    return failure ? text + " " + failure.message() : text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const coded(reinterpret_cast<char const*>(data + 1), size - 1);
    auto const coding =
        (data[0] & 0x80) != 0 ? telnyx::http::content_coding::gzip : telnyx::http::content_coding::deflate;
    auto const whole = outcome_of(coded, coded.size() + 1, coding);
    if (outcome_of(coded, 1, coding) != whole) std::abort();
    if (outcome_of(coded, data[0] % 16 + 1u, coding) != whole) std::abort();

    telnyx::headers fields;
    if (telnyx::ascii::is_field_value(coded)) {
        fields.append_parsed("Content-Encoding", coded);
        auto const codings = telnyx::http::parse_content_codings(fields);
        if (codings && codings->size() > 2) std::abort();
    }
    return 0;
}
