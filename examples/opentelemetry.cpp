// Traces and metrics for OpenTelemetry: each call of a model becomes a span, in the caller's trace.
//
// They go to the collector at OTEL_EXPORTER_OTLP_ENDPOINT, such as http://127.0.0.1:4318, as OTLP/HTTP in JSON; without
// that variable they are printed. With opentelemetry-cpp, an observer like telemetry/telemetry_observer.hpp starts and
// ends that library's spans instead.

#include "run.hpp"
#include "telemetry/otlp_exporter.hpp"

#include "telnyx/ai/chat.hpp"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <utility>

namespace asio = boost::asio;

asio::awaitable<void> answer_a_user(telnyx::client client, trace_context here) {
    telnyx::ai::chat_completion_params const params{
        .messages = {telnyx::ai::user_message("Hello")},
        .model = "meta-llama/Meta-Llama-3.1-8B-Instruct",
        .stream_options = telnyx::ai::chat_completion_params::stream_settings{.include_usage = true},
    };
    // The context comes back in each event of the call.
    auto stream = co_await client.ai.chat.stream_completion(params, telnyx::request_options().context(here));
    co_await stream.collect();
}

asio::awaitable<void> work_and_report() {
    auto const telemetry = std::make_shared<telemetry_observer>("opentelemetry-example");
    telnyx::client client(co_await asio::this_coro::executor, telnyx::client_options().observe(telemetry));

    // A server reads its place in the trace from the headers of the request that it serves.
    auto const here = trace_context::parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");
    auto answering = answer_a_user(client, here.value());
    co_await std::move(answering);

    char const* const collector = std::getenv("OTEL_EXPORTER_OTLP_ENDPOINT");
    if (collector != nullptr) {
        co_await export_telemetry(telemetry, collector);
        co_return;
    }
    if (auto const spans = telemetry->take_spans()) std::cout << *spans << '\n';
    std::cout << telemetry->metrics() << '\n';
}

int main() {
    return run(work_and_report());
}
