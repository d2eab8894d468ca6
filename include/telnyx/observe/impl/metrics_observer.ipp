#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/base/utf8.hpp"
#include "telnyx/observe/metrics_observer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <locale>
#include <new>
#include <optional>
#include <sstream>
#include <utility>

namespace telnyx {

namespace detail {

/// A label of a metric.
struct metric_label {
    std::string_view name{};
    std::string_view value{};
};

/// Appends the value of a label. Servers choose some of them, so long ones are cut; Prometheus refuses a page with
/// invalid UTF-8, which is replaced.
inline void append_label_value(std::string& text, std::string_view value) {
    constexpr std::size_t longest = 200;
    for (std::size_t taken = 0; !value.empty() && taken < longest;) {
        auto const length = utf8_length(value);
        if (length == 0)
            text += "\xEF\xBF\xBD";
        else if (value.front() == '\n')
            text += "\\n";
        else if (value.front() == '"' || value.front() == '\\')
            text.append(1, '\\').append(1, value.front());
        else
            text += value.substr(0, length);
        taken += std::max<std::size_t>(length, 1);
        value.remove_prefix(std::max<std::size_t>(length, 1));
    }
}

inline std::string metric_labels(std::initializer_list<metric_label> all) {
    std::string text;
    for (auto const& each : all) {
        text.append(text.empty() ? "" : ",").append(each.name).append("=\"");
        append_label_value(text, each.value);
        text += '"';
    }
    return text;
}

inline std::string_view ending_name(observer::ending how) {
    constexpr std::string_view names[] = {"complete", "failed", "cancelled", "given_up"};
    return names[static_cast<int>(how)];
}

} // namespace detail

/// The labels of a series, and those of the series that counts it if there are too many.
struct metrics_observer::key {
    /// The first label is the one with many values.
    key(detail::metric_label const& first, std::initializer_list<detail::metric_label> others = {})
        : labels(join(first, others)), rest(join({first.name, "other"}, others)) {}

    static std::string join(detail::metric_label const& first, std::initializer_list<detail::metric_label> others) {
        auto text = detail::metric_labels({first});
        for (auto const& each : others)
            text.append(",").append(detail::metric_labels({each}));
        return text;
    }

    template <class Value>
    Value& in(series<Value>& all) const {
        auto const found = all.find(labels);
        if (found != all.end()) return found->second;
        return all.size() < max_series ? all[labels] : all[rest];
    }

    std::string labels{};
    std::string rest{};
};

/// Writes the text format.
struct metrics_observer::writer {
    writer() {
        out.imbue(std::locale::classic());
        out.precision(std::numeric_limits<double>::digits10);
    }

    void begin(std::string_view name, std::string_view kind, std::string_view help) {
        out << "# HELP " << name << ' ' << help << "\n# TYPE " << name << ' ' << kind << '\n';
    }

    void write(std::string_view name, std::string_view kind, std::string_view help, std::uint64_t value) {
        begin(name, kind, help);
        out << name << ' ' << value << '\n';
    }

    void write(std::string_view name, std::string_view help, series<std::uint64_t> const& all) {
        begin(name, "counter", help);
        for (auto const& [labels, value] : all)
            out << name << '{' << labels << "} " << value << '\n';
    }

    void write(std::string_view name, std::string_view help, series<histogram> const& all,
               std::vector<double> const& bounds) {
        begin(name, "histogram", help);
        for (auto const& [labels, value] : all) {
            std::uint64_t count = 0;
            for (std::size_t i = 0; i != value.buckets.size(); ++i) {
                out << name << "_bucket{" << labels << ",le=\"";
                if (i < bounds.size())
                    out << bounds[i];
                else
                    out << "+Inf";
                out << "\"} " << (count += value.buckets[i]) << '\n';
            }
            out << name << "_sum{" << labels << "} " << value.seconds << '\n'
                << name << "_count{" << labels << "} " << count << '\n';
        }
    }

    std::ostringstream out{};
};

TELNYX_DECL metrics_observer::metrics_observer()
    : metrics_observer({0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92}) {}

TELNYX_DECL metrics_observer::metrics_observer(std::vector<double> bounds) : bounds_(std::move(bounds)) {
    for (std::size_t i = 0; i != bounds_.size(); ++i)
        if (!std::isfinite(bounds_[i]) || (i > 0 && bounds_[i] <= bounds_[i - 1]))
            throw invalid_argument_error("bounds", "must be finite and in ascending order");
}

// A number that is lost for lack of memory must not break a call.
template <class Function>
void metrics_observer::guarded(Function function) noexcept {
    try {
        function();
    } catch (std::bad_alloc const&) {
    }
}

TELNYX_DECL void metrics_observer::add(histogram& to, duration time) const {
    auto const seconds = std::chrono::duration<double>(time).count();
    to.buckets.resize(bounds_.size() + 1);
    auto const bucket = std::lower_bound(bounds_.begin(), bounds_.end(), seconds) - bounds_.begin();
    ++to.buckets[static_cast<std::size_t>(bucket)];
    to.seconds += seconds;
}

TELNYX_DECL void metrics_observer::on(call_started const&) noexcept {
    std::lock_guard const lock(mutex_);
    ++numbers_.in_flight;
}

// Labels are made before the mutex is locked, since all calls of all threads lock it.

TELNYX_DECL void metrics_observer::on(retry_scheduled const& event) noexcept {
    guarded([&] {
        auto const status = std::to_string(event.status);
        key const of({"operation", event.operation}, {{"status", status}});
        std::lock_guard const lock(mutex_);
        ++of.in(numbers_.retries);
    });
}

TELNYX_DECL void metrics_observer::on(call_ended const& event) noexcept {
    {
        std::lock_guard const lock(mutex_);
        if (numbers_.in_flight != 0) --numbers_.in_flight;
    }
    guarded([&] {
        auto const status = std::to_string(event.status);
        key const by_end({"operation", event.operation}, {{"status", status}, {"end", detail::ending_name(event.how)}});
        key const of({"operation", event.operation});
        std::lock_guard const lock(mutex_);
        ++by_end.in(numbers_.calls);
        add(of.in(numbers_.call_times), event.elapsed);
        if (event.first_chunk) add(of.in(numbers_.first_chunk_times), *event.first_chunk);
    });
    count_tokens(event.model, "prompt", event.usage.prompt);
    count_tokens(event.model, "completion", event.usage.completion);
    count_tokens(event.model, "cached", event.usage.cached);
    count_tokens(event.model, "reasoning", event.usage.reasoning);
}

TELNYX_DECL void metrics_observer::count_tokens(std::string_view model, std::string_view kind,
                                                std::optional<std::int64_t> tokens) noexcept {
    if (!tokens || *tokens <= 0) return;
    guarded([&] {
        key const of({"model", model}, {{"kind", kind}});
        std::lock_guard const lock(mutex_);
        of.in(numbers_.tokens) += static_cast<std::uint64_t>(*tokens);
    });
}

TELNYX_DECL void metrics_observer::on(wait_ended const& event) noexcept {
    guarded([&] {
        key const of({"queue", event.what == wait_ended::queue::limits ? "limits" : "connection"});
        std::lock_guard const lock(mutex_);
        add(of.in(numbers_.wait_times), event.elapsed);
        if (!event.granted) ++of.in(numbers_.refused_waits);
    });
}

TELNYX_DECL void metrics_observer::on(tool_ended const& event) noexcept {
    guarded([&] {
        auto const tool = event.offered ? event.tool : std::string_view(); // else any name that the model makes up
        key const by_end({"tool", tool}, {{"end", event.how}});
        key const of({"tool", tool});
        std::lock_guard const lock(mutex_);
        ++by_end.in(numbers_.tool_calls);
        add(of.in(numbers_.tool_times), event.elapsed);
    });
}

TELNYX_DECL metrics_observer::numbers metrics_observer::copy() const {
    std::lock_guard const lock(mutex_);
    return numbers_;
}

TELNYX_DECL std::string metrics_observer::text() const {
    auto const now = copy(); // so that no call waits while it is written
    writer to;
    to.write("telnyx_calls_in_flight", "gauge", "Calls and streams in flight.", now.in_flight);
    to.write("telnyx_calls_total", "Calls that have ended, by the last status (0: none) and how they ended.",
             now.calls);
    to.write("telnyx_call_seconds", "From the start of a call to its end, including its stream.", now.call_times,
             bounds_);
    to.write("telnyx_first_chunk_seconds", "From the start of a call to the first chunk of its stream.",
             now.first_chunk_times, bounds_);
    to.write("telnyx_retries_total", "Retries, by the status that caused them (0: no response).", now.retries);
    to.write("telnyx_wait_seconds", "Waits for a connection, or for the client's limits.", now.wait_times, bounds_);
    to.write("telnyx_waits_in_vain_total", "Of these, those that ended without getting their turn.", now.refused_waits);
    to.write("telnyx_tokens_total", "Tokens that models have used; cached and reasoning are parts of the others.",
             now.tokens);
    to.write("telnyx_tool_calls_total", "Tool calls that have ended, and how.", now.tool_calls);
    to.write("telnyx_tool_seconds", "Durations of the functions of tools.", now.tool_times, bounds_);
    return std::move(to.out).str();
}

TELNYX_DECL std::string metrics_observer::text(pool_statistics const& pool) const {
    writer to;
    to.write("telnyx_connections_open", "gauge", "Connections that are open or being opened.", pool.open);
    to.write("telnyx_connections_idle", "gauge", "Open connections that wait for a call.", pool.idle);
    to.write("telnyx_connections_in_use", "gauge", "Open connections that serve a call.", pool.in_use);
    to.write("telnyx_http2_streams", "gauge", "Calls that HTTP/2 connections serve.", pool.streams);
    to.write("telnyx_calls_waiting", "gauge", "Calls that wait for a connection.", pool.waiting);
    to.write("telnyx_calls_limited", "gauge", "Calls that wait for a limit of the client.", pool.limited);
    to.write("telnyx_calls_pausing", "gauge", "Calls that wait for their next attempt, or for a limit.", pool.pausing);
    to.write("telnyx_calls_queued_total", "counter", "Calls that had to wait for a connection.", pool.queued);
    to.write("telnyx_connections_created_total", "counter", "Connections established.", pool.created);
    to.write("telnyx_connections_reused_total", "counter", "Calls on an open connection.", pool.reused);
    to.write("telnyx_connections_failed_total", "counter", "Connections that failed or broke.", pool.failed);
    to.write("telnyx_retries_refused_total", "counter", "Retries that the limits did not allow.", pool.refused_retries);
    return text() + std::move(to.out).str();
}

} // namespace telnyx
