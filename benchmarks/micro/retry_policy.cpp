#include "telnyx/core/retry_policy.hpp"

#include <benchmark/benchmark.h>

namespace {

telnyx::headers answer_headers(std::string_view retry_after) {
    telnyx::headers fields;
    fields.append("Content-Type", "application/json");
    fields.append("X-Request-Id", "0123456789abcdef");
    if (!retry_after.empty()) fields.append("Retry-After", retry_after);
    return fields;
}

void decide(benchmark::State& state, std::string_view retry_after) {
    telnyx::core::retry_policy const policy{telnyx::core::retry_policy::settings()};
    auto const fields = answer_headers(retry_after);
    auto const now = std::chrono::system_clock::now();
    for (auto _ : state)
        benchmark::DoNotOptimize(policy.after_status(429, fields, 0, 0.5, now));
}
BENCHMARK_CAPTURE(decide, own_delay, "");
BENCHMARK_CAPTURE(decide, seconds, "2");
BENCHMARK_CAPTURE(decide, date, "Fri, 20 Nov 2026 12:00:00 GMT");

} // namespace
