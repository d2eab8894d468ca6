#include "support/black_hole.hpp"
#include "support/client_fixture.hpp"
#include "support/environment.hpp"
#include "support/scripted_proxy.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/net/connector.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::asio::ip::tcp;
using boost::system::error_code;
using telnyx::client_options;
using telnyx::errc;
using telnyx::proxy_error;
namespace asio = boost::asio;

bool mentions(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string answer(int status, std::string const& body, std::string const& fields = {}) {
    return "HTTP/1.1 " + std::to_string(status) + " No\r\n" + fields +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// A sandbox known as `api.example`, a proxy that leads there, and a client that uses it. Only the proxy can find
/// `api.example`; the client's own lookup knows the proxy as `proxy.example`.
struct fixture {
    explicit fixture(sandbox_options const& behaviour = sandbox_options())
        : server(
              sandbox_options(behaviour)
                  .certificate(authority.issue(certificate_options().dns_name("api.example").ip_address("127.0.0.1")))
                  .token_delay(0ns)) {}

    client_options options() const {
        return with_protocol_of_run(
            client_options()
                .api_key(server.api_key())
                .base_url("https://api.example/v2")
                .tls(telnyx::tls_options().ca_pem(authority.certificate_pem()))
                .no_proxy("")
                .max_retries(0)
                .lookup([this](std::string host, std::uint16_t port) { return look_up(host, port); })
                .proxy(proxy.url()));
    }

    asio::awaitable<std::vector<tcp::endpoint>> look_up(std::string host, std::uint16_t) const {
        looked_up.push_back(host);
        if (host != "proxy.example") throw boost::system::system_error(asio::error::host_not_found);
        co_return proxy_addresses;
    }

    telnyx::client& client(std::optional<client_options> const& changed = std::nullopt) {
        return made.emplace(io.get_executor(), changed ? *changed : options());
    }

    task<telnyx::response<telnyx::ai::model_list>> start() {
        return task(io, [handle = *made] { return handle.ai.retrieve_models(); });
    }
    void get() { start().get(); }

    /// Until the proxy has been asked, or its client has hung up, for the first time.
    void wait_for_request() {
        run_until(io, [this] { return proxy.requests().size() == 1; });
    }
    void wait_for_end() {
        run_until(io, [this] { return proxy.ended() == 1; });
    }

    /// What a call throws when the proxy treats it so.
    proxy_error failure(proxy_script script, std::optional<client_options> const& changed = std::nullopt) {
        proxy.script(std::move(script));
        client(changed);
        auto const thrown = thrown_by<proxy_error>([&] { get(); });
        BOOST_TEST(made->statistics().failed == 1u);
        check_rest();
        return thrown;
    }

    /// Nothing of a call is left, and the server has never heard of it.
    void check_rest() const {
        auto const now = made->statistics();
        BOOST_TEST(now.in_use + now.waiting + now.open + now.created == 0u);
        BOOST_TEST(server.requests().empty());
        BOOST_TEST(!mentions(proxy.seen(), server.api_key()));
    }

    asio::io_context io;
    certificate_authority authority;
    sandbox server;
    scripted_proxy proxy{io, {asio::ip::make_address(server.address()), server.port()}};
    std::vector<tcp::endpoint> proxy_addresses{proxy.endpoint()};
    std::vector<std::string> mutable looked_up;
    std::optional<telnyx::client> made;
};

/// A variable that developers may have set.
struct clean_environment {
    environment_variable https_lower{"https_proxy", std::nullopt};
    environment_variable https_upper{"HTTPS_PROXY", std::nullopt};
    environment_variable no_lower{"no_proxy", std::nullopt};
    environment_variable no_upper{"NO_PROXY", std::nullopt};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(through_a_proxy, clean_environment)

// The way there

BOOST_AUTO_TEST_CASE(calls_reach_the_server_through_the_proxy) {
    fixture f;
    f.client();
    f.get();
    f.get();
    BOOST_TEST(f.proxy.connections() == 1u);
    BOOST_REQUIRE(f.proxy.requests().size() == 1u);
    BOOST_TEST(f.proxy.requests()[0].starts_with("CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\n"));
    BOOST_TEST(f.made->statistics().created == 1u);
    BOOST_TEST(f.made->statistics().reused == 1u);
    auto const request = f.server.requests().at(0);
    BOOST_TEST(request.server_name == "api.example");
    BOOST_TEST(request.headers.get("host").value_or("") == "api.example");
    BOOST_TEST(request.application_protocol == name_of_protocol_of_run());
    BOOST_TEST(f.looked_up.empty()); // the proxy finds the server
}

BOOST_AUTO_TEST_CASE(proxy_learns_no_secret_and_the_server_not_the_proxys) {
    fixture f;
    f.client(f.options().proxy(f.proxy.url("us%40er:p%3Aass@")).header("X-Mine", "mine"));
    f.get();
    BOOST_TEST(mentions(f.proxy.requests().at(0), "\r\nProxy-Authorization: Basic dXNAZXI6cDphc3M=\r\n"));
    BOOST_TEST(!mentions(f.proxy.seen(), f.server.api_key()));
    BOOST_TEST(!mentions(f.proxy.seen(), "Bearer"));
    BOOST_TEST(!mentions(f.proxy.seen(), "X-Mine"));
    BOOST_TEST(f.proxy.seen().size() > 700u); // the rest of the conversation, which is encrypted
    auto const request = f.server.requests().at(0);
    BOOST_TEST(!mentions(request.headers.text(), "roxy"));
}

BOOST_AUTO_TEST_CASE(single_bytes_make_a_response) {
    fixture f;
    f.proxy.script({.answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 200 OK\r\nVia: 1.0 x\r\nContent-Length: 9\r\n\r\n",
                    .piece = 1});
    f.client();
    f.get();
    BOOST_TEST(f.proxy.connections() == 1u);
}

BOOST_AUTO_TEST_CASE(streams_pass) {
    fixture f;
    f.client();
    BOOST_TEST(run(f.io, [&] { return count_chunks(*f.made); }) > 2);
}

BOOST_AUTO_TEST_CASE(addresses_stand_in_the_request_as_in_a_url) {
    for (auto const& [host, target] : {std::pair{"127.0.0.1", "127.0.0.1:443"}, {"[::1]:8443", "[::1]:8443"}}) {
        fixture f;
        f.client(f.options().base_url("https://" + std::string(host) + "/v2"));
        if (host[0] == '[')
            BOOST_CHECK_THROW(f.get(), telnyx::certificate_error); // it is not in the certificate
        else
            f.get();
        BOOST_TEST(f.proxy.requests().at(0).starts_with("CONNECT " + std::string(target) +
                                                        " HTTP/1.1\r\nHost: " + target + "\r\n"));
    }
}

BOOST_AUTO_TEST_CASE(environment_names_the_proxy_and_exceptions) {
    fixture f;
    auto const options =
        options_for(f.server, client_options().tls(telnyx::tls_options().ca_pem(f.authority.certificate_pem())));
    https_upper.set(f.proxy.url());
    f.client(options);
    f.get();
    BOOST_TEST(f.proxy.connections() == 1u);
    no_upper.set("other, 127.0.0.0/8");
    f.client(options);
    f.get();
    BOOST_TEST(f.proxy.connections() == 1u);
    no_upper.set(std::nullopt);
    f.client(client_options(options).proxy(""));
    f.get();
    BOOST_TEST(f.proxy.connections() == 1u);
    BOOST_TEST(f.server.requests().size() == 3u);
}

BOOST_AUTO_TEST_CASE(plain_http_goes_straight, *boost::unit_test::label("once")) {
    sandbox const server(sandbox_options().plain_http());
    asio::io_context io;
    refusing_address const nobody;
    telnyx::client const client(io.get_executor(),
                                client_options()
                                    .api_key("KEY")
                                    .base_url(server.base_url())
                                    .proxy("http://127.0.0.1:" + std::to_string(nobody.endpoint().port())));
    run(io, [&] { return client.ai.retrieve_models(); });
    BOOST_TEST(server.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(proxies_of_other_kinds_make_no_client, *boost::unit_test::label("once")) {
    asio::io_context io;
    for (auto const* const url : {"https://user:secret@proxy:443", "socks5://user:secret@proxy"})
        BOOST_CHECK_EXCEPTION(telnyx::client(io.get_executor(), client_options().api_key("KEY").proxy(url)),
                              telnyx::configuration_error, [](telnyx::configuration_error const& failure) {
                                  return mentions(failure.what(), "only http:// proxies") &&
                                         !mentions(failure.what(), "secret");
                              });
}

BOOST_AUTO_TEST_CASE(every_address_of_the_proxy_is_tried) {
    fixture f;
    refusing_address const closed("127.0.0.2");
    black_hole const silent("127.0.0.3");
    f.proxy_addresses = {closed.endpoint(), silent.endpoint(), f.proxy.endpoint()};
    f.client(f.options().proxy("proxy.example"));
    f.get();
    BOOST_TEST(f.proxy.connections() == 1u);
    BOOST_TEST(f.looked_up == std::vector<std::string>{"proxy.example"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(sessions_are_resumed_through_the_proxy) {
    fixture f;
    f.client(f.options().idle_time(0s));
    f.get();
    f.get();
    BOOST_TEST(f.proxy.connections() == 2u);
    BOOST_TEST(f.server.statistics().handshakes_resumed == 1u);
}

BOOST_AUTO_TEST_CASE(way_that_was_cut_is_asked_for_anew) {
    fixture f;
    f.client();
    f.get();
    f.proxy.cut();
    f.get();
    BOOST_TEST(f.proxy.requests().size() == 2u);
    BOOST_TEST(f.server.requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(observers_and_the_log_tell_of_the_proxy_but_not_its_password) {
    fixture f;
    std::string log;
    auto const options =
        f.options().log(telnyx::log_level::debug).log_to([&](telnyx::log_level, std::string_view line) {
            log.append(line).append("\n");
        });
    f.client(client_options(options).proxy(f.proxy.url("user:secret@")));
    f.get();
    BOOST_TEST(mentions(log, "through the proxy " + f.proxy.name()));
    f.proxy.script({.answer = answer(407, "secret for dXNlcjpzZWNyZXQ="), .next = then::fin});
    f.client(client_options(options).proxy(f.proxy.url("user:secret@")));
    auto const failure = thrown_by<proxy_error>([&] { f.get(); });
    BOOST_TEST(mentions(log, "does not accept"));
    for (auto const* const secret : {"secret", "dXNlcjpzZWNyZXQ"}) {
        BOOST_TEST(!mentions(log, secret));
        BOOST_TEST(!mentions(failure.what(), secret));
        BOOST_TEST(!mentions(failure.body(), secret));
    }
}

// Proxies that say no

BOOST_AUTO_TEST_CASE(refusal_is_told_apart_from_the_servers) {
    for (auto const next : {then::silence, then::fin, then::reset}) {
        fixture f;
        auto const failure = f.failure({.answer = answer(403, "not from here"), .next = next});
        BOOST_TEST(failure.status() == 403);
        BOOST_TEST(failure.code() == make_error_code(errc::proxy_refused));
        BOOST_TEST(failure.operation() == "GET /ai/models");
        BOOST_TEST(mentions(failure.what(), "the proxy " + f.proxy.name() + " answered 403"));
        BOOST_TEST(mentions(failure.what(), "api.example:443"));
        if (next == then::reset) continue; // takes back what was not read yet
        BOOST_TEST(failure.body() == "not from here");
    }
}

BOOST_AUTO_TEST_CASE(demand_for_a_password_is_told_as_such) {
    fixture f;
    auto const fields = "Proxy-Authenticate: Basic realm=\"x\"\r\n";
    auto const without = f.failure({.answer = answer(407, "", fields), .next = then::fin});
    BOOST_TEST(without.status() == 407);
    BOOST_TEST(without.code() == make_error_code(errc::proxy_unauthorized));
    BOOST_TEST(mentions(without.what(), "wants a user name"));
    auto const wrong = f.failure({.answer = answer(407, "", fields), .next = then::fin},
                                 f.options().proxy(f.proxy.url("user:secret@")));
    BOOST_TEST(mentions(wrong.what(), "does not accept"));
    BOOST_TEST(f.proxy.requests().size() == 2u); // nothing is tried again by itself
}

BOOST_AUTO_TEST_CASE(redirections_are_not_followed) {
    fixture f;
    auto const failure = f.failure({.answer = answer(302, "", "Location: https://elsewhere/\r\n"), .next = then::fin});
    BOOST_TEST(failure.status() == 302);
    BOOST_TEST(f.proxy.connections() == 1u);
}

BOOST_DATA_TEST_CASE(only_what_may_pass_is_tried_again, boost::unit_test::data::make({400, 403, 404, 407, 302}),
                     status) {
    fixture f;
    auto const failure = f.failure({.answer = answer(status, ""), .next = then::fin}, f.options().max_retries(3));
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(f.proxy.connections() == 1u);
}

BOOST_DATA_TEST_CASE(what_may_pass_is_tried_again, boost::unit_test::data::make({500, 502, 503, 504, 429}), status) {
    fixture f;
    f.proxy.script({.answer = answer(status, ""), .next = then::fin});
    f.client(f.options().max_retries(1));
    f.get();
    BOOST_TEST(f.proxy.connections() == 2u);
    BOOST_TEST(f.server.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(explanation_that_does_not_end_does_not_hide_the_status) {
    for (auto const* const text : {"HTTP/1.1 403 No\r\nContent-Length: 99\r\n\r\nyou", "HTTP/1.1 403 No\r\n\r\nyou"}) {
        fixture f;
        auto const failure = f.failure({.answer = text, .next = then::silence}, f.options().connect_timeout(50ms));
        BOOST_TEST(failure.status() == 403);
        BOOST_TEST(failure.body() == "you");
    }
    fixture f;
    auto const failure =
        f.failure({.answer = "HTTP/1.1 403 No\r\n\r\n" + std::string(100'000, 'x'), .next = then::silence});
    BOOST_TEST(failure.body().size() == 1000u);
}

// Proxies that say nothing, or nonsense

BOOST_AUTO_TEST_CASE(proxy_that_cannot_be_reached_is_named) {
    fixture f;
    refusing_address const closed;
    auto const port = std::to_string(closed.endpoint().port());
    f.client(f.options().proxy("http://user:secret@127.0.0.1:" + port));
    auto const failure = thrown_by<proxy_error>([&] { f.get(); });
    BOOST_TEST(failure.code() == error_code(asio::error::connection_refused));
    BOOST_TEST(failure.status() == 0);
    BOOST_TEST(mentions(failure.what(), "cannot connect to the proxy 127.0.0.1:" + port));
    BOOST_TEST(!mentions(failure.what(), "secret"));
    f.check_rest();

    f.client(f.options().proxy("nowhere.example:3128"));
    auto const unknown = thrown_by<proxy_error>([&] { f.get(); });
    BOOST_TEST(unknown.code() == error_code(asio::error::host_not_found));
    BOOST_TEST(mentions(unknown.what(), "the proxy nowhere.example:3128"));
}

BOOST_AUTO_TEST_CASE(proxy_that_cannot_be_reached_is_tried_again) {
    fixture f;
    refusing_address const closed;
    f.client(f.options().proxy("127.0.0.1:" + std::to_string(closed.endpoint().port())).max_retries(1));
    BOOST_TEST(thrown_by<proxy_error>([&] { f.get(); }).attempts() == 2);
}

BOOST_AUTO_TEST_CASE(proxy_that_does_not_answer_costs_the_time_to_connect) {
    fixture f;
    auto const times_out = [&](client_options const& options) {
        f.client(client_options(options).connect_timeout(50ms));
        auto const failure = thrown_by<telnyx::api_timeout_error>([&] { f.get(); });
        BOOST_TEST(failure.code() == make_error_code(errc::connect_timeout));
        f.check_rest();
        return failure.message();
    };
    black_hole const silent;
    auto const hole = "127.0.0.1:" + std::to_string(silent.endpoint().port());
    BOOST_TEST(mentions(times_out(f.options().proxy(hole)), "the proxy " + hole));
    for (auto const* const text : {"", "HTTP/1.1 200 OK", "HTTP/1.1 100 Continue\r\n\r\n"}) {
        f.proxy.script({.answer = text, .next = then::silence});
        BOOST_TEST(mentions(times_out(f.options()), "the proxy " + f.proxy.name()));
    }
    f.proxy.script({.next = then::silence}); // from here on it is the server's fault
    BOOST_TEST(!mentions(times_out(f.options()), "waiting for the proxy"));
}

BOOST_AUTO_TEST_CASE(time_limits_of_the_call_count_as_well) {
    fixture f;
    for (auto const limit : {errc::response_timeout, errc::deadline_exceeded}) {
        f.proxy.script({.answer = "", .next = then::silence});
        auto options = f.options();
        f.client(limit == errc::response_timeout ? options.timeout(50ms) : options.deadline(50ms));
        BOOST_TEST(thrown_by<telnyx::api_timeout_error>([&] { f.get(); }).code() == make_error_code(limit));
    }
}

BOOST_AUTO_TEST_CASE(response_may_be_cut_anywhere) {
    std::string const text = "HTTP/1.1 200 OK\r\nVia: x\r\n\r\n";
    for (auto const next : {then::fin, then::reset})
        for (std::size_t size = 0; size < text.size(); ++size) {
            fixture f;
            auto const failure = f.failure({.answer = text.substr(0, size), .next = next});
            BOOST_TEST(failure.status() == 0);
            BOOST_TEST(mentions(failure.what(), "the proxy " + f.proxy.name()));
            if (next == then::fin) BOOST_TEST(failure.code() == error_code(asio::error::eof));
        }
}

BOOST_AUTO_TEST_CASE(response_that_is_none_is_told) {
    for (auto const* const text :
         {"SSH-2.0-OpenSSH\r\n", "\x15\x03\x01 and so on", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
          "HTTP/1.1 200 OK\r\n\r\n<html>", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"}) {
        fixture f;
        auto const failure = f.failure({.answer = text, .next = then::silence});
        BOOST_TEST(failure.code() == make_error_code(errc::malformed_response));
        BOOST_TEST(failure.status() == 0);
        BOOST_TEST(mentions(failure.what(), "the proxy " + f.proxy.name() + " sent"));
    }
}

BOOST_AUTO_TEST_CASE(endless_head_is_told) {
    fixture f;
    auto const failure =
        f.failure({.answer = "HTTP/1.1 200 OK\r\nA: " + std::string(200'000, 'b'), .next = then::silence});
    BOOST_TEST(failure.code() == make_error_code(errc::response_too_large));
    auto const small = f.failure({.answer = "HTTP/1.1 200 OK\r\nA: " + std::string(600, 'b'), .next = then::silence},
                                 f.options().max_header_size(512));
    BOOST_TEST(small.code() == make_error_code(errc::response_too_large));
}

// The server behind the proxy

BOOST_AUTO_TEST_CASE(way_that_ends_before_tls_does_is_no_fault_of_the_response) {
    for (auto const next : {then::fin, then::reset}) {
        fixture f;
        f.proxy.script({.next = next});
        f.client();
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
        BOOST_TEST(mentions(failure.what(), "api.example (through the proxy " + f.proxy.name() + ")"));
        f.check_rest();
    }
}

BOOST_AUTO_TEST_CASE(server_is_verified_through_the_proxy) {
    fixture f;
    f.client(f.options().base_url("https://other.example/v2").max_retries(2));
    auto const failure = thrown_by<telnyx::certificate_error>([&] { f.get(); });
    BOOST_TEST(mentions(failure.what(), "hostname mismatch"));
    BOOST_TEST(failure.attempts() == 1);
    f.check_rest();
}

BOOST_AUTO_TEST_CASE(proxy_cannot_pass_for_the_server) {
    fixture f;
    sandbox const impostor(sandbox_options().certificate(
        certificate_authority("impostor").issue(certificate_options().dns_name("api.example"))));
    scripted_proxy const proxy(f.io, {asio::ip::make_address(impostor.address()), impostor.port()});
    f.client(f.options().proxy(proxy.url()));
    BOOST_CHECK_THROW(f.get(), telnyx::certificate_error);
    BOOST_TEST(impostor.requests().empty());
    BOOST_TEST(!mentions(proxy.seen(), f.server.api_key()));
}

// Cancellation

namespace {

/// Where a call through a proxy can wait.
std::vector<proxy_script> const waits{
    {.answer = "", .next = then::silence},
    {.answer = "HTTP/1.1 200 OK\r\n", .next = then::silence},
    {.answer = "HTTP/1.1 403 No\r\nContent-Length: 9\r\n\r\nno", .next = then::silence},
    {.next = then::silence}};

} // namespace

BOOST_DATA_TEST_CASE(every_wait_can_be_cancelled, boost::unit_test::data::make({0, 1, 2, 3}), which) {
    fixture f;
    f.proxy.script(waits[static_cast<std::size_t>(which)]);
    f.client();
    auto call = f.start();
    f.wait_for_request();
    f.io.run_for(10ms); // as far as it gets
    BOOST_TEST(!call.over());
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    BOOST_TEST(f.made->statistics().failed == 0u);
    f.check_rest();
    f.wait_for_end();
    f.get();
}

BOOST_AUTO_TEST_CASE(wait_for_the_proxy_itself_can_be_cancelled) {
    fixture f;
    black_hole const silent;
    f.client(f.options().proxy("127.0.0.1:" + std::to_string(silent.endpoint().port())));
    auto call = f.start();
    run_until(f.io, [&] { return f.made->statistics().in_use == 1; });
    run_ready(f.io);
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    f.check_rest();
}

BOOST_DATA_TEST_CASE(abort_ends_every_wait, boost::unit_test::data::make({0, 1, 2, 3}), which) {
    fixture f;
    f.proxy.script(waits[static_cast<std::size_t>(which)]);
    f.client();
    auto call = f.start();
    f.wait_for_request();
    f.made->abort();
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { call.get(); });
    BOOST_TEST(failure.code() == make_error_code(errc::client_closed));
    f.wait_for_end();
}

BOOST_AUTO_TEST_SUITE_END()
