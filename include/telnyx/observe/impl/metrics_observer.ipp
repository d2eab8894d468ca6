#pragma once

#include "telnyx/observe/metrics_observer.hpp"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <limits>
#include <locale>
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

inline std::string metric_labels(std::initializer_list<metric_label> all) {
    std::string text;
    for (auto const& each : all) {
        text.append(text.empty() ? "" : ",").append(each.name).append("=\"");
        for (char const c : each.value) {
            if (c == '\n') {
                text += "\\n";
                continue;
            }
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
        text += '"';
    }
    return text;
}

inline std::string_view ending_name(observer::ending how) {
    constexpr std::string_view names[] = {"complete", "failed", "cancelled", "given_up"};
    return names[static_cast<int>(how)];
}

/// The value of these labels; of `rest` if there are too many others.
template <class Value>
Value& metric_of(std::map<std::string, Value>& series, std::string const& labels, std::string const& rest) {
    auto const found = series.find(labels);
    if (found != series.end()) return found->second;
    return series.size() < metrics_observer::max_series ? series[labels] : series[rest];
}

} // namespace detail

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

TELNYX_DECL metrics_observer::metrics_observer(std::vector<double> bounds) : bounds_(std::move(bounds)) {}

template <class Change>
void metrics_observer::change(Change apply) noexcept {
    try {
        std::lock_guard const lock(mutex_);
        apply();
    } catch (...) {
        // A number that is lost for lack of memory must not break a call.
    }
}

TELNYX_DECL void metrics_observer::add(series<histogram>& to, detail::metric_label const& of, duration time) const {
    auto& changed = detail::metric_of(to, detail::metric_labels({of}), detail::metric_labels({{of.name, "other"}}));
    changed.buckets.resize(bounds_.size() + 1);
    auto const seconds = std::chrono::duration<double>(time).count();
    auto const bucket = std::lower_bound(bounds_.begin(), bounds_.end(), seconds) - bounds_.begin();
    ++changed.buckets[static_cast<std::size_t>(bucket)];
    changed.seconds += seconds;
}

TELNYX_DECL void metrics_observer::on(call_started const&) noexcept {
    change([&] { ++in_flight_; });
}

TELNYX_DECL void metrics_observer::on(retry_scheduled const& event) noexcept {
    change([&] {
        auto const status = std::to_string(event.status);
        ++detail::metric_of(retries_, detail::metric_labels({{"operation", event.operation}, {"status", status}}),
                            detail::metric_labels({{"operation", "other"}, {"status", status}}));
    });
}

TELNYX_DECL void metrics_observer::on(call_ended const& event) noexcept {
    change([&] {
        if (in_flight_ != 0) --in_flight_;
        auto const status = std::to_string(event.status);
        auto const end = detail::ending_name(event.how);
        ++detail::metric_of(calls_,
                            detail::metric_labels({{"operation", event.operation}, {"status", status}, {"end", end}}),
                            detail::metric_labels({{"operation", "other"}, {"status", status}, {"end", end}}));
        detail::metric_label const operation{"operation", event.operation};
        add(call_times_, operation, event.elapsed);
        if (event.first_chunk) add(first_chunk_times_, operation, *event.first_chunk);
        auto const count = [&](std::string_view kind, std::optional<std::int64_t> tokens) {
            if (!tokens || *tokens <= 0) return;
            detail::metric_of(tokens_, detail::metric_labels({{"model", event.model}, {"kind", kind}}),
                              detail::metric_labels({{"model", "other"}, {"kind", kind}})) +=
                static_cast<std::uint64_t>(*tokens);
        };
        count("prompt", event.usage.prompt);
        count("completion", event.usage.completion);
        count("cached", event.usage.cached);
        count("reasoning", event.usage.reasoning);
    });
}

TELNYX_DECL void metrics_observer::on(wait_ended const& event) noexcept {
    change([&] {
        auto const queue = event.what == wait_ended::queue::limits ? "limits" : "connection";
        add(wait_times_, {"queue", queue}, event.elapsed);
        if (!event.granted) ++refused_waits_[detail::metric_labels({{"queue", queue}})];
    });
}

TELNYX_DECL void metrics_observer::on(tool_ended const& event) noexcept {
    change([&] {
        auto const tool = event.how == "not_offered" ? "" : event.tool; // any name that the model makes up
        ++detail::metric_of(tool_calls_, detail::metric_labels({{"tool", tool}, {"end", event.how}}),
                            detail::metric_labels({{"tool", "other"}, {"end", event.how}}));
        add(tool_times_, {"tool", tool}, event.elapsed);
    });
}

TELNYX_DECL std::string metrics_observer::text() const {
    writer to;
    std::lock_guard const lock(mutex_);
    to.write("telnyx_calls_in_flight", "gauge", "Calls and streams in flight.", in_flight_);
    to.write("telnyx_calls_total", "Calls that have ended, by the last status (0: none) and how they ended.", calls_);
    to.write("telnyx_call_seconds", "From the start of a call to its end, including its stream.", call_times_, bounds_);
    to.write("telnyx_first_chunk_seconds", "From the start of a call to the first chunk of its stream.",
             first_chunk_times_, bounds_);
    to.write("telnyx_retries_total", "Retries, by the status that caused them (0: no response).", retries_);
    to.write("telnyx_wait_seconds", "Waits for a connection, or for the client's limits.", wait_times_, bounds_);
    to.write("telnyx_waits_in_vain_total", "Of these, those that ended without getting their turn.", refused_waits_);
    to.write("telnyx_tokens_total", "Tokens that models have used; cached and reasoning are parts of the others.",
             tokens_);
    to.write("telnyx_tool_calls_total", "Tool calls that have ended, and how.", tool_calls_);
    to.write("telnyx_tool_seconds", "Durations of the functions of tools.", tool_times_, bounds_);
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
