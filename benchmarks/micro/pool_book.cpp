#include "telnyx/net/pool_book.hpp"

#include <benchmark/benchmark.h>

#include <vector>

namespace {

using book = telnyx::net::pool_book<int, int>; // numbers stand for connections and for callers

/// Takes a connection and gives it back, while `state.range(0)` others are in use.
void take_and_give_back(benchmark::State& state) {
    auto const others = static_cast<std::size_t>(state.range(0));
    book pool({.connections = others + 1, .idle_time = std::chrono::minutes(1)});
    book::actions out;
    for (std::size_t i = 0; i < others + 1; ++i)
        benchmark::DoNotOptimize(pool.acquire());
    auto const now = std::chrono::steady_clock::now();
    pool.give_back(0, now, out);
    for (auto _ : state) {
        auto given = pool.acquire();
        pool.give_back(*given->idle, now, out);
    }
}
BENCHMARK(take_and_give_back)->Arg(0)->Arg(64)->Arg(4096);

/// Gives a connection back while `state.range(0)` callers wait for one; the one that it goes to queues up again.
void hand_over(benchmark::State& state) {
    book pool({.connections = 1, .idle_time = std::chrono::minutes(1)});
    book::actions out;
    benchmark::DoNotOptimize(pool.acquire());
    for (int i = 0; i < state.range(0); ++i)
        pool.enqueue(i);
    auto const now = std::chrono::steady_clock::now();
    for (auto _ : state) {
        pool.give_back(0, now, out);
        pool.enqueue(out.wake.back().waiter);
        out.wake.clear();
    }
}
BENCHMARK(hand_over)->Arg(1)->Arg(4096);

/// Joins a queue of `state.range(0)` callers, and leaves it.
void join_and_leave(benchmark::State& state) {
    book pool({.connections = 1, .idle_time = std::chrono::minutes(1)});
    benchmark::DoNotOptimize(pool.acquire());
    for (int i = 0; i < state.range(0); ++i)
        pool.enqueue(i);
    for (auto _ : state)
        pool.remove(pool.enqueue(0));
}
BENCHMARK(join_and_leave)->Arg(1)->Arg(4096);

} // namespace
