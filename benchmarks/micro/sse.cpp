#include "telnyx/sse/event_parser.hpp"

#include "../support/event_text.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

namespace {

std::string stream_of(std::size_t events) {
    bench::event_text event;
    std::string text;
    for (std::size_t i = 0; i < events; ++i)
        text += event.write(i);
    return text;
}

/// Splits a stream that comes in pieces of `state.range(0)` bytes.
void split_events(benchmark::State& state) {
    constexpr std::size_t events = 1000;
    auto const stream = stream_of(events);
    auto const piece_size = static_cast<std::size_t>(state.range(0));
    telnyx::sse::event_parser parser;
    for (auto _ : state) {
        std::size_t found = 0;
        for (std::size_t at = 0; at < stream.size(); at += piece_size) {
            auto piece = std::string_view(stream).substr(at, piece_size);
            while (parser.parse(piece)) {
                benchmark::DoNotOptimize(parser.event().data.data());
                ++found;
            }
        }
        if (found != events) state.SkipWithError("events were lost");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * events));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * stream.size()));
}
BENCHMARK(split_events)->Arg(100)->Arg(253)->Arg(16384);

} // namespace
