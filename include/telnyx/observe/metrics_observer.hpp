#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/observe/observer.hpp"
#include "telnyx/transport/pool_statistics.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx {

namespace detail {
struct metric_label;
}

/// Counts what clients do, for Prometheus.
///
///     auto const metrics = std::make_shared<telnyx::metrics_observer>();
///     telnyx::client client(executor, telnyx::client_options().observe(metrics));
///     ...
///     respond(telnyx::metrics_observer::content_type, metrics->text(client.statistics()));
///
/// It has histograms of the durations of calls, of the times to the first chunk and of waits in queues, and counters of
/// calls by status and ending, of retries, of tokens and of tool calls. `text()` explains each. Several clients may
/// share one observer. Thread-safe.
class metrics_observer final : public observer {
  public:
    /// The media type of the text.
    static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

    /// Each metric has at most so many series; calls, models and tools beyond that are counted together as `other`.
    static constexpr std::size_t max_series = 1000;

    /// With histograms from 10 ms to 82 s, each step twice the one before.
    metrics_observer();

    /// `bounds` are the upper limits of the histograms' buckets in seconds, in ascending order.
    explicit metrics_observer(std::vector<double> bounds);

    /// All numbers in Prometheus' text format. The names begin with `telnyx_`.
    std::string text() const;

    /// The same, with the state of a client's connections: `client::statistics()`.
    std::string text(pool_statistics const& pool) const;

    void on(call_started const& event) noexcept override;
    void on(retry_scheduled const& event) noexcept override;
    void on(call_ended const& event) noexcept override;
    void on(wait_ended const& event) noexcept override;
    void on(tool_ended const& event) noexcept override;

  private:
    struct histogram {
        std::vector<std::uint64_t> buckets{}; // the last is for what is above the last bound
        double seconds = 0;
    };
    struct writer;

    // Labels as they are written, without braces.
    template <class Value>
    using series = std::map<std::string, Value>;

    template <class Change>
    void change(Change apply) noexcept;
    void add(series<histogram>& to, detail::metric_label const& of, duration time) const;

    std::vector<double> const bounds_;
    mutable std::mutex mutex_;
    std::uint64_t in_flight_ = 0;
    series<std::uint64_t> calls_;
    series<std::uint64_t> retries_;
    series<std::uint64_t> tokens_;
    series<std::uint64_t> tool_calls_;
    series<std::uint64_t> refused_waits_;
    series<histogram> call_times_;
    series<histogram> first_chunk_times_;
    series<histogram> wait_times_;
    series<histogram> tool_times_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/observe/impl/metrics_observer.ipp"
#endif
