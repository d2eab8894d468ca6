#pragma once

#include "support/client_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "support/tls_server.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A server that shows a certificate, and a client that trusts an authority and finds the server under every name.
struct tls_fixture {
    tls_fixture(testing::certificate const& shown, std::string trusted,
                std::function<void(SSL_CTX*)> const& set_up = {})
        : server(io, shown, set_up), trust(std::move(trusted)) {}

    client_options options(std::string const& host = "api.example.com") const {
        auto const port = host.find_first_not_of("0123456789.") == std::string::npos
                              ? ":" + std::to_string(server.endpoint().port())
                              : std::string();
        return client_options()
            .api_key("KEY")
            .base_url("https://" + host + port + "/v2")
            .proxy("")
            .tls(tls_options().ca_pem(trust))
            .max_retries(2)
            .lookup([to = server.endpoint()](std::string, std::uint16_t) { return found(to); });
    }

    telnyx::client& make_client(client_options const& with) { return client.emplace(io.get_executor(), with); }

    void get() {
        if (!client) make_client(options());
        run(io, [&] { return client->ai.retrieve_models(); });
    }

    /// What a call throws that cannot get better by trying again; the server has not heard a word of it.
    template <class Error>
    Error failure() {
        auto const thrown = thrown_by<Error>([&] { get(); });
        BOOST_TEST(thrown.attempts() == 1);
        BOOST_TEST(server.connections() == 1u);
        run_until(io, [&] { return server.ended() == 1; });
        BOOST_TEST(server.received() == "");
        auto const now = client->statistics();
        BOOST_TEST(now.failed == 1u);
        BOOST_TEST(now.open + now.in_use + now.waiting == 0u);
        return thrown;
    }

    static boost::asio::awaitable<std::vector<boost::asio::ip::tcp::endpoint>>
    found(boost::asio::ip::tcp::endpoint address) {
        co_return std::vector(1, address);
    }

    boost::asio::io_context io;
    tls_server server;
    std::string trust;
    std::optional<telnyx::client> client;
};

} // namespace telnyx::tests
