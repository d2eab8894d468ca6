#pragma once

#include "telnyx/errors/configuration_error.hpp"
#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/numbered_id.hpp"
#include "telnyx/testing/impl/server.hpp"
#include "telnyx/testing/impl/server_connection.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace telnyx::testing::detail {

/// The options, with all protocols that the server speaks.
inline sandbox_options with_http2(sandbox_options const& options) {
#ifdef TELNYX_HTTP2
    auto protocols = options.application_protocols();
    bool const listed = std::find(protocols.begin(), protocols.end(), "h2") != protocols.end();
    if (options.http2() && !protocols.empty() && !listed) {
        protocols.insert(protocols.begin(), "h2");
        return sandbox_options(options).application_protocols(std::move(protocols));
    }
#endif
    return options;
}

TELNYX_DECL server::server(sandbox_options const& options)
    : options_(options),
      log_(options.max_recorded_requests()),
      expectations_(std::make_shared<expectation_list>(options.strict())),
      api_(options) {
    listen();
    if (options_.plain_http()) return;
    auto chain = options_.certificate_chain_pem();
    auto key = options_.private_key_pem();
    if (chain.empty()) {
        auto names = certificate_options().dns_name("localhost").ip_address("127.0.0.1").ip_address("::1");
        auto const issued = authority_.issue(names.ip_address(options_.address()));
        chain = issued.chain_pem;
        key = issued.key_pem;
    }
    tls_ = std::make_unique<server_tls>(with_http2(options_), chain, key);
}

TELNYX_DECL void server::listen() {
    namespace ip = boost::asio::ip;
    boost::system::error_code failure;
    auto const address = ip::make_address(options_.address(), failure);
    if (failure || !address.is_loopback())
        throw configuration_error("a sandbox listens on loopback addresses only, not on " + options_.address());
    ip::tcp::endpoint const endpoint(address, options_.port());
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(ip::tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(boost::asio::socket_base::max_listen_connections);
    port_ = acceptor_.local_endpoint().port();
}

TELNYX_DECL void server::start() {
    accept();
    thread_ = std::thread([this] { run(); });
}

TELNYX_DECL void server::stop() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
    auto const open = std::move(connections_);
    for (auto const& connection : open)
        connection->abandon();
}

TELNYX_DECL void server::run() {
    while (!context_.stopped()) {
        try {
            context_.run();
        } catch (std::exception const& failure) {
            expectations_->add_failure(std::string("the sandbox's thread caught: ") + failure.what());
        }
    }
}

TELNYX_DECL void server::accept() {
    acceptor_.async_accept([this](boost::system::error_code failure, boost::asio::ip::tcp::socket socket) {
        if (!failure) {
            add_connection(std::move(socket));
            accept();
            return;
        }
        // Usually out of file descriptors: retry when some connections are closed.
        accept_retry_.expires_after(std::chrono::milliseconds(10));
        accept_retry_.async_wait([this](boost::system::error_code) { accept(); });
    });
}

TELNYX_DECL void server::add_connection(boost::asio::ip::tcp::socket socket) {
    auto const number = ++accepted_;
    log_.count([](sandbox_statistics& counters) {
        ++counters.connections_accepted;
        ++counters.connections_open;
    });
    auto const connection = std::make_shared<server_connection>(*this, std::move(socket), number, script_for(number));
    connections_.insert(connection);
    connection->start();
}

TELNYX_DECL void server::handle(std::string method, std::string_view pattern, handler respond) {
    std::lock_guard const lock(mutex_);
    handlers_.add(std::move(method), pattern, std::move(respond));
}

TELNYX_DECL void server::alter(std::function<void(recorded_request const&, reply&)> change) {
    std::lock_guard const lock(mutex_);
    change_ = std::make_shared<std::function<void(recorded_request const&, reply&)>>(std::move(change));
}

TELNYX_DECL void server::on_connection(std::size_t number, connection_script script) {
    std::lock_guard const lock(mutex_);
    scripts_.insert_or_assign(number, std::move(script));
}

TELNYX_DECL void server::on_connections(connection_script script) {
    std::lock_guard const lock(mutex_);
    default_script_ = std::move(script);
}

TELNYX_DECL connection_script server::script_for(std::size_t number) {
    std::lock_guard const lock(mutex_);
    auto const found = scripts_.find(number);
    return found == scripts_.end() ? default_script_ : found->second;
}

TELNYX_DECL void server::end_connections(connection_end how) {
    boost::asio::post(context_, [this, how] {
        auto const open = connections_;
        for (auto const& connection : open)
            connection->end(how);
    });
}

TELNYX_DECL void server::retire_connections() {
    boost::asio::post(context_, [this] {
        auto const open = connections_;
        for (auto const& connection : open)
            connection->retire();
    });
}

/// The result of `answer`, or a response that describes its exception.
template <class Respond>
auto server::guarded(recorded_request const& request, Respond respond) -> decltype(respond()) {
    try {
        return respond();
    } catch (std::exception const& failure) {
        auto const what = "answering " + request.method + " " + request.target + " threw: " + failure.what();
        expectations_->add_failure(what);
        return api_error(500, "10007", "Unexpected error", what);
    }
}

TELNYX_DECL std::optional<reply> server::respond_to_head(recorded_request& request) {
    return guarded(request, [&] { return expectations_->respond_to_head(request); });
}

TELNYX_DECL reply server::respond(recorded_request& request) {
    return guarded(request, [&] {
        if (auto expected = expectations_->respond(request)) return *std::move(expected);
        handler own;
        std::shared_ptr<std::function<void(recorded_request const&, reply&)>> change;
        {
            std::lock_guard const lock(mutex_);
            std::string allowed;
            own = handlers_.find(request, allowed);
            change = change_;
        }
        auto made = own ? own(request) : api_.respond(request);
        if (change && *change) (*change)(request, made);
        return made;
    });
}

TELNYX_DECL std::string server::next_request_id() {
    return numbered_id(++request_ids_);
}

} // namespace telnyx::testing::detail
