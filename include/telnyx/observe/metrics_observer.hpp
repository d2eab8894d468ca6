#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/observe/observer.hpp"
#include "telnyx/transport/pool_statistics.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx {

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

    /// Each metric has at most about so many series; operations, models and tools beyond that are counted together as
    /// `other`.
    static constexpr std::size_t max_series = 1000;

    /// With histograms from 10 ms to 82 s, each step twice the one before.
    metrics_observer();

    /// `bounds` are the upper limits of the histograms' buckets in seconds, in ascending order.
    ///
    /// @throws invalid_argument_error if they are not finite or not in ascending order
    explicit metrics_observer(std::vector<double> bounds);

    /// All numbers in Prometheus' text format. The names begin with `telnyx_`.
    std::string text() const;

    /// The same, with the state of a client's connections: `client::statistics()`.
    std::string text(pool_statistics const& pool) const;

    /// Counts the event.
    /// @{
    TELNYX_DECL void on(call_started const& event) noexcept override;
    TELNYX_DECL void on(retry_scheduled const& event) noexcept override;
    TELNYX_DECL void on(call_ended const& event) noexcept override;
    TELNYX_DECL void on(wait_ended const& event) noexcept override;
    TELNYX_DECL void on(tool_ended const& event) noexcept override;
    /// @}

  private:
    struct histogram {
        std::vector<std::uint64_t> buckets{}; // the last is for what is above the last bound
        double seconds = 0;
    };
    struct writer;

    struct key;

    // By the labels as they are written, without braces.
    template <class Value>
    using series = std::map<std::string, Value>;

    struct numbers {
        std::uint64_t in_flight = 0;
        series<std::uint64_t> calls{};
        series<std::uint64_t> retries{};
        series<std::uint64_t> tokens{};
        series<std::uint64_t> tool_calls{};
        series<std::uint64_t> refused_waits{};
        series<histogram> call_times{};
        series<histogram> first_chunk_times{};
        series<histogram> wait_times{};
        series<histogram> tool_times{};
    };

    template <class Function>
    static void guarded(Function function) noexcept;
    void add(histogram& to, duration time) const;
    void count_tokens(std::string_view model, std::string_view kind, std::optional<std::int64_t> tokens) noexcept;
    numbers copy() const;

    std::vector<double> const bounds_;
    mutable std::mutex mutex_;
    numbers numbers_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/observe/impl/metrics_observer.ipp"
#endif
