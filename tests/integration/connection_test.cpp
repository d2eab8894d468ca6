// What a connection does when the peer, the caller or the order of events is out of the ordinary: the places of the
// connection layer that calls to a sandbox do not reach.

#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "support/tls_fixture.hpp"
#include "support/tls_peer.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/net/connection.hpp"
#include "telnyx/net/connector.hpp"
#include "telnyx/net/tls_context.hpp"
#include "telnyx/observe/observer.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <new>
#include <openssl/ssl.h>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::asio::ip::tcp;
using telnyx::net::connection;
using texts = std::vector<std::string>;

/// Writes down what happens to connections, each with its number.
class connection_diary final : public telnyx::observer {
  public:
    using observer::on;
    void on(connection_opened const& event) noexcept override {
        add(event.connection, event.resumed ? "opened, resumed" : "opened");
    }
    void on(connection_reused const& event) noexcept override { add(event.connection, "reused"); }
    void on(connection_closed const& event) noexcept override {
        add(event.connection, "closed: " + std::string(event.reason));
    }

    texts lines{};

  private:
    void add(std::uint64_t connection, std::string const& what) {
        lines.push_back(std::to_string(connection) + " " + what);
    }
};

struct diary_fixture : pool_fixture {
    explicit diary_fixture(std::shared_ptr<connection_diary> const& diary) : pool_fixture({}, options(diary)) {}

    static telnyx::net::pool_options options(std::shared_ptr<connection_diary> const& diary) {
        telnyx::net::pool_options made;
        made.observers.add(diary);
        return made;
    }
};

/// A connection that nothing has been done with, and one end of a connected pair of sockets for it.
struct bare_fixture {
    bare_fixture() {
        tcp::acceptor acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
        socket.connect(acceptor.local_endpoint());
        acceptor.accept(peer);
    }

    std::shared_ptr<connection> make(bool secure = false) {
        telnyx::origin to{.secure = secure, .host = "127.0.0.1", .port = 443, .is_address = true};
        return std::make_shared<connection>(std::make_shared<telnyx::origin const>(to));
    }

    boost::asio::io_context io;
    tcp::socket socket{io};
    tcp::socket peer{io};
};

bool is_whole_request(std::string const& read) {
    return read.ends_with("\r\n\r\n");
}

} // namespace

BOOST_AUTO_TEST_SUITE(connections, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(observers_are_told_what_becomes_of_connections) {
    auto const diary = std::make_shared<connection_diary>();
    diary_fixture f(diary);
    f.get("/v2/ai/models");
    f.get("/v2/ai/models");
    f.server.expect("GET", "/last").reply(reply::text(200, "").header("connection", "close"));
    f.get("/last");
    f.get("/v2/ai/models");
    texts const expected{"1 opened", "1 reused", "1 reused", "1 closed: ", "2 opened, resumed"};
    BOOST_TEST(diary->lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(observers_are_told_why_connections_were_closed) {
    auto const diary = std::make_shared<connection_diary>();
    diary_fixture f(diary);
    gate never;
    f.server.on("GET", "/held").reply(reply::text(200, "").hold(never));
    f.server.on_connection(1, connection_script().end_handshake_after_received(1, connection_end::fin));
    BOOST_CHECK_THROW(f.get("/held"), telnyx::api_connection_error);

    auto const late = f.request("GET", "/held");
    late->limits.headers_by = std::chrono::steady_clock::now() + 200ms;
    BOOST_CHECK_THROW(f.fetch(late), telnyx::api_timeout_error);

    auto aborted = f.start(f.request("GET", "/held"));
    run_until(f.io, [&] { return f.server.statistics().requests == 2; });
    f.pool->abort();
    BOOST_CHECK_THROW(aborted.get(), telnyx::api_connection_error);

    texts reasons;
    for (auto const& each : diary->lines)
        if (auto const at = each.find("closed: "); at != std::string::npos) reasons.push_back(each.substr(at + 8));
    BOOST_REQUIRE(reasons.size() == 3u);
    BOOST_TEST(reasons[0] != "");
    BOOST_TEST(reasons[1] == "a time limit ran out");
    BOOST_TEST(reasons[2] == "the client was closed");
}

/// The server asks for a new handshake in the middle of a body, which the client has to decline.
BOOST_AUTO_TEST_CASE(tls_session_is_looked_after_in_the_middle_of_a_body) {
    boost::asio::io_context io;
    auto const version = telnyx::tls_version::tls_1_2;
    tls_peer peer(io, sandbox_options().tls_versions(version, version));
    peer.listen();
    auto const pool = pool_for(io, peer);
    auto call = task(io, [&] { return round_trip(pool, request_to(peer.as_origin(), "GET", "/x")); });
    run(io, [&]() -> boost::asio::awaitable<void> {
        co_await peer.accept();
        co_await peer.read_until(is_whole_request);
        std::string const beginning = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello";
        co_await peer.send(beginning);
        co_await peer.renegotiate();
    });
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(housekeeping_on_an_idle_connection_does_not_cost_it) {
    boost::asio::io_context io;
    tls_peer peer(io);
    peer.listen();
    auto const pool = pool_for(io, peer);
    auto const fetch = [&] { return round_trip(pool, request_to(peer.as_origin(), "GET", "/x")); };
    std::string const response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    auto first = task(io, fetch);
    run(io, [&]() -> boost::asio::awaitable<void> {
        co_await peer.accept();
        co_await peer.read_until(is_whole_request);
        co_await peer.send(response);
    });
    BOOST_TEST(first.get().body == "ok");

    SSL_key_update(peer.engine().native(), SSL_KEY_UPDATE_NOT_REQUESTED);
    peer.engine().handshake();
    run(io, [&]() -> boost::asio::awaitable<void> { co_await peer.flush(); });

    auto second = task(io, fetch);
    run(io, [&]() -> boost::asio::awaitable<void> {
        co_await peer.receive();
        co_await peer.read_until(is_whole_request);
        co_await peer.send(response);
    });
    BOOST_TEST(second.get().body == "ok");
    BOOST_TEST(pool->statistics().created == 1u);
    BOOST_TEST(pool->statistics().reused == 1u);
}

BOOST_AUTO_TEST_CASE(call_can_be_cancelled_while_the_peer_takes_no_more_of_its_body) {
    boost::asio::io_context io;
    tls_peer peer(io);
    peer.with_small_buffers().listen();
    auto const pool = pool_for(io, peer);
    auto call = task(
        io, [&] { return round_trip(pool, request_to(peer.as_origin(), "POST", "/x", std::string(20'000'000, 'x'))); });
    run(io, [&]() -> boost::asio::awaitable<void> { co_await peer.accept(); });
    run_ready(io); // until the system's buffers are full
    BOOST_TEST(!call.over());
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    auto const now = pool->statistics();
    BOOST_TEST(now.in_use + now.idle + now.waiting == 0u);
}

BOOST_AUTO_TEST_CASE(unasked_bytes_on_an_idle_connection_without_tls_cost_it) {
    pool_fixture f(sandbox_options().plain_http());
    f.server.on_connection(
        1, connection_script().send_after_replies(1, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong"));
    f.get("/v2/ai/models");
    settle(f.server);
    BOOST_TEST(f.get("/v2/ai/models").body.find("wrong") == std::string::npos);
    BOOST_TEST(f.statistics().created == 2u);
}

BOOST_AUTO_TEST_CASE(server_that_says_goodbye_in_the_handshake_is_an_error) {
    pool_fixture f;
    f.server.on_connection(1, connection_script().respond_without_tls(std::string("\x15\x03\x03\x00\x02\x01\x00", 7)));
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get("/v2/ai/models"); });
    BOOST_TEST(failure.message().find("ended the TLS session during the handshake") != std::string::npos);
    BOOST_TEST((failure.code() == boost::asio::error::eof));
    BOOST_TEST(f.at_rest());
}

/// OpenSSL itself refuses what it has not offered from 3.0.15 on; before, the library does.
BOOST_AUTO_TEST_CASE(server_that_insists_on_another_protocol_is_an_error) {
    certificate_authority const authority;
    auto const shown = authority.issue(certificate_options().dns_name("api.example.com"));
    tls_fixture f(shown, authority.certificate_pem(), [](SSL_CTX* context) {
        auto const choose = [](SSL*, unsigned char const** chosen, unsigned char* size, unsigned char const*, unsigned,
                               void*) {
            *chosen = reinterpret_cast<unsigned char const*>("h2");
            *size = 2;
            return SSL_TLSEXT_ERR_OK;
        };
        SSL_CTX_set_alpn_select_cb(context, choose, nullptr);
    });
    f.make_client(f.options().max_retries(0));
    BOOST_CHECK_THROW(f.get(), telnyx::api_connection_error);
    BOOST_TEST(f.server.received() == "");
}

BOOST_AUTO_TEST_CASE(end_from_outside_holds_for_a_socket_that_comes_later) {
    bare_fixture f;
    auto const used = f.make();
    used->socket().break_off();
    used->establish(std::move(f.socket), nullptr);
    BOOST_TEST(!used->alive());
    char byte = 0;
    boost::system::error_code failure;
    f.peer.read_some(boost::asio::buffer(&byte, 1), failure);
    BOOST_TEST((failure == boost::asio::error::eof));
}

BOOST_AUTO_TEST_CASE(first_reason_for_an_end_is_the_one_that_counts) {
    bare_fixture f;
    auto const used = f.make();
    used->establish(std::move(f.socket), nullptr);
    BOOST_TEST(used->alive());
    used->socket().break_off(connection::ended::expired);
    used->socket().break_off(connection::ended::closed);
    BOOST_TEST((used->socket().ended_by() == connection::ended::expired));
}

BOOST_AUTO_TEST_CASE(closed_connection_is_not_alive) {
    bare_fixture f;
    auto const used = f.make();
    used->establish(std::move(f.socket), nullptr);
    used->close();
    BOOST_TEST(!used->alive());
    used->close(); // does nothing
    BOOST_TEST(!used->alive());
}

BOOST_AUTO_TEST_CASE(connection_without_tls_on_which_something_came_is_not_alive) {
    bare_fixture f;
    auto const used = f.make();
    used->establish(std::move(f.socket), nullptr);
    BOOST_TEST(used->alive());
    f.peer.write_some(boost::asio::buffer("x", 1));
    run_until(f.io, [&] { return !used->alive(); });
}

BOOST_AUTO_TEST_CASE(request_that_cannot_be_encrypted_fails) {
    bare_fixture f;
    telnyx::net::tls_context context{telnyx::tls_options()};
    auto const used = f.make(true);
    used->establish(std::move(f.socket), context.make_engine(*used->peer()));
    BOOST_TEST((used->handshake() == connection::step::send));
    used->tls()->provide("this is no TLS at all");
    while (used->handshake() == connection::step::send)
        used->on_io(connection::step::send, {}, used->tls()->output().size());
    BOOST_TEST(used->failure().text().find("TLS handshake") != std::string::npos);

    telnyx::transport_request request;
    request.method = "GET";
    request.target = "/";
    used->begin(request);
    BOOST_TEST(static_cast<bool>(used->failure()));
    BOOST_TEST(used->failure().text().find("encrypting for 127.0.0.1") != std::string::npos);
    BOOST_TEST((used->advance_to_head() == connection::step::failed));
}

BOOST_AUTO_TEST_CASE(without_addresses_there_is_no_attempt) {
    boost::asio::io_context io;
    auto const attempts = std::make_shared<telnyx::net::connector>(io.get_executor(), std::vector<tcp::endpoint>());
    attempts->start();
    BOOST_TEST(attempts->finished().is_set());
    BOOST_TEST(!attempts->take_socket().has_value());
    BOOST_TEST((attempts->failure() == boost::asio::error::host_not_found));
}

BOOST_AUTO_TEST_CASE(engine_needs_a_context) {
    BOOST_CHECK_THROW(telnyx::net::tls_engine(nullptr, telnyx::net::tls_engine::role::client), std::bad_alloc);
}

namespace {

/// The body fails, and again and again with the same.
template <class Error>
void check_goes_on_failing(boost::asio::io_context& io, telnyx::response_body& body) {
    auto const read = [&] {
        while (true) {
            auto const piece = body.poll();
            if (!piece)
                run(io, body.wait());
            else if (piece->empty())
                return;
        }
    };
    auto const first = thrown_by<Error>(read);
    for (int i = 0; i < 2; ++i) {
        BOOST_TEST((thrown_by<Error>([&] { body.poll(); }).code() == first.code()));
        BOOST_TEST((thrown_by<Error>([&] { run(io, body.wait()); }).code() == first.code()));
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(body_that_failed_does_not_look_as_if_it_had_ended) {
    pool_fixture f;
    auto const open = [&](reply const& answer) {
        f.server.expect("GET", "/x").reply(answer);
        auto request = f.request("GET", "/x");
        request->limits.silence = std::chrono::milliseconds(50);
        return run(f.io, [&] { return f.pool->send(request); });
    };
    auto const cut = open(reply(200, std::string(1'000, 'x')).cut_after_bytes(300));
    check_goes_on_failing<telnyx::api_connection_error>(f.io, *cut.body);
    auto const silent = open(reply(200, std::string(1'000, 'x')).stall(300));
    check_goes_on_failing<telnyx::api_timeout_error>(f.io, *silent.body);
    gate closed;
    auto const broken_off = open(reply(200, std::string(1'000, 'x')).hold(closed, 300));
    f.pool->abort();
    check_goes_on_failing<telnyx::api_connection_error>(f.io, *broken_off.body);
    BOOST_TEST(f.statistics().open == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
