// An event stream gives the same events in one piece, byte by byte, and in pieces cut where the input says.

#include "telnyx/sse/event_parser.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t max_event_size = 256;

std::vector<std::string> events_of(std::string_view text, std::size_t chunk_size) {
    telnyx::sse::event_parser parser(max_event_size);
    std::vector<std::string> events;
    auto const add = [&](telnyx::sse::event_parser const& from) {
        auto const& event = from.event();
        events.push_back(std::string(event.type) + '\n' + std::string(event.last_event_id) + '\n' +
                         std::string(event.data));
    };
    try {
        while (!text.empty()) {
            auto piece = text.substr(0, chunk_size);
            text.remove_prefix(piece.size());
            while (parser.parse(piece))
                add(parser);
        }
        if (parser.finish()) add(parser);
        events.emplace_back(parser.stray_lines());
    } catch (telnyx::sse::event_too_large const&) {
        events.emplace_back("too large");
    }
    return events;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const text(reinterpret_cast<char const*>(data + 1), size - 1);
    auto const whole = events_of(text, text.size() + 1);
    if (events_of(text, 1) != whole || events_of(text, data[0] % 16 + 1u) != whole) std::abort();
    return 0;
}
