#include "support/black_hole.hpp"
#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/net/address_cache.hpp"
#include "telnyx/net/connection.hpp"
#include "telnyx/net/connector.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <limits>
#include <memory>
#include <netinet/tcp.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::asio::ip::tcp;
using boost::system::error_code;
using endpoints = std::vector<tcp::endpoint>;
namespace asio = boost::asio;

/// A name lookup under the control of a test.
class scripted_lookup {
  public:
    /// Finds these addresses.
    explicit scripted_lookup(endpoints found) : state_(std::make_shared<state>()) { state_->found = std::move(found); }

    /// Fails.
    explicit scripted_lookup(error_code failure) : scripted_lookup(endpoints()) { state_->failure = failure; }

    telnyx::name_lookup function() const {
        return [kept = state_](std::string host, std::uint16_t port) { return look_up(kept, host, port); };
    }

    /// Makes lookups wait until `release()`.
    void hold() { state_->held = std::numeric_limits<int>::max(); }
    void release() { state_->held = 0; }

    /// Makes only the first lookup wait until `release()`.
    void hold_the_first() { state_->held = 1; }

    /// How often it has been asked, and what for.
    int calls() const { return state_->calls; }
    std::string const& host() const { return state_->host; }
    std::uint16_t port() const { return state_->port; }

  private:
    struct state {
        endpoints found;
        error_code failure;
        int held = 0; // so many of the first
        int calls = 0;
        std::string host;
        std::uint16_t port = 0;
    };

    static asio::awaitable<endpoints> look_up(std::shared_ptr<state> kept, std::string host, std::uint16_t port) {
        auto const number = ++kept->calls;
        kept->host = host;
        kept->port = port;
        while (number <= kept->held)
            co_await pause(1ms);
        if (kept->failure) throw boost::system::system_error(kept->failure);
        co_return kept->found;
    }

    std::shared_ptr<state> state_;
};

telnyx::net::pool_options with(telnyx::name_lookup lookup) {
    telnyx::net::pool_options options;
    options.lookup = std::move(lookup);
    return options;
}

/// A sandbox known as `localhost`, whose addresses a test decides on.
struct fixture {
    explicit fixture(sandbox_options const& behaviour = sandbox_options()) : server(behaviour) {}

    tcp::endpoint address() const { return {asio::ip::make_address(server.address()), server.port()}; }

    void look_up_with(telnyx::name_lookup lookup) {
        pool = std::make_shared<telnyx::net::pool>(io.get_executor(), trusting(server, with(std::move(lookup))));
    }
    void use(endpoints found) { look_up_with(scripted_lookup(std::move(found)).function()); }

    std::shared_ptr<telnyx::transport_request> request() const {
        return request_to(origin_of(server, "localhost"), "GET", "/v2/ai/models");
    }
    task<answer> start() {
        return task(io, [over = pool, made = request()] { return round_trip(over, made); });
    }
    int status() { return start().get().status; }

    asio::io_context io;
    sandbox server;
    std::shared_ptr<telnyx::net::pool> pool;
};

} // namespace

BOOST_AUTO_TEST_SUITE(connecting, *boost::unit_test::label("once"))

// Addresses

BOOST_AUTO_TEST_CASE(system_finds_addresses) {
    fixture f;
    f.look_up_with({});
    BOOST_TEST(f.status() == 200);
    BOOST_TEST(f.server.requests().at(0).headers.get("host").value_or("") ==
               "localhost:" + std::to_string(f.server.port()));
}

BOOST_AUTO_TEST_CASE(lookup_of_the_callers_own_finds_addresses) {
    fixture f;
    scripted_lookup const lookup({f.address()});
    f.look_up_with(lookup.function());
    BOOST_TEST(f.status() == 200);
    BOOST_TEST(lookup.calls() == 1);
    BOOST_TEST(lookup.host() == "localhost");
    BOOST_TEST(lookup.port() == f.server.port());
}

BOOST_AUTO_TEST_CASE(every_address_is_tried) {
    fixture f;
    refusing_address const one("127.0.0.2");
    refusing_address const two("127.0.0.3");
    f.use({one.endpoint(), two.endpoint(), f.address()});
    BOOST_TEST(f.status() == 200);
    BOOST_TEST(f.server.statistics().connections_accepted == 1u);
    BOOST_TEST(f.pool->statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(address_that_refuses_costs_no_waiting) {
    fixture f;
    refusing_address const closed("127.0.0.2");
    endpoints addresses(40, closed.endpoint());
    addresses.push_back(f.address());
    f.use(addresses);
    auto const start = std::chrono::steady_clock::now();
    BOOST_TEST(f.status() == 200);
    BOOST_TEST((std::chrono::steady_clock::now() - start < 40 * telnyx::net::connector::attempt_delay / 2));
}

BOOST_AUTO_TEST_CASE(address_that_does_not_answer_is_overtaken_by_the_next) {
    fixture f;
    black_hole const silent("127.0.0.2");
    black_hole const also_silent("127.0.0.3");
    f.use({silent.endpoint(), also_silent.endpoint(), f.address()});
    auto const start = std::chrono::steady_clock::now();
    BOOST_TEST(f.status() == 200);
    BOOST_TEST((std::chrono::steady_clock::now() - start >= 2 * telnyx::net::connector::attempt_delay));
    BOOST_TEST(f.server.statistics().connections_accepted == 1u);
}

BOOST_AUTO_TEST_CASE(refusal_ends_the_wait_for_a_silent_address_at_once) {
    fixture f;
    black_hole const silent("127.0.0.2");
    refusing_address const closed("127.0.0.3");
    endpoints addresses{silent.endpoint()};
    addresses.insert(addresses.end(), 40, closed.endpoint());
    addresses.push_back(f.address());
    f.use(addresses);
    auto const start = std::chrono::steady_clock::now();
    BOOST_TEST(f.status() == 200);
    BOOST_TEST((std::chrono::steady_clock::now() - start < 40 * telnyx::net::connector::attempt_delay / 2));
}

BOOST_AUTO_TEST_CASE(other_family_comes_second) {
    fixture six(sandbox_options().address("::1"));
    black_hole const silent("127.0.0.2");
    // In the order given, the good address would be the last of four, and 750 ms away.
    six.use({silent.endpoint(), silent.endpoint(), silent.endpoint(), six.address()});
    auto const start = std::chrono::steady_clock::now();
    BOOST_TEST(six.status() == 200);
    BOOST_TEST((std::chrono::steady_clock::now() - start < 3 * telnyx::net::connector::attempt_delay));
}

BOOST_AUTO_TEST_CASE(addresses_behind_a_good_one_are_left_alone) {
    fixture f;
    asio::io_context context;
    tcp::acceptor bystander(context, {asio::ip::make_address("127.0.0.2"), 0});
    bystander.non_blocking(true);
    f.use({f.address(), bystander.local_endpoint()});
    BOOST_TEST(f.status() == 200);
    error_code failure;
    bystander.accept(failure);
    BOOST_TEST(failure == error_code(asio::error::would_block));
}

BOOST_AUTO_TEST_CASE(when_all_addresses_refuse_the_error_says_so) {
    fixture f;
    refusing_address const one("127.0.0.2");
    refusing_address const two("127.0.0.3");
    scripted_lookup const lookup({one.endpoint(), two.endpoint()});
    f.look_up_with(lookup.function());
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.status(); });
    BOOST_TEST(failure.code() == error_code(asio::error::connection_refused));
    BOOST_TEST(failure.message().find("localhost:" + std::to_string(f.server.port())) != std::string::npos);
    auto const now = f.pool->statistics();
    BOOST_TEST(now.failed == 1u);
    BOOST_TEST(now.open == 0u);
    BOOST_TEST(now.created == 0u);
}

BOOST_AUTO_TEST_CASE(literal_address_needs_no_lookup) {
    fixture f;
    scripted_lookup const lookup{error_code(asio::error::host_not_found)};
    f.look_up_with(lookup.function());
    auto const direct = request_to(origin_of(f.server), "GET", "/v2/ai/models");
    BOOST_TEST(run(f.io, [&] { return round_trip(f.pool, direct); }).status == 200);
    BOOST_TEST(lookup.calls() == 0);
}

// What is remembered of names

BOOST_AUTO_TEST_CASE(calls_at_the_same_time_share_one_lookup) {
    fixture f;
    scripted_lookup lookup({f.address()});
    lookup.hold();
    f.look_up_with(lookup.function());
    std::vector<task<answer>> calls;
    for (int i = 0; i < 5; ++i)
        calls.push_back(f.start());
    run_until(f.io, [&] { return f.pool->statistics().in_use == 5; });
    lookup.release();
    for (auto& each : calls)
        BOOST_TEST(each.get().status == 200);
    BOOST_TEST(lookup.calls() == 1);
    BOOST_TEST(f.server.statistics().connections_accepted == 5u);
}

BOOST_AUTO_TEST_CASE(one_caller_who_leaves_does_not_end_the_lookup_for_the_others) {
    fixture f;
    scripted_lookup lookup({f.address()});
    lookup.hold();
    f.look_up_with(lookup.function());
    auto first = f.start();
    auto second = f.start();
    run_until(f.io, [&] { return lookup.calls() == 1; });
    first.cancel();
    BOOST_CHECK_THROW(first.get(), telnyx::api_user_abort_error);
    lookup.release();
    BOOST_TEST(second.get().status == 200);
    BOOST_TEST(lookup.calls() == 1);
}

BOOST_DATA_TEST_CASE(addresses_are_remembered_for_a_while,
                     boost::unit_test::data::make({0, 1, 2, 3}) ^ boost::unit_test::data::make({3, 1, 1, 2}), which,
                     lookups) {
    std::chrono::steady_clock::duration const times[] = {0s, 60s, std::chrono::steady_clock::duration::max(), 30ms};
    fixture f;
    scripted_lookup const lookup({f.address()});
    auto options = with(lookup.function());
    options.address_lifetime = times[which];
    options.idle_time = 0s; // so that each call makes a connection
    f.pool = std::make_shared<telnyx::net::pool>(f.io.get_executor(), trusting(f.server, options));
    BOOST_TEST(f.status() == 200);
    BOOST_TEST(f.status() == 200);
    run(f.io, [] { return pause(40ms); });
    BOOST_TEST(f.status() == 200);
    if (which != 3)
        BOOST_TEST(lookup.calls() == lookups);
    else
        BOOST_TEST(lookup.calls() >= lookups); // three on a very slow machine
    BOOST_TEST(f.server.statistics().connections_accepted == 3u);
}

BOOST_AUTO_TEST_CASE(addresses_that_could_not_be_reached_are_looked_up_again) {
    fixture f;
    refusing_address const closed;
    scripted_lookup const lookup({closed.endpoint()});
    f.look_up_with(lookup.function());
    BOOST_CHECK_THROW(f.status(), telnyx::api_connection_error);
    BOOST_CHECK_THROW(f.status(), telnyx::api_connection_error);
    BOOST_TEST(lookup.calls() == 2);
}

BOOST_AUTO_TEST_CASE(name_without_addresses_is_an_error) {
    fixture f;
    for (auto const& lookup :
         {scripted_lookup(endpoints()), scripted_lookup(error_code(asio::error::host_not_found))}) {
        f.look_up_with(lookup.function());
        for (int i = 1; i <= 2; ++i) {
            auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.status(); });
            BOOST_TEST(failure.code() == error_code(asio::error::host_not_found));
            BOOST_TEST(failure.message().find("localhost") != std::string::npos);
            BOOST_TEST(lookup.calls() == i);
        }
    }
}

BOOST_AUTO_TEST_CASE(code_of_a_failed_lookup_is_passed_on) {
    fixture f;
    f.look_up_with(scripted_lookup(error_code(asio::error::host_not_found_try_again)).function());
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.status(); });
    BOOST_TEST(failure.code() == error_code(asio::error::host_not_found_try_again));
}

BOOST_AUTO_TEST_CASE(lookup_may_throw_anything_at_any_time) {
    fixture f;
    auto const at_once = [](std::string, std::uint16_t) -> asio::awaitable<endpoints> {
        throw std::runtime_error("no registry");
    };
    auto const later = [](std::string, std::uint16_t) -> asio::awaitable<endpoints> {
        co_await pause(1ms);
        throw std::runtime_error("no registry");
    };
    for (telnyx::name_lookup const& lookup : {telnyx::name_lookup(at_once), telnyx::name_lookup(later)}) {
        f.look_up_with(lookup);
        for (int i = 0; i < 2; ++i) {
            auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.status(); });
            BOOST_TEST(failure.code() == error_code(asio::error::host_not_found));
            BOOST_TEST(failure.message().find("no registry") != std::string::npos);
        }
        BOOST_TEST(f.pool->statistics().open == 0u);
    }
}

BOOST_AUTO_TEST_CASE(lookup_that_never_ends_is_not_joined_for_ever) {
    fixture f;
    scripted_lookup lookup({f.address()});
    lookup.hold();
    f.look_up_with(lookup.function());
    auto hurried = f.request();
    hurried->limits.connect = 20ms;
    auto first = task(f.io, [&] { return round_trip(f.pool, hurried); });
    BOOST_CHECK_THROW(first.get(), telnyx::api_timeout_error);
    BOOST_TEST(lookup.calls() == 1);
    // One that can wait longer joins it, one that cannot begins its own.
    auto patient = f.start();
    run_until(f.io, [&] { return f.pool->statistics().in_use == 1; });
    run_ready(f.io);
    BOOST_TEST(lookup.calls() == 1);
    lookup.hold_the_first();
    auto second = task(f.io, [&] { return round_trip(f.pool, hurried); });
    try {
        second.get();
    } catch (telnyx::api_timeout_error const&) {
        // The machine is very slow, but the lookup has begun.
    }
    BOOST_TEST(f.status() == 200);
    BOOST_TEST(lookup.calls() == 2);
    lookup.release();
    BOOST_TEST(patient.get().status == 200);
    BOOST_TEST(lookup.calls() == 2);
}

BOOST_AUTO_TEST_CASE(only_so_many_lookups_go_on_at_a_time) {
    asio::io_context io;
    scripted_lookup lookup({tcp::endpoint(asio::ip::address_v4::loopback(), 1)});
    lookup.hold();
    auto const cache = std::make_shared<telnyx::net::address_cache>(60s, lookup.function());
    telnyx::origin const peer{.secure = true, .host = "localhost", .port = 1, .is_address = false};
    BOOST_TEST(cache->begin(io.get_executor(), peer, 60s).get() == cache->begin(io.get_executor(), peer, 60s).get());
    for (int i = 0; i < 20; ++i)
        cache->begin(io.get_executor(), peer, 0s);
    run_ready(io);
    BOOST_TEST(lookup.calls() == static_cast<int>(telnyx::net::address_cache::most_overdue) + 1);
    lookup.release();
    run_until(io, [&] { return !cache->known(peer).empty(); });
    io.restart();
    io.run();
    cache->begin(io.get_executor(), peer, 0s);
    run_ready(io);
    BOOST_TEST(lookup.calls() == static_cast<int>(telnyx::net::address_cache::most_overdue) + 2);
}

// Sockets

BOOST_AUTO_TEST_CASE(small_packets_are_not_delayed) {
    asio::io_context context;
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
    tcp::socket socket(context);
    socket.connect(acceptor.local_endpoint());
    auto const handle = socket.native_handle();
    auto const peer = std::make_shared<telnyx::origin const>();
    auto const used = std::make_shared<telnyx::net::connection>(peer);
    used->establish(std::move(socket), nullptr);
    int no_delay = 0;
    socklen_t size = sizeof no_delay;
    BOOST_TEST(::getsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &no_delay, &size) == 0);
    BOOST_TEST(no_delay != 0);
}

// Servers that hang up

BOOST_DATA_TEST_CASE(server_that_hangs_up_at_once_is_an_error, boost::unit_test::data::make({0, 1, 2}), which) {
    connection_end const ends[] = {connection_end::fin, connection_end::reset, connection_end::close_notify};
    pool_fixture f;
    f.server.on_connection(1, connection_script().end_at_once(ends[which]));
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get("/v2/ai/models"); });
    BOOST_TEST(failure.code() != error_code(telnyx::errc::connect_timeout));
    BOOST_TEST(f.statistics().failed == 1u);
    BOOST_TEST(f.statistics().created == 0u);
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.get("/v2/ai/models").status == 200);
}

BOOST_AUTO_TEST_CASE(server_that_hangs_up_anywhere_in_the_handshake_is_an_error) {
    for (auto const how : {connection_end::fin, connection_end::reset}) {
        for (std::size_t const count : {1u, 4u, 5u, 6u, 80u, 127u, 128u, 300u, 500u}) {
            BOOST_TEST_CONTEXT("after " << count << " bytes, end " << static_cast<int>(how)) {
                pool_fixture f;
                f.server.on_connection(1, connection_script().end_handshake_after_sent(count, how));
                f.server.on_connection(2, connection_script().end_handshake_after_received(count / 4 + 1, how));
                BOOST_CHECK_THROW(f.get("/v2/ai/models"), telnyx::api_connection_error);
                BOOST_CHECK_THROW(f.get("/v2/ai/models"), telnyx::api_connection_error);
                BOOST_TEST(f.statistics().failed == 2u);
                BOOST_TEST(f.at_rest());
                BOOST_TEST(f.server.requests().empty());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(server_that_does_not_speak_tls_is_an_error) {
    for (auto const* const bytes : {"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "SSH-2.0-OpenSSH\r\n"}) {
        pool_fixture f;
        f.server.on_connection(1, connection_script().respond_without_tls(bytes));
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get("/v2/ai/models"); });
        BOOST_TEST(failure.message().find("TLS handshake") != std::string::npos);
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(plain_http_works_for_local_servers) {
    pool_fixture f(sandbox_options().plain_http());
    BOOST_TEST(f.get("/v2/ai/models").status == 200);
    BOOST_TEST(f.get("/v2/ai/models").status == 200);
    BOOST_TEST(!f.server.requests().at(0).secure);
    BOOST_TEST(f.statistics().reused == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
