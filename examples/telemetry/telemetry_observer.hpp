#pragma once

#include "otlp_metrics.hpp"
#include "otlp_values.hpp"
#include "trace_context.hpp"

#include "telnyx/observe/observer.hpp"
#include "telnyx/version.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <any>
#include <charconv>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// Turns the events of one client into spans and metrics, by OpenTelemetry's conventions for generative AI 0.1.0
/// (github.com/open-telemetry/semantic-conventions-genai: Client Inference, Client Embeddings, Execute tool span). They
/// are still in development and change their names, which therefore all stand in this file.
///
/// A call is one span, from its start to the end of its stream; its retries and waits are events of the span. A tool
/// call is a span, too. The parent of a span is the `trace_context` that is the context of the call:
///
///     telnyx::request_options().context(trace_context::parse(traceparent, tracestate).value())
class telemetry_observer final : public telnyx::observer {
  public:
    explicit telemetry_observer(std::string service) : service_(std::move(service)) {}

    /// The spans that have ended since the last call of this function; the body of a request to `/v1/traces`.
    /// `std::nullopt` if there are none.
    std::optional<boost::json::object> take_spans() {
        std::lock_guard const lock(mutex_);
        if (ended_.empty()) return std::nullopt;
        return message("resourceSpans", "scopeSpans", "spans", std::exchange(ended_, {}));
    }

    /// The metrics since the start; the body of a request to `/v1/metrics`.
    boost::json::object metrics() const {
        std::lock_guard const lock(mutex_);
        return message("resourceMetrics", "scopeMetrics", "metrics",
                       metrics_.list(begun_, std::chrono::system_clock::now()));
    }

    void on(call_started const& event) noexcept override {
        guarded([&] {
            span made;
            made.place = trace_context::begin(std::any_cast<trace_context>(event.context));
            if (auto const* const parent = std::any_cast<trace_context>(event.context)) made.parent = parent->span_id;
            made.kind = kind_of(event.operation);
            made.model = event.model;
            auto const colon = event.authority.rfind(':');
            made.server = event.authority.substr(0, colon);
            if (made.server.starts_with('[')) made.server = made.server.substr(1, made.server.size() - 2); // IPv6
            auto const port = event.authority.substr(colon + 1);
            std::from_chars(port.data(), port.data() + port.size(), made.port);
            if (event.streamed && !made.kind.empty()) made.attributes.add("gen_ai.request.stream", true);
            if (!made.kind.empty()) made.labels = labels(made, {});
            open_[event.call] = std::move(made);
        });
    }

    void on(request_prepared const& event) noexcept override {
        guarded([&] {
            auto const found = open_.find(event.call);
            if (found == open_.end()) return;
            auto const& place = found->second.place;
            event.fields.set("traceparent", place.parent());
            if (!place.state.empty()) event.fields.set("tracestate", place.state);
        });
    }

    void on(retry_scheduled const& event) noexcept override {
        note(event.call, "retry", [&](otlp::attributes& about) {
            about.add("http.request.resend_count", event.attempt).add("telnyx.retry.delay", otlp::seconds(event.delay));
            about.add("error.type", error_type(event.status, event.code)).add("exception.message", event.reason);
        });
    }

    void on(wait_ended const& event) noexcept override {
        note(event.call, "wait", [&](otlp::attributes& about) {
            about.add("telnyx.wait.queue", event.what == wait_ended::queue::limits ? "limits" : "connection");
            about.add("telnyx.wait.duration", otlp::seconds(event.elapsed)).add("telnyx.wait.granted", event.granted);
        });
    }

    void on(chunk_received const& event) noexcept override {
        guarded([&] {
            auto const found = open_.find(event.call);
            if (found == open_.end() || found->second.kind != "chat") return;
            auto& of = found->second;
            auto const since = std::exchange(of.last_chunk, event.elapsed);
            if (event.number == 1)
                metrics_.record("gen_ai.client.inference.time_to_first_chunk", "s", time_bounds(),
                                otlp::seconds(event.elapsed), of.labels);
            else
                metrics_.record("gen_ai.client.inference.time_per_output_chunk", "s", time_bounds(),
                                otlp::seconds(event.elapsed - since), of.labels);
        });
    }

    void on(call_ended const& event) noexcept override {
        guarded([&] {
            auto const found = open_.extract(event.call);
            if (found.empty()) return;
            auto& of = found.mapped();
            auto const error = error_of(event);
            of.kind.empty() ? describe_request(of, event) : describe_inference(of, event);
            of.attributes.add_known("server.address", of.server).add("server.port", of.port);
            of.attributes.add_known("error.type", error);
            if (event.attempts > 1) of.attributes.add("http.request.resend_count", event.attempts - 1);
            if (event.how == ending::given_up) of.attributes.add("telnyx.call.given_up", true);
            end(of, event.elapsed, name_of(of, event.operation), client_kind, error, event.error);
            if (!of.kind.empty()) measure(of, event, error);
        });
    }

    void on(tool_ended const& event) noexcept override {
        guarded([&] {
            span of;
            of.place = trace_context::begin(std::any_cast<trace_context>(event.context));
            if (auto const* const parent = std::any_cast<trace_context>(event.context)) of.parent = parent->span_id;
            of.begun = std::chrono::system_clock::now() - to_wall(event.elapsed);
            auto const error = event.how == "returned" ? std::string() : std::string(event.how);
            otlp::attributes about;
            about.add("gen_ai.operation.name", "execute_tool");
            if (event.offered) about.add("gen_ai.tool.name", event.tool); // else any name that the model makes up
            about.add_known("error.type", error);
            of.attributes = about;
            if (!event.offered) of.attributes.add("gen_ai.tool.name", event.tool);
            of.attributes.add("gen_ai.tool.call.id", event.id).add("gen_ai.tool.type", "function");
            end(of, event.elapsed, event.offered ? "execute_tool " + std::string(event.tool) : "execute_tool",
                internal_kind, error, event.error);
            metrics_.record("gen_ai.execute_tool.duration", "s", time_bounds(), otlp::seconds(event.elapsed), about);
        });
    }

  private:
    static constexpr int internal_kind = 1;
    static constexpr int client_kind = 3;
    static constexpr std::size_t most_spans = 10'000; // that wait for an exporter; more are dropped

    struct span {
        trace_context place{};
        std::string parent{};
        std::string kind{};  // gen_ai.operation.name; empty if no model is called
        std::string model{}; // that was asked for
        std::string server{};
        int port = 0;
        otlp::wall_time begun = std::chrono::system_clock::now();
        duration last_chunk{};
        otlp::attributes attributes{};
        otlp::attributes labels{}; // of the metrics of chunks
        boost::json::array events{};
    };

    /// The conventions' buckets for durations in seconds, and for tokens.
    static std::vector<double> const& time_bounds() {
        static std::vector<double> const all{0.01, 0.02, 0.04, 0.08,  0.16,  0.32,  0.64,
                                             1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92};
        return all;
    }
    static std::vector<double> const& token_bounds() {
        static std::vector<double> const all{1,     4,     16,     64,      256,     1024,     4096,
                                             16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864};
        return all;
    }

    static std::string kind_of(std::string_view operation) {
        if (operation.ends_with("/chat/completions")) return "chat";
        return operation.ends_with("/openai/embeddings") ? "embeddings" : "";
    }

    static std::string name_of(span const& of, std::string_view operation) {
        if (of.kind.empty()) return std::string(operation);
        return of.model.empty() ? of.kind : of.kind + " " + of.model;
    }

    static otlp::wall_time::duration to_wall(duration time) {
        return std::chrono::duration_cast<otlp::wall_time::duration>(time);
    }

    // Of few different values, as the conventions demand.
    static std::string error_type(int status, boost::system::error_code code) {
        if (status >= 400) return std::to_string(status);
        for (auto const each :
             {telnyx::errc::connect_timeout, telnyx::errc::response_timeout, telnyx::errc::silence_timeout,
              telnyx::errc::event_timeout, telnyx::errc::deadline_exceeded, telnyx::errc::no_connection_free})
            if (code == each) return "timeout";
        return code ? code.message() : "_OTHER";
    }

    static std::string error_of(call_ended const& event) {
        if (event.how == ending::cancelled) return "cancelled";
        return event.how == ending::failed ? error_type(event.status, event.code) : std::string();
    }

    static void describe_request(span& of, call_ended const& event) {
        auto const space = event.operation.find(' ');
        of.attributes.add("http.request.method", event.operation.substr(0, space));
        if (space != std::string_view::npos) of.attributes.add("url.template", event.operation.substr(space + 1));
        if (event.status != 0) of.attributes.add("http.response.status_code", event.status);
    }

    static void describe_inference(span& of, call_ended const& event) {
        auto& about = of.attributes;
        about.add("gen_ai.operation.name", of.kind).add("gen_ai.provider.name", "telnyx");
        about.add_known("gen_ai.request.model", of.model).add_known("gen_ai.response.model", event.model);
        about.add_known("gen_ai.response.id", event.response_id);
        if (!event.finish_reason.empty()) about.add_list("gen_ai.response.finish_reasons", event.finish_reason);
        if (event.first_chunk) about.add("gen_ai.response.time_to_first_chunk", otlp::seconds(*event.first_chunk));
        auto const add = [&](std::string_view key, std::optional<std::int64_t> tokens) {
            if (tokens) about.add(key, *tokens);
        };
        add("gen_ai.usage.input_tokens", event.usage.prompt);
        add("gen_ai.usage.output_tokens", event.usage.completion);
        add("gen_ai.usage.cache_read.input_tokens", event.usage.cached);
        add("gen_ai.usage.reasoning.output_tokens", event.usage.reasoning);
    }

    static otlp::attributes labels(span const& of, std::string_view response_model) {
        otlp::attributes all;
        all.add("gen_ai.operation.name", of.kind).add("gen_ai.provider.name", "telnyx");
        all.add_known("gen_ai.request.model", of.model).add_known("gen_ai.response.model", response_model);
        return all.add_known("server.address", of.server).add("server.port", of.port);
    }

    void measure(span const& of, call_ended const& event, std::string const& error) {
        auto const all = labels(of, event.model);
        auto with_error = all;
        with_error.add_known("error.type", error);
        bool const infers = of.kind == "chat";
        metrics_.record(infers ? "gen_ai.client.inference.duration" : "gen_ai.client.embeddings.duration", "s",
                        time_bounds(), otlp::seconds(event.elapsed), with_error);
        auto const distribute = [&](char const* name, std::optional<std::int64_t> tokens) {
            if (tokens) metrics_.record(name, "{token}", token_bounds(), static_cast<double>(*tokens), all);
        };
        if (!infers) {
            distribute("gen_ai.client.embeddings.operation.input_tokens", event.usage.prompt);
            return;
        }
        auto by_modality = all;
        by_modality.add("gen_ai.token.modality", "unknown");
        auto const count = [&](char const* name, std::optional<std::int64_t> tokens) {
            metrics_.count(name, "{token}", tokens.value_or(0), by_modality);
        };
        count("gen_ai.client.inference.usage.input_tokens", event.usage.prompt);
        count("gen_ai.client.inference.usage.output_tokens", event.usage.completion);
        count("gen_ai.client.inference.usage.cache_read.input_tokens", event.usage.cached);
        count("gen_ai.client.inference.usage.reasoning.output_tokens", event.usage.reasoning);
        distribute("gen_ai.client.inference.operation.input_tokens", event.usage.prompt);
        distribute("gen_ai.client.inference.operation.output_tokens", event.usage.completion);
    }

    template <class Describe>
    void note(std::uint64_t call, std::string_view name, Describe describe) noexcept {
        guarded([&] {
            auto const found = open_.find(call);
            if (found == open_.end()) return;
            otlp::attributes about;
            describe(about);
            found->second.events.push_back({{"timeUnixNano", otlp::nanoseconds(std::chrono::system_clock::now())},
                                            {"name", name},
                                            {"attributes", about.list()}});
        });
    }

    void end(span& of, duration elapsed, std::string const& name, int kind, std::string const& error,
             std::string_view message) {
        if (!of.place.sampled || ended_.size() >= most_spans) return;
        boost::json::object made{{"traceId", of.place.trace_id},
                                 {"spanId", of.place.span_id},
                                 {"name", name},
                                 {"kind", kind},
                                 {"startTimeUnixNano", otlp::nanoseconds(of.begun)},
                                 {"endTimeUnixNano", otlp::nanoseconds(of.begun + to_wall(elapsed))},
                                 {"attributes", of.attributes.list()},
                                 {"events", std::move(of.events)}};
        if (!of.parent.empty()) made["parentSpanId"] = of.parent;
        if (!of.place.state.empty()) made["traceState"] = of.place.state;
        constexpr int failed = 2;
        if (!error.empty()) made["status"] = {{"code", failed}, {"message", message}};
        ended_.push_back(std::move(made));
    }

    boost::json::object message(char const* outer, char const* inner, char const* name,
                                boost::json::array content) const {
        otlp::attributes resource;
        resource.add("service.name", service_);
        boost::json::object scope{{"scope", {{"name", "telnyx-cpp"}, {"version", telnyx::version}}}};
        scope[name] = std::move(content);
        boost::json::object all{{"resource", {{"attributes", resource.list()}}}};
        all[inner] = boost::json::array{std::move(scope)};
        boost::json::object made;
        made[outer] = boost::json::array{std::move(all)};
        return made;
    }

    template <class Function>
    void guarded(Function function) noexcept {
        try {
            std::lock_guard const lock(mutex_);
            function();
        } catch (...) {
            // A span that is lost for lack of memory must not break a call.
        }
    }

    std::string const service_;
    otlp::wall_time const begun_ = std::chrono::system_clock::now();
    mutable std::mutex mutex_;
    std::unordered_map<std::uint64_t, span> open_;
    boost::json::array ended_;
    otlp::metrics metrics_;
};
