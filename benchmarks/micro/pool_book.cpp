#include "telnyx/net/pool_book.hpp"

#include <benchmark/benchmark.h>

#include <vector>

namespace {

using book = telnyx::net::pool_book<int, int>; // numbers stand for connections and for callers

telnyx::origin const peer{.secure = true, .host = "api.telnyx.com", .port = 443, .is_address = false};

/// Takes a connection and gives it back, while `state.range(0)` others are in use.
void take_and_give_back(benchmark::State& state) {
    auto const others = static_cast<std::size_t>(state.range(0));
    book pool({.per_origin = others + 1, .total = others + 1, .idle_time = std::chrono::minutes(1)});
    book::consequences out;
    for (std::size_t i = 0; i < others + 1; ++i)
        benchmark::DoNotOptimize(pool.acquire(peer, out));
    auto const now = std::chrono::steady_clock::now();
    pool.give_back(peer, 0, now, out);
    for (auto _ : state) {
        auto given = pool.acquire(peer, out);
        pool.give_back(peer, *given->idle, now, out);
    }
}
BENCHMARK(take_and_give_back)->Arg(0)->Arg(64)->Arg(4096);

/// Gives a connection back while `state.range(0)` callers wait for one; the one that it goes to queues up again.
void hand_over(benchmark::State& state) {
    book pool({.per_origin = 1, .total = 1, .idle_time = std::chrono::minutes(1)});
    book::consequences out;
    benchmark::DoNotOptimize(pool.acquire(peer, out));
    for (int i = 0; i < state.range(0); ++i)
        pool.enqueue(peer, i);
    auto const now = std::chrono::steady_clock::now();
    for (auto _ : state) {
        pool.give_back(peer, 0, now, out);
        pool.enqueue(peer, out.wake.back().waiter);
        out.wake.clear();
    }
}
BENCHMARK(hand_over)->Arg(1)->Arg(4096);

} // namespace
