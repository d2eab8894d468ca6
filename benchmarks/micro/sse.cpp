#include "telnyx/sse/event_parser.hpp"

#include "../support/event_splitter.hpp"
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

/// Splits a stream that comes in pieces of `state.range(0)` bytes. `split` gives the number of events in a piece.
template <class Split>
void measure_pieces(benchmark::State& state, Split split) {
    constexpr std::size_t events = 1000;
    auto const stream = stream_of(events);
    auto const chunk_size = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        std::size_t found = 0;
        for (std::size_t at = 0; at < stream.size(); at += chunk_size)
            found += split(std::string_view(stream).substr(at, chunk_size));
        if (found != events) state.SkipWithError("events were lost");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}

void split_events(benchmark::State& state) {
    telnyx::sse::event_parser parser;
    measure_pieces(state, [&](std::string_view piece) {
        std::size_t found = 0;
        while (parser.parse(piece)) {
            benchmark::DoNotOptimize(parser.event().data.data());
            ++found;
        }
        return found;
    });
}
BENCHMARK(split_events)->Arg(100)->Arg(253)->Arg(16384);

/// The same as one writes it by hand, for nothing but lines that begin with `data: ` and end with a line feed.
void split_events_by_hand(benchmark::State& state) {
    bench::event_splitter splitter;
    measure_pieces(state, [&](std::string_view piece) {
        std::size_t found = 0;
        splitter.add(piece, [&](std::string_view data) {
            benchmark::DoNotOptimize(data.data());
            ++found;
        });
        return found;
    });
}
BENCHMARK(split_events_by_hand)->Arg(100)->Arg(253)->Arg(16384);

} // namespace
