#pragma once

#include "telemetry_observer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/serialize.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

/// Sends JSON to a collector by OTLP/HTTP.
/// @throws std::runtime_error if the collector refuses it; boost::system::system_error if it cannot be reached;
///   std::invalid_argument if the endpoint is not an `http` URL
inline boost::asio::awaitable<void> send_otlp(std::string endpoint, std::string path, std::string body) {
    namespace http = boost::beast::http;
    auto const url = boost::urls::url(boost::urls::parse_uri(endpoint).value());
    if (url.scheme() != "http") throw std::invalid_argument("this exporter sends over plain HTTP only: " + endpoint);
    auto const host = std::string(url.host_address());
    auto const port = url.has_port() ? std::string(url.port()) : std::string("80");
    boost::asio::ip::tcp::resolver resolver(co_await boost::asio::this_coro::executor);
    auto const found = co_await resolver.async_resolve(host, port, boost::asio::use_awaitable);
    boost::beast::tcp_stream connection(co_await boost::asio::this_coro::executor);
    connection.expires_after(std::chrono::seconds(10));
    co_await connection.async_connect(found, boost::asio::use_awaitable);
    auto base = std::string(url.encoded_path());
    if (base.ends_with('/')) base.pop_back();
    http::request<http::string_body> request(http::verb::post, base + path, 11);
    request.set(http::field::host, host + ":" + port);
    request.set(http::field::content_type, "application/json");
    request.keep_alive(false);
    request.body() = std::move(body);
    request.prepare_payload();
    co_await http::async_write(connection, request, boost::asio::use_awaitable);
    boost::beast::flat_buffer buffer;
    http::response<http::string_body> answer;
    co_await http::async_read(connection, buffer, answer, boost::asio::use_awaitable);
    if (answer.result() != http::status::ok)
        throw std::runtime_error("the collector refuses " + path + ": status " + std::to_string(answer.result_int()));
}

/// Sends what an observer has collected to the collector at `endpoint`, such as `http://127.0.0.1:4318`. A server does
/// so every few seconds. Spans that cannot be sent are lost.
inline boost::asio::awaitable<void> export_telemetry(std::shared_ptr<telemetry_observer> from, std::string endpoint) {
    auto const spans = from->take_spans();
    if (spans) {
        auto sending = send_otlp(endpoint, "/v1/traces", boost::json::serialize(*spans));
        co_await std::move(sending);
    }
    auto sending = send_otlp(endpoint, "/v1/metrics", boost::json::serialize(from->metrics()));
    co_await std::move(sending);
}
