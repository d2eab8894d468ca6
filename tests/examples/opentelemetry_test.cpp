// The spans and metrics of examples/telemetry/, as a collector receives them.

#include "../../examples/telemetry/otlp_exporter.hpp"

#include "support/chat_stream_fixture.hpp"
#include "support/program.hpp"
#include "support/temporary_directory.hpp"
#include "support/tools_fixture.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/ai/openai_embeddings.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace json = boost::json;
namespace http = boost::beast::http;
using namespace telnyx::tests;
using telnyx::request_options;
using telnyx::testing::scripted_reply;

namespace {

/// Receives requests by OTLP/HTTP, one after the other.
class collector {
  public:
    explicit collector(http::status answer = http::status::ok) : answer_(answer) {}
    ~collector() { stop(); }
    collector(collector const&) = delete;
    collector& operator=(collector const&) = delete;

    std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }

    /// The bodies by path. No further requests are received.
    std::map<std::string, json::value> const& received() {
        stop();
        return received_;
    }

  private:
    void serve() {
        while (true) {
            auto socket = acceptor_.accept();
            if (stopping_) return;
            boost::beast::flat_buffer buffer;
            http::request<http::string_body> request;
            http::read(socket, buffer, request);
            if (request[http::field::content_type] == "application/json")
                received_[std::string(request.target())] = json::parse(request.body());
            http::response<http::string_body> response(answer_, 11);
            response.prepare_payload();
            http::write(socket, response);
        }
    }

    void stop() {
        if (!thread_.joinable()) return;
        stopping_ = true;
        asio::ip::tcp::socket waker(io_);
        waker.connect(acceptor_.local_endpoint());
        thread_.join();
    }

    http::status const answer_;
    std::atomic<bool> stopping_{false};
    asio::io_context io_;
    asio::ip::tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
    std::map<std::string, json::value> received_;
    std::thread thread_{[this] { serve(); }};
};

json::value const& at(json::value const& from, std::string_view pointer) {
    return from.at_pointer(pointer);
}

/// The value of an attribute, as JSON text without its type; empty if there is none.
std::string attribute(json::value const& of, std::string_view key) {
    for (auto const& each : of.as_object().at("attributes").as_array())
        if (each.at("key").as_string() == key) {
            auto const& value = each.at("value").as_object().begin()->value();
            return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
        }
    return {};
}

std::string const usage_chunk =
    R"({"id":"c1","model":"m-2","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,)"
    R"("prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":5}}})";

trace_context const caller =
    trace_context::parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "v=1").value();

template <class Fixture>
struct telemetry_fixture : Fixture {
    telemetry_fixture() { this->client = telnyx::client(this->io.get_executor(), this->options().observe(telemetry)); }

    /// The spans that have ended, as the collector gets them.
    json::array spans() {
        collector at;
        run(this->io, export_telemetry(telemetry, at.endpoint()));
        metrics = at.received().at("/v1/metrics");
        auto const& sent = at.received().at("/v1/traces");
        BOOST_TEST(attribute(sent.at_pointer("/resourceSpans/0/resource"), "service.name") == "test");
        return sent.at_pointer("/resourceSpans/0/scopeSpans/0/spans").as_array();
    }

    json::value only_span() {
        auto const all = spans();
        BOOST_REQUIRE(all.size() == 1u);
        return all.front();
    }

    /// The data points of a metric; empty if there is none.
    json::array points(std::string_view name) const {
        for (auto const& each : metrics.at_pointer("/resourceMetrics/0/scopeMetrics/0/metrics").as_array())
            if (each.at("name").as_string() == name)
                return each.as_object()
                    .at(each.as_object().contains("sum") ? "sum" : "histogram")
                    .at("dataPoints")
                    .as_array();
        return {};
    }

    std::shared_ptr<telemetry_observer> telemetry = std::make_shared<telemetry_observer>("test");
    json::value metrics;
};

using streams = telemetry_fixture<chat_stream_fixture>;

} // namespace

BOOST_AUTO_TEST_SUITE(opentelemetry_export)

BOOST_FIXTURE_TEST_CASE(stream_with_a_retry_is_one_span_in_the_trace_of_the_caller, streams) {
    hello.model = "m";
    expect(scripted_reply::json(429, "{}").header("retry-after-ms", "1"));
    expect(stream_of(event(text_chunk("a")) + event(text_chunk("b")) + event(finish_chunk()) + event(usage_chunk) +
                     event("[DONE]")));
    auto stream = open_with(client, request_options().context(caller));
    BOOST_TEST(!telemetry->take_spans());
    read(stream);
    auto const span = only_span();
    BOOST_TEST(at(span, "/name").as_string() == "chat m");
    BOOST_TEST(at(span, "/kind").as_int64() == 3);
    BOOST_TEST(at(span, "/traceId").as_string() == caller.trace_id);
    BOOST_TEST(at(span, "/parentSpanId").as_string() == caller.span_id);
    BOOST_TEST(at(span, "/traceState").as_string() == "v=1");
    BOOST_TEST(!span.as_object().contains("status"));
    std::string const own(at(span, "/spanId").as_string());
    BOOST_TEST(own != caller.span_id);
    for (auto const& request : network->requests()) {
        BOOST_TEST(request.headers.get("traceparent").value() == "00-" + caller.trace_id + "-" + own + "-01");
        BOOST_TEST(request.headers.get("tracestate").value() == "v=1");
    }
    for (auto const& [key, value] : std::vector<std::pair<std::string, std::string>>{
             {"gen_ai.operation.name", "chat"},
             {"gen_ai.provider.name", "telnyx"},
             {"gen_ai.request.model", "m"},
             {"gen_ai.request.stream", "true"},
             {"gen_ai.response.model", "m"},
             {"gen_ai.response.id", "c1"},
             {"gen_ai.response.finish_reasons", R"({"values":[{"stringValue":"stop"}]})"},
             {"gen_ai.usage.input_tokens", "10"},
             {"gen_ai.usage.output_tokens", "20"},
             {"gen_ai.usage.cache_read.input_tokens", "4"},
             {"gen_ai.usage.reasoning.output_tokens", "5"},
             {"server.address", "api.test"},
             {"server.port", "443"},
             {"http.request.resend_count", "1"},
             {"error.type", ""}})
        BOOST_TEST(attribute(span, key) == value, key << " is " << attribute(span, key));
    BOOST_TEST(!attribute(span, "gen_ai.response.time_to_first_chunk").empty());
    BOOST_TEST(at(span, "/events").as_array().size() == 1u);
    BOOST_TEST(at(span, "/events/0/name").as_string() == "retry");
    BOOST_TEST(attribute(at(span, "/events/0"), "error.type") == "429");

    BOOST_REQUIRE(points("gen_ai.client.inference.duration").size() == 1u);
    BOOST_TEST(points("gen_ai.client.inference.duration").front().at("count").as_string() == "1");
    BOOST_TEST(points("gen_ai.client.inference.time_to_first_chunk").front().at("count").as_string() == "1");
    BOOST_TEST(points("gen_ai.client.inference.time_per_output_chunk").front().at("count").as_string() == "3");
    BOOST_TEST(points("gen_ai.client.inference.usage.output_tokens").front().at("asInt").as_string() == "20");
    auto const tokens = points("gen_ai.client.inference.operation.input_tokens").front();
    BOOST_TEST(tokens.at("bucketCounts").as_array().size() == tokens.at("explicitBounds").as_array().size() + 1);
    BOOST_TEST(tokens.at("bucketCounts").as_array().at(2).as_string() == "1"); // above 4, up to 16
}

BOOST_FIXTURE_TEST_CASE(errors_have_a_type_and_a_status, streams) {
    expect(scripted_reply::json(404, "{}"));
    BOOST_CHECK_THROW(open_with(client), telnyx::not_found_error);
    auto const refused = only_span();
    BOOST_TEST(attribute(refused, "error.type") == "404");
    BOOST_TEST(at(refused, "/status/code").as_int64() == 2);
    BOOST_TEST(!refused.as_object().contains("parentSpanId"));
    auto stream = open(stream_of(event(text_chunk("a"))).then_time_out(telnyx::errc::silence_timeout));
    BOOST_CHECK_THROW(read(stream), telnyx::api_timeout_error);
    BOOST_TEST(attribute(only_span(), "error.type") == "timeout");
    BOOST_TEST(points("gen_ai.client.inference.duration").size() == 2u); // by error
}

BOOST_FIXTURE_TEST_CASE(cancelled_streams_are_errors_and_those_given_up_are_not, streams) {
    {
        auto stream = open(stream_of(event(text_chunk("a"))).then_stall().may_be_given_up());
        next(stream);
        task wait(io, stream.next());
        run_ready(io);
        wait.cancel();
        BOOST_CHECK_THROW(wait.get(), telnyx::api_user_abort_error);
    }
    BOOST_TEST(attribute(only_span(), "error.type") == "cancelled");
    { auto stream = open(stream_of(event(text_chunk("a"))).then_stall().may_be_given_up()); }
    auto const span = only_span();
    BOOST_TEST(attribute(span, "error.type") == "");
    BOOST_TEST(attribute(span, "telnyx.call.given_up") == "true");
}

BOOST_FIXTURE_TEST_CASE(calls_of_no_model_are_plain_spans, streams) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models_json));
    run(io, client.ai.retrieve_models());
    auto const span = only_span();
    BOOST_TEST(at(span, "/name").as_string() == "GET /ai/models");
    BOOST_TEST(attribute(span, "url.template") == "/ai/models");
    BOOST_TEST(attribute(span, "http.response.status_code") == "200");
    BOOST_TEST(points("gen_ai.client.inference.duration").empty());
}

BOOST_FIXTURE_TEST_CASE(spans_that_are_not_sampled_are_not_exported, streams) {
    auto unsampled = caller;
    unsampled.sampled = false;
    auto stream = open(stream_of(event(text_chunk("a")) + event("[DONE]")), request_options().context(unsampled));
    read(stream);
    BOOST_TEST(!telemetry->take_spans());
    BOOST_TEST(network->requests().at(0).headers.get("traceparent").value().ends_with("-00"));
}

BOOST_FIXTURE_TEST_CASE(tool_calls_are_spans, telemetry_fixture<tools_fixture>) {
    tools.add("echo", "Returns the city.",
              [](city_query query) -> asio::awaitable<std::string> { co_return query.city; });
    expect_calls({{"c1", "echo", R"({"city":"Rome"})"}});
    expect_text("done");
    run_all(telnyx::ai::tool_run_options().request(request_options().context(caller)));
    auto const all = spans();
    BOOST_REQUIRE(all.size() == 3u);
    auto const& tool = all.at(1);
    BOOST_TEST(at(tool, "/name").as_string() == "execute_tool echo");
    BOOST_TEST(at(tool, "/kind").as_int64() == 1);
    BOOST_TEST(at(tool, "/traceId").as_string() == caller.trace_id);
    BOOST_TEST(at(tool, "/parentSpanId").as_string() == caller.span_id);
    BOOST_TEST(attribute(tool, "gen_ai.tool.call.id") == "c1");
    BOOST_TEST(points("gen_ai.execute_tool.duration").size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(names_that_a_model_makes_up_are_in_no_metric, telemetry_fixture<tools_fixture>) {
    expect_calls({{"c1", "made_up", "{}"}});
    expect_text("done");
    run_all(telnyx::ai::tool_run_options());
    auto const all = spans();
    BOOST_REQUIRE(all.size() == 3u);
    BOOST_TEST(at(all.at(1), "/name").as_string() == "execute_tool");
    BOOST_TEST(attribute(all.at(1), "gen_ai.tool.name") == "made_up");
    BOOST_TEST(attribute(all.at(1), "error.type") == "not_offered");
    auto const measured = points("gen_ai.execute_tool.duration");
    BOOST_REQUIRE(measured.size() == 1u);
    BOOST_TEST(json::serialize(measured.front()).find("made_up") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(embeddings_have_metrics_of_their_own, streams) {
    network->expect("POST", "/v2/ai/openai/embeddings")
        .reply(scripted_reply::json(
            200, R"({"data":[],"model":"e-1","object":"list","usage":{"prompt_tokens":7,"total_tokens":7}})"));
    telnyx::ai::openai_embedding_create_params const params{.input = "text", .model = "e"};
    run(io, client.ai.openai.embeddings.create_embeddings(params));
    auto const span = only_span();
    BOOST_TEST(at(span, "/name").as_string() == "embeddings e");
    BOOST_TEST(attribute(span, "gen_ai.usage.input_tokens") == "7");
    BOOST_TEST(points("gen_ai.client.embeddings.duration").size() == 1u);
    BOOST_TEST(points("gen_ai.client.embeddings.operation.input_tokens").front().at("sum").to_number<double>() == 7);
    BOOST_TEST(points("gen_ai.client.inference.duration").empty());
}

BOOST_FIXTURE_TEST_CASE(counters_do_not_fall_when_a_server_reports_negative_tokens, streams) {
    auto stream = open(stream_of(
        event(text_chunk("a")) +
        event(R"({"id":"c","choices":[],"usage":{"prompt_tokens":-3,"completion_tokens":2}})") + event("[DONE]")));
    read(stream);
    only_span();
    BOOST_TEST(points("gen_ai.client.inference.usage.input_tokens").empty());
    BOOST_TEST(points("gen_ai.client.inference.usage.output_tokens").size() == 1u);
}

BOOST_AUTO_TEST_CASE(metric_has_a_limited_number_of_points) {
    otlp::metrics counted;
    for (int i = 0; i != 2100; ++i)
        counted.record("x", "s", {1}, 2, otlp::attributes().add("model", std::to_string(i)));
    auto const all = counted.list({}, {});
    auto const& points = all.at(0).at_pointer("/histogram/dataPoints").as_array();
    BOOST_TEST(points.size() == 2000u);
    std::string rest;
    for (auto const& each : points)
        if (attribute(each, "otel.metric.overflow") == "true") rest = each.at("count").as_string();
    BOOST_TEST(rest == "101");
}

BOOST_FIXTURE_TEST_CASE(endpoint_is_a_url_as_the_variable_has_it, streams) {
    collector at;
    run(io, export_telemetry(telemetry, at.endpoint() + "/base/"));
    BOOST_TEST(at.received().contains("/base/v1/metrics"));
    BOOST_CHECK_THROW(run(io, export_telemetry(telemetry, "https://127.0.0.1:4318")), std::invalid_argument);
}

BOOST_FIXTURE_TEST_CASE(collector_that_refuses_is_an_error, streams) {
    collector at(http::status::bad_request);
    BOOST_CHECK_THROW(run(io, export_telemetry(telemetry, at.endpoint())), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(only_valid_trace_headers_are_read) {
    std::string const trace(32, 'a');
    std::string const span(16, 'b');
    BOOST_TEST(trace_context::parse("00-" + trace + "-" + span + "-01", "")->sampled);
    BOOST_TEST(!trace_context::parse("00-" + trace + "-" + span + "-00", "")->sampled);
    BOOST_TEST(trace_context::parse("01-" + trace + "-" + span + "-03-more", "")->sampled);
    for (auto const& broken : {std::string(), "00-" + trace + "-" + span, "00-" + trace + "-" + span + "-01-more",
                               "ff-" + trace + "-" + span + "-01", "00-" + std::string(32, '0') + "-" + span + "-01",
                               "00-" + trace + "-" + std::string(16, '0') + "-01",
                               "00-" + std::string(32, 'A') + "-" + span + "-01", "00-" + trace + "-" + span + "-0x"})
        BOOST_TEST(!trace_context::parse(broken, ""), broken);
}

BOOST_AUTO_TEST_CASE(program_exports_its_stream_to_the_collector) {
    collector at;
    telnyx::testing::sandbox const server(telnyx::testing::sandbox_options().token_delay(std::chrono::nanoseconds(0)));
    temporary_directory const folder;
    auto const authority = (folder.path() / "ca.pem").string();
    std::ofstream(authority) << server.ca_pem();
    program example({TELNYX_OPENTELEMETRY},
                    {"TELNYX_API_KEY=" + server.api_key(), "TELNYX_BASE_URL=" + server.base_url(),
                     "SSL_CERT_FILE=" + authority, "OTEL_EXPORTER_OTLP_ENDPOINT=" + at.endpoint()});
    BOOST_TEST(example.wait() == 0);
    auto const& spans = at.received().at("/v1/traces").at_pointer("/resourceSpans/0/scopeSpans/0/spans");
    BOOST_TEST(spans.as_array().size() == 1u);
    BOOST_TEST(spans.at_pointer("/0/name").as_string().starts_with("chat "));
    BOOST_TEST(!attribute(spans.at_pointer("/0"), "gen_ai.usage.output_tokens").empty());
}

BOOST_AUTO_TEST_SUITE_END()
