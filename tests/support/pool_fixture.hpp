#pragma once

#include "support/protocol_of_run.hpp"
#include "support/task.hpp"
#include "telnyx/net/pool.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::tests {

/// A response that has been read to its end.
struct answer {
    int status = 0;
    telnyx::headers headers{};
    std::string body{};
};

/// The rest of a response.
inline boost::asio::awaitable<std::string> read_body(std::shared_ptr<response_body> body) {
    std::string text;
    while (true) {
        auto const piece = body->poll();
        if (!piece)
            co_await body->wait();
        else if (piece->empty())
            co_return text;
        else
            text.append(*piece);
    }
}

/// Sends a request and reads the whole response.
inline boost::asio::awaitable<answer> round_trip(std::shared_ptr<transport> over,
                                                 std::shared_ptr<transport_request> request) {
    auto response = co_await over->send(request);
    answer read;
    read.status = response.status;
    read.headers = std::move(response.headers);
    read.body = co_await read_body(std::move(response.body));
    co_return read;
}

/// A sandbox as the origin of requests, under one of its names.
inline std::shared_ptr<origin const> origin_of(testing::sandbox const& server, std::string const& host = "127.0.0.1") {
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(host, not_an_address);
    bool const secure = server.base_url().starts_with("https:");
    return std::make_shared<origin const>(
        origin{.secure = secure, .host = host, .port = server.port(), .is_address = !not_an_address});
}

/// A request to a sandbox, without any limit in time.
inline std::shared_ptr<transport_request> request_to(std::shared_ptr<origin const> to, std::string method,
                                                     std::string target, std::string body = {}) {
    auto request = std::make_shared<transport_request>();
    request->origin = std::move(to);
    request->method = std::move(method);
    request->target = std::move(target);
    request->headers.append("Authorization", "Bearer KEY_test");
    request->has_body = !body.empty();
    request->body = std::move(body);
    return request;
}

/// Returns when the sandbox has done everything that it was told to do, or had begun, before. The connection that this
/// takes counts like any other.
inline void settle(testing::sandbox const& server) {
    auto const before = server.statistics().connections_accepted;
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket(context).connect({boost::asio::ip::make_address(server.address()), server.port()});
    if (!server.wait_for_connections(before + 1)) throw std::runtime_error("the sandbox does not accept connections");
}

/// Pool options for a sandbox. The pool uses the protocol of the run.
inline net::pool_options trusting(testing::sandbox const& server, net::pool_options options = {}) {
    options.tls.ca_pem(server.ca_pem());
    if (options.http2 == http2_mode::off) options.http2 = protocol_of_client(server.base_url());
    return options;
}

/// A sandbox and a pool of connections to it.
struct pool_fixture {
    explicit pool_fixture(testing::sandbox_options const& behaviour = testing::sandbox_options(),
                          net::pool_options const& options = {})
        : server(behaviour), pool(std::make_shared<net::pool>(io.get_executor(), trusting(server, options))) {}

    std::shared_ptr<transport_request> request(std::string method, std::string target, std::string body = {}) const {
        return request_to(origin_of(server), std::move(method), std::move(target), std::move(body));
    }

    /// Begins to send a request and to read its response.
    task<answer> start(std::shared_ptr<transport_request> request) {
        return task(io, [over = pool, request] { return round_trip(over, request); });
    }

    /// Sends a request and reads the whole response.
    answer fetch(std::shared_ptr<transport_request> request) { return start(std::move(request)).get(); }
    answer get(std::string target) { return fetch(request("GET", std::move(target))); }

    pool_statistics statistics() const { return pool->statistics(); }

    /// Whether no call holds or awaits anything.
    bool at_rest() const {
        auto const now = statistics();
        return now.in_use == 0 && now.waiting == 0 && now.open == now.idle;
    }

    boost::asio::io_context io;
    testing::sandbox server;
    std::shared_ptr<net::pool> pool;
};

} // namespace telnyx::tests
