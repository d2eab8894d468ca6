#include "support/client_fixture.hpp"
#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/temporary_directory.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace telnyx::testing;
using namespace telnyx::tests;
using telnyx::client_options;
using telnyx::tls_options;
using telnyx::tls_version;

std::string base_url(sandbox const& server, std::string const& host) {
    return "https://" + host + ":" + std::to_string(server.port()) + "/v2";
}

client_options with(tls_options tls) {
    return client_options().tls(std::move(tls));
}

bool mentions(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// A sandbox with a certificate of its own, and an authority that a client has to trust.
struct certified {
    certificate_authority authority;
    certificate shown;

    explicit certified(certificate_options const& options) : shown(authority.issue(options)) {}
    sandbox_options server() const { return sandbox_options().certificate(shown); }
    tls_options trust() const { return tls_options().ca_pem(authority.certificate_pem()); }
};

/// What a call to a server with this certificate says; a refused certificate is an error at the first attempt.
std::string refusal(certified const& made, tls_options const& trust) {
    client_fixture f(made.server(), with(trust));
    auto const failure = thrown_by<telnyx::certificate_error>([&] { f.get(); });
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(failure.operation() == "GET /ai/models");
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    BOOST_TEST(f.server.statistics().connections_accepted == 1u);
    BOOST_TEST(f.server.statistics().handshakes_failed == 1u);
    BOOST_TEST(mentions(f.server.statistics().last_handshake_error, "alert")); // the server is told, too
    BOOST_TEST(f.server.requests().empty());
    BOOST_TEST(f.statistics().failed == 1u);
    BOOST_TEST(f.statistics().created == 0u);
    BOOST_TEST(f.at_rest());
    return failure.message();
}

} // namespace

BOOST_AUTO_TEST_SUITE(transport_security)

// Whom a client believes

BOOST_AUTO_TEST_CASE(names_and_addresses_are_verified_and_only_names_are_told) {
    for (auto const& [host, told] : {std::pair{"localhost", "localhost"}, {"127.0.0.1", ""}}) {
        sandbox const server;
        boost::asio::io_context io;
        telnyx::client const client(io.get_executor(),
                                    options_for(server, client_options().base_url(base_url(server, host))));
        run(io, [&] { return client.ai.retrieve_models(); });
        BOOST_TEST(server.requests().at(0).server_name == told);
        BOOST_TEST(server.requests().at(0).application_protocol == name_of_protocol_of_run());
        BOOST_TEST(server.requests().at(0).tls_version == "TLSv1.3");
    }
    client_fixture six(sandbox_options().address("::1"));
    BOOST_TEST(mentions(six.server.base_url(), "[::1]"));
    six.get();
    BOOST_TEST(six.server.requests().at(0).server_name == "");
    BOOST_TEST(six.server.requests().at(0).headers.get("host").value_or("") ==
               "[::1]:" + std::to_string(six.server.port()));
}

BOOST_AUTO_TEST_CASE(certificate_for_another_host_is_refused) {
    for (auto const& options :
         {certificate_options().dns_name("localhost"), // but not for the address
          certificate_options().dns_name("127.0.0.1"), certificate_options().ip_address("127.0.0.2"),
          certificate_options().common_name("127.0.0.1")}) {
        certified const made(options);
        BOOST_TEST(mentions(refusal(made, made.trust()), "IP address mismatch"));
    }
}

BOOST_AUTO_TEST_CASE(certificate_for_another_name_is_refused) {
    certified const made(certificate_options().common_name("localhost").dns_name("other").ip_address("127.0.0.1"));
    sandbox const server(made.server());
    boost::asio::io_context io;
    auto const options = client_options().tls(made.trust()).base_url(base_url(server, "localhost"));
    telnyx::client const client(io.get_executor(), options_for(server, options));
    auto const failure =
        thrown_by<telnyx::certificate_error>([&] { run(io, [&] { return client.ai.retrieve_models(); }); });
    BOOST_TEST(mentions(failure.message(), "hostname mismatch"));
    BOOST_TEST(failure.attempts() == 1);
}

BOOST_AUTO_TEST_CASE(certificate_out_of_its_time_is_refused) {
    certified const expired(certificate_options().ip_address("127.0.0.1").valid_days(-2, -1));
    BOOST_TEST(mentions(refusal(expired, expired.trust()), "expired"));
    certified const early(certificate_options().ip_address("127.0.0.1").valid_days(1, 2));
    BOOST_TEST(mentions(refusal(early, early.trust()), "not yet valid"));
}

BOOST_AUTO_TEST_CASE(certificate_of_an_unknown_authority_is_refused) {
    certified const made(certificate_options().ip_address("127.0.0.1"));
    certificate_authority const other("another authority");
    BOOST_TEST(mentions(refusal(made, tls_options().ca_pem(other.certificate_pem())), "local issuer"));
}

BOOST_AUTO_TEST_CASE(chain_is_followed_to_a_trusted_root) {
    certificate_authority const root;
    auto const shown = root.issue_authority("middle").issue(certificate_options().ip_address("127.0.0.1"));
    client_fixture f(sandbox_options().certificate(shown), with(tls_options().ca_pem(root.certificate_pem())));
    f.get();
    client_fixture cut(sandbox_options().certificate(shown.pem, shown.key_pem),
                       with(tls_options().ca_pem(root.certificate_pem())));
    BOOST_CHECK_THROW(cut.get(), telnyx::certificate_error);
}

BOOST_AUTO_TEST_CASE(authorities_may_come_from_a_file) {
    certified const made(certificate_options().ip_address("127.0.0.1"));
    temporary_directory const files;
    auto const file = files.write("ca.pem", made.authority.certificate_pem());
    sandbox const server(made.server());
    boost::asio::io_context io;
    auto const options = client_options().api_key("KEY").base_url(server.base_url()).tls(tls_options().ca_file(file));
    telnyx::client const client(io.get_executor(), with_protocol_of_run(options));
    run(io, [&] { return client.ai.retrieve_models(); });
    BOOST_TEST(server.statistics().handshakes == 1u);
}

BOOST_AUTO_TEST_CASE(verification_can_be_turned_off) {
    certified const made(certificate_options().dns_name("other").valid_days(-2, -1));
    client_fixture f(made.server(), with(tls_options().dangerously_disable_verification()));
    f.get();
    BOOST_TEST(f.server.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(authorities_that_cannot_be_read_are_refused_before_any_call, *boost::unit_test::label("once")) {
    boost::asio::io_context io;
    auto const make = [&](tls_options const& tls) {
        telnyx::client const client(io.get_executor(), client_options().api_key("KEY").tls(tls));
    };
    BOOST_CHECK_THROW(make(tls_options().ca_pem("no certificate")), telnyx::configuration_error);
    BOOST_CHECK_THROW(make(tls_options().ca_file("/nowhere/ca.pem")), telnyx::configuration_error);
    BOOST_CHECK_THROW(make(tls_options().client_certificate("/nowhere/a.pem", "/nowhere/a.key")),
                      telnyx::configuration_error);
}

// Versions and protocols

BOOST_AUTO_TEST_CASE(server_below_the_lowest_version_is_no_certificate_error) {
    client_fixture f(sandbox_options().tls_versions(tls_version::tls_1_2, tls_version::tls_1_2),
                     with(tls_options().minimum_version(tls_version::tls_1_3)).max_retries(1));
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
    BOOST_TEST(failure.attempts() == 1); // it would be the same again
    BOOST_TEST(mentions(failure.message(), "protocol version"));
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(tls_1_2_works_where_it_is_allowed) {
    client_fixture f(sandbox_options().tls_versions(tls_version::tls_1_2, tls_version::tls_1_2));
    f.get();
    f.get();
    BOOST_TEST(f.server.requests().at(1).tls_version == "TLSv1.2");
    BOOST_TEST(f.statistics().reused == 1u);
}

// Which means HTTP/1.1.
BOOST_AUTO_TEST_CASE(server_may_agree_on_no_protocol, *boost::unit_test::label("once")) {
    for (auto const& protocols : {std::vector<std::string>(), {"h2"}}) { // neither is answered
        client_fixture f(sandbox_options().application_protocols(protocols));
        f.get();
        BOOST_TEST(f.server.requests().at(0).application_protocol == "");
    }
}

// Client certificates

namespace {

struct client_identity {
    certificate_authority authority;
    temporary_directory files;

    tls_options options(certificate_options shown = certificate_options()) const {
        auto const made = authority.issue(shown.common_name("voice agent").purpose(certificate_purpose::client));
        return tls_options().client_certificate(files.write("client.pem", made.chain_pem),
                                                files.write("client.key", made.key_pem));
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(client_shows_its_certificate) {
    for (auto const version : {tls_version::tls_1_2, tls_version::tls_1_3}) {
        client_identity const me;
        client_fixture f(
            sandbox_options().client_authority(me.authority.certificate_pem()).tls_versions(version, version),
            with(me.options()));
        f.get();
        BOOST_TEST(f.server.requests().at(0).client_certificate_name == "voice agent");
    }
}

BOOST_AUTO_TEST_CASE(server_that_misses_a_certificate_says_so) {
    for (auto const version : {tls_version::tls_1_2, tls_version::tls_1_3}) {
        client_identity const me;
        client_fixture f(
            sandbox_options().client_authority(me.authority.certificate_pem()).tls_versions(version, version),
            client_options().max_retries(2));
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
        BOOST_TEST(failure.attempts() == 1);
        BOOST_TEST(mentions(failure.message(),
                            version == tls_version::tls_1_3 ? "certificate required" : "handshake failure"));
        BOOST_TEST(f.server.requests().empty());
        BOOST_TEST(f.at_rest());
        BOOST_TEST(f.statistics().failed == 1u);
    }
}

BOOST_AUTO_TEST_CASE(server_that_does_not_like_the_certificate_says_so) {
    client_identity const me;
    certificate_authority const other("another authority");
    client_fixture f(sandbox_options().client_authority(other.certificate_pem()), with(me.options()).max_retries(2));
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
    BOOST_TEST(mentions(failure.message(), "unknown ca"));
    BOOST_TEST(failure.attempts() == 1);
}

// Resumption

BOOST_AUTO_TEST_CASE(sessions_are_resumed) {
    for (auto const version : {tls_version::tls_1_2, tls_version::tls_1_3}) {
        client_fixture f(sandbox_options().tls_versions(version, version), client_options().idle_time({}));
        for (int i = 0; i < 4; ++i)
            f.get();
        auto const seen = f.server.statistics();
        BOOST_TEST(seen.connections_accepted == 4u);
        BOOST_TEST(seen.handshakes == 4u);
        BOOST_TEST(seen.handshakes_resumed == 3u);
    }
}

BOOST_AUTO_TEST_CASE(resumed_session_stands_for_the_certificate_of_the_client) {
    for (auto const version : {tls_version::tls_1_2, tls_version::tls_1_3}) {
        client_identity const me;
        client_fixture f(
            sandbox_options().client_authority(me.authority.certificate_pem()).tls_versions(version, version),
            with(me.options()).idle_time({}));
        for (int i = 0; i < 3; ++i) {
            f.get();
            auto const asked = f.server.requests().back();
            BOOST_TEST(asked.client_certificate_name == "voice agent");
            BOOST_TEST(asked.application_protocol == name_of_protocol_of_run());
        }
        BOOST_TEST(f.server.statistics().handshakes == 3u);
        BOOST_TEST(f.server.statistics().handshakes_resumed == 2u);
    }
}

BOOST_AUTO_TEST_CASE(sessions_are_resumed_after_a_call_that_was_given_up) {
    client_fixture f;
    gate closed;
    f.server.expect("GET", "/v2/ai/models").reply(reply::json(200, "{}").hold(closed, 20));
    auto call = f.start();
    run_until(f.io, [&] { return f.server.statistics().requests == 1; });
    run_ready(f.io);
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    BOOST_TEST(f.server_sees_calls_given_up(1));
    if (runs_over_http2()) { // the connection is still there
        f.server.end_connections(connection_end::close_notify);
        settle(f.server);
    }
    f.get();
    BOOST_TEST(f.server.statistics().handshakes_resumed == 1u);
}

namespace {

/// A server that is replaced by another one at the same address, between two calls.
struct restart {
    certificate_authority authority;
    certificate first = authority.issue(certificate_options().ip_address("127.0.0.1"));
    boost::asio::io_context io;

    /// Makes a call to each; the second is what a test looks at.
    template <class Check>
    void to(certificate const& second, Check check) {
        auto before = std::make_unique<sandbox>(sandbox_options().certificate(first));
        auto const port = before->port();
        telnyx::client const client(
            io.get_executor(),
            options_for(*before, client_options().tls(tls_options().ca_pem(authority.certificate_pem()))));
        run(io, [&] { return client.ai.retrieve_models(); });
        before.reset();
        sandbox const after(sandbox_options().certificate(second).port(port));
        check(after, [&] { run(io, [&] { return client.ai.retrieve_models(); }); });
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(restarted_server_that_knows_no_session_is_met_anew) {
    restart server;
    for (auto const& second : {server.first, server.authority.issue(certificate_options().ip_address("127.0.0.1"))}) {
        server.to(second, [](sandbox const& after, auto call) {
            call();
            BOOST_TEST(after.statistics().handshakes == 1u);
            BOOST_TEST(after.statistics().handshakes_resumed == 0u);
        });
    }
}

BOOST_AUTO_TEST_CASE(restarted_server_with_a_bad_certificate_is_refused_although_there_was_a_session) {
    restart server;
    certificate_authority const other("another authority");
    for (auto const& second : {server.authority.issue(certificate_options().ip_address("127.0.0.2")),
                               server.authority.issue(certificate_options().ip_address("127.0.0.1").valid_days(-2, -1)),
                               other.issue(certificate_options().ip_address("127.0.0.1"))}) {
        server.to(second, [](sandbox const& after, auto call) {
            BOOST_CHECK_THROW(call(), telnyx::certificate_error);
            BOOST_TEST(after.requests().empty());
        });
    }
}

// Networks that cut everything to pieces

BOOST_AUTO_TEST_CASE(single_bytes_on_the_network_make_a_handshake_and_a_response) {
    for (auto const version : {tls_version::tls_1_2, tls_version::tls_1_3}) {
        client_fixture f(sandbox_options().tls_versions(version, version));
        f.server.on_connections(connection_script().fragments(1));
        auto const models = f.get();
        BOOST_TEST(!models.data.empty());
        f.get();
        BOOST_TEST(f.statistics().reused == 1u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
