#include "support/temporary_directory.hpp"
#include "support/tls_progress.hpp"
#include "telnyx/errors/configuration_error.hpp"
#include "telnyx/net/tls_context.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/impl/server_tls.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace telnyx::testing;
using telnyx::tls_options;
using telnyx::tls_version;
using telnyx::net::tls_context;
using telnyx::net::tls_engine;
using progress = tls_engine::progress;

constexpr std::size_t whole = std::string::npos;

telnyx::origin origin_named(std::string const& host, bool is_address = false) {
    return {.secure = true, .host = host, .port = 443, .is_address = is_address};
}

/// One end: an engine and what has come out of it.
struct end {
    tls_engine& engine;
    bool shaken = false;
    progress last = progress::needs_input;
    std::string received{};

    /// Goes on as far as the ciphertext that is there allows.
    void go_on() {
        if (!shaken) {
            last = engine.handshake();
            if (last != progress::done) return;
            shaken = true;
        }
        do {
            char plain[3000];
            std::size_t count = 0;
            last = engine.read(plain, sizeof plain, count);
            received.append(plain, count);
        } while (last == progress::done);
    }

    /// Hands ciphertext over in pieces of `size`, each in memory of its own.
    void feed(std::string_view ciphertext, std::size_t size = whole) {
        while (!ciphertext.empty() && last == progress::needs_input) {
            auto const piece = ciphertext.substr(0, size);
            ciphertext.remove_prefix(piece.size());
            auto const bytes = std::make_unique<char[]>(piece.size());
            std::copy(piece.begin(), piece.end(), bytes.get());
            engine.provide({bytes.get(), piece.size()});
            go_on();
            if (last == progress::needs_input) BOOST_TEST(engine.input().empty());
            engine.provide({});
        }
    }
};

/// Moves ciphertext between both ends until none is left.
void exchange(end& one, end& other, std::size_t size = whole) {
    while (!one.engine.output().empty() || !other.engine.output().empty()) {
        other.feed(std::exchange(one.engine.output(), {}), size);
        one.feed(std::exchange(other.engine.output(), {}), size);
    }
}

/// A server in memory that shows a certificate.
struct memory_server {
    explicit memory_server(certificate const& shown, sandbox_options const& options = sandbox_options())
        : tls(options, shown.chain_pem, shown.key_pem) {}

    detail::server_tls tls;
};

/// Two ends that have not shaken hands yet.
struct session {
    session(memory_server& server, tls_context& context, telnyx::origin const& peer)
        : client_engine(context.make_engine(peer)),
          server_engine(server.tls.native(), tls_engine::role::server),
          client{*client_engine},
          far{server_engine} {}

    session& shake_hands(std::size_t size = whole) {
        client.go_on();
        exchange(client, far, size);
        return *this;
    }

    bool established() const { return client.shaken && far.shaken; }

    std::unique_ptr<tls_engine> client_engine;
    tls_engine server_engine;
    end client;
    end far;
};

/// A server for `api.example` and a client that trusts its authority.
struct fixture {
    explicit fixture(sandbox_options const& options = sandbox_options())
        : server(authority.issue(certificate_options().dns_name("api.example")), options) {}

    tls_options trusting() const { return tls_options().ca_pem(authority.certificate_pem()); }

    certificate_authority authority;
    memory_server server;
    tls_context context{trusting()};
};

session open_session(fixture& f, std::string const& host = "api.example") {
    return session(f.server, f.context, origin_named(host));
}

/// What a client says of a certificate when it expects `host`; empty when it is content.
std::string complaint(certificate const& shown, tls_options const& trust, std::string const& host,
                      bool is_address = false) {
    memory_server server(shown);
    tls_context context(trust);
    session talk(server, context, origin_named(host, is_address));
    talk.shake_hands();
    BOOST_TEST(talk.client.shaken == talk.client.engine.error_text().empty());
    BOOST_TEST(talk.client.engine.certificate_refused() == !talk.client.shaken);
    if (!talk.client.shaken) BOOST_TEST(!talk.far.shaken);
    return talk.client.engine.error_text();
}

bool mentions(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string random_text(std::size_t size) {
    std::mt19937 random(42);
    std::string text(size, ' ');
    std::generate(text.begin(), text.end(), [&] { return static_cast<char>(random()); });
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tls_engine_in_memory)

// Handshake

BOOST_AUTO_TEST_CASE(hands_are_shaken_however_the_bytes_arrive) {
    for (auto const version : {tls_version::tls_1_2, tls_version::tls_1_3}) {
        for (std::size_t const size : {std::size_t(1), std::size_t(2), std::size_t(7), std::size_t(1000), whole}) {
            fixture f(sandbox_options().tls_versions(version, version));
            auto talk = open_session(f);
            talk.shake_hands(size);
            BOOST_TEST(talk.established());
            BOOST_TEST(talk.client.last == progress::needs_input);
            BOOST_TEST(SSL_version(talk.client.engine.native()) ==
                       (version == tls_version::tls_1_3 ? TLS1_3_VERSION : TLS1_2_VERSION));
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_asked_for_before_the_greeting_is_out) {
    fixture f;
    auto talk = open_session(f);
    BOOST_TEST(talk.client.engine.handshake() == progress::needs_input);
    auto const greeting = talk.client.engine.output();
    BOOST_TEST(greeting.size() > 100u);
    BOOST_TEST(talk.client.engine.handshake() == progress::needs_input);
    BOOST_TEST(talk.client.engine.output() == greeting);
}

BOOST_AUTO_TEST_CASE(request_can_travel_with_the_end_of_the_handshake) {
    fixture f;
    auto talk = open_session(f);
    talk.client.go_on();
    talk.far.feed(std::exchange(talk.client.engine.output(), {}));
    talk.client.feed(std::exchange(talk.server_engine.output(), {}));
    BOOST_TEST(talk.client.shaken);
    BOOST_TEST(!talk.client.engine.output().empty());
    BOOST_TEST(talk.client.engine.write("request") == progress::done);
    talk.far.feed(std::exchange(talk.client.engine.output(), {}));
    BOOST_TEST(talk.far.received == "request");
}

BOOST_AUTO_TEST_CASE(names_are_told_to_the_server_and_addresses_are_not) {
    fixture f;
    auto talk = open_session(f);
    talk.shake_hands();
    BOOST_TEST(std::string(SSL_get_servername(talk.server_engine.native(), TLSEXT_NAMETYPE_host_name)) ==
               "api.example");
    for (auto const* const address : {"127.0.0.1", "::1"}) {
        session nameless(f.server, f.context, origin_named(address, true));
        nameless.shake_hands();
        BOOST_TEST((SSL_get_servername(nameless.server_engine.native(), TLSEXT_NAMETYPE_host_name) == nullptr));
    }
}

BOOST_AUTO_TEST_CASE(http_1_1_is_agreed_on_unless_the_server_does_not_care) {
    fixture f;
    BOOST_TEST(open_session(f).shake_hands().client.engine.application_protocol() == "http/1.1");
    fixture picky(sandbox_options().application_protocols({"h2", "http/1.1"}));
    BOOST_TEST(open_session(picky).shake_hands().client.engine.application_protocol() == "http/1.1");
    fixture silent(sandbox_options().application_protocols({}));
    auto talk = open_session(silent);
    BOOST_TEST(talk.shake_hands().established());
    BOOST_TEST(talk.client.engine.application_protocol() == "");
}

BOOST_AUTO_TEST_CASE(server_below_the_lowest_version_is_refused) {
    fixture old(sandbox_options().tls_versions(tls_version::tls_1_2, tls_version::tls_1_2));
    tls_context strict(old.trusting().minimum_version(tls_version::tls_1_3));
    session talk(old.server, strict, origin_named("api.example"));
    talk.shake_hands();
    BOOST_TEST(!talk.client.shaken);
    BOOST_TEST(talk.client.last == progress::failed);
    BOOST_TEST(!talk.client.engine.certificate_refused());
    BOOST_TEST(mentions(talk.client.engine.error_text(), "protocol version"));

    fixture current(sandbox_options().tls_versions(tls_version::tls_1_2, tls_version::tls_1_3));
    tls_context also_strict(current.trusting().minimum_version(tls_version::tls_1_3));
    session good(current.server, also_strict, origin_named("api.example"));
    BOOST_TEST(good.shake_hands().established());
}

BOOST_AUTO_TEST_CASE(engine_outlives_its_context) {
    fixture f;
    auto context = std::make_unique<tls_context>(f.trusting());
    session talk(f.server, *context, origin_named("api.example"));
    context.reset();
    talk.shake_hands();
    BOOST_TEST(talk.established());
    BOOST_TEST(talk.client.engine.write("x") == progress::done);
    exchange(talk.client, talk.far);
    BOOST_TEST(talk.far.received == "x");
}

// Data

BOOST_AUTO_TEST_CASE(data_goes_both_ways_unchanged) {
    auto const there = random_text(100'000);
    auto const back = random_text(70'001);
    for (std::size_t const size : {std::size_t(1), std::size_t(5), std::size_t(16 * 1024), whole}) {
        fixture f;
        auto talk = open_session(f);
        talk.shake_hands();
        BOOST_TEST(talk.client.engine.write(there) == progress::done);
        BOOST_TEST(talk.server_engine.write(back) == progress::done);
        exchange(talk.client, talk.far, size);
        BOOST_TEST((talk.far.received == there));
        BOOST_TEST((talk.client.received == back));
    }
}

BOOST_AUTO_TEST_CASE(writing_nothing_sends_nothing) {
    fixture f;
    auto talk = open_session(f);
    talk.shake_hands();
    BOOST_TEST(talk.client.engine.write("") == progress::done);
    BOOST_TEST(talk.client.engine.output().empty());
}

BOOST_AUTO_TEST_CASE(output_is_appended_behind_what_was_not_sent_yet) {
    fixture f;
    auto talk = open_session(f);
    talk.shake_hands();
    talk.client.engine.write("one, ");
    auto const first = talk.client.engine.output();
    talk.client.engine.write("two");
    BOOST_TEST(talk.client.engine.output().starts_with(first));
    exchange(talk.client, talk.far);
    BOOST_TEST(talk.far.received == "one, two");
}

BOOST_AUTO_TEST_CASE(change_of_keys_is_answered_and_data_goes_on) {
    fixture f;
    auto talk = open_session(f);
    talk.shake_hands();
    BOOST_TEST(SSL_key_update(talk.server_engine.native(), SSL_KEY_UPDATE_REQUESTED) == 1);
    talk.server_engine.write("with new keys");
    talk.client.feed(std::exchange(talk.server_engine.output(), {}));
    BOOST_TEST(talk.client.received == "with new keys");
    BOOST_TEST(talk.client.last == progress::needs_input);
    talk.client.engine.write("and back");
    exchange(talk.client, talk.far);
    BOOST_TEST(talk.far.received == "and back");
}

// Ends

BOOST_AUTO_TEST_CASE(close_notify_comes_behind_the_data) {
    for (std::size_t const size : {std::size_t(1), whole}) {
        fixture f;
        auto talk = open_session(f);
        talk.shake_hands();
        talk.server_engine.write("last words");
        talk.server_engine.close();
        talk.client.feed(std::exchange(talk.server_engine.output(), {}), size);
        BOOST_TEST(talk.client.received == "last words");
        BOOST_TEST(talk.client.last == progress::closed);
        BOOST_TEST(!talk.client.engine.error());
        talk.client.go_on();
        BOOST_TEST(talk.client.last == progress::closed);
    }
}

BOOST_AUTO_TEST_CASE(closing_says_so_once) {
    fixture f;
    auto talk = open_session(f);
    talk.shake_hands();
    talk.client.engine.close();
    BOOST_TEST(!talk.client.engine.output().empty());
    talk.far.feed(std::exchange(talk.client.engine.output(), {}));
    BOOST_TEST(talk.far.last == progress::closed);
    talk.client.engine.close();
    BOOST_TEST(talk.client.engine.output().empty());
}

BOOST_AUTO_TEST_CASE(closing_before_the_handshake_is_over_says_nothing) {
    fixture f;
    auto talk = open_session(f);
    talk.client.engine.close();
    BOOST_TEST(talk.client.engine.output().empty());
    talk.client.go_on();
    talk.client.engine.output().clear();
    talk.client.engine.close();
    BOOST_TEST(talk.client.engine.output().empty());
}

BOOST_AUTO_TEST_CASE(stream_that_is_cut_off_asks_for_more) {
    fixture f;
    auto talk = open_session(f);
    talk.shake_hands();
    talk.server_engine.write("a message");
    auto const record = std::exchange(talk.server_engine.output(), {});
    talk.client.feed(std::string_view(record).substr(0, record.size() - 1));
    BOOST_TEST(talk.client.last == progress::needs_input);
    BOOST_TEST(talk.client.received == "");
    talk.client.feed(std::string_view(record).substr(record.size() - 1));
    BOOST_TEST(talk.client.received == "a message");
}

// Garbage

BOOST_AUTO_TEST_CASE(response_that_is_not_tls_fails_the_handshake) {
    for (auto const* const answer : {"HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
                                     "\x16\x03\x03\xff\xff garbage garbage"}) {
        fixture f;
        auto talk = open_session(f);
        talk.client.go_on();
        talk.client.feed(answer);
        BOOST_TEST(talk.client.last == progress::failed);
        BOOST_TEST(talk.client.engine.error());
        BOOST_TEST(talk.client.engine.error_text() != "");
        BOOST_TEST(!talk.client.engine.certificate_refused());
        BOOST_TEST(talk.client.engine.handshake() == progress::failed);
    }
}

BOOST_AUTO_TEST_CASE(changed_bit_breaks_the_session) {
    for (std::size_t const where : {std::size_t(5), std::size_t(12), std::size_t(20)}) {
        fixture f;
        auto talk = open_session(f);
        talk.shake_hands();
        talk.server_engine.write("a message");
        auto record = std::exchange(talk.server_engine.output(), {});
        record.at(where) = static_cast<char>(record[where] ^ 1);
        talk.client.feed(record);
        BOOST_TEST(talk.client.last == progress::failed);
        BOOST_TEST(talk.client.received == "");
        BOOST_TEST(talk.client.engine.error());
        talk.client.engine.output().clear();
        talk.client.engine.close();
        BOOST_TEST(talk.client.engine.output().empty());
        BOOST_TEST(talk.client.engine.write("more") == progress::failed);
    }
}

BOOST_AUTO_TEST_CASE(message_cannot_be_played_twice) {
    fixture f;
    auto talk = open_session(f);
    talk.shake_hands();
    talk.server_engine.write("once");
    auto const record = std::exchange(talk.server_engine.output(), {});
    talk.client.feed(record);
    talk.client.feed(record);
    BOOST_TEST(talk.client.received == "once");
    BOOST_TEST(talk.client.last == progress::failed);
}

BOOST_AUTO_TEST_CASE(alert_from_the_server_is_told) {
    certificate_authority const authority;
    memory_server server(authority.issue(certificate_options().dns_name("api.example")),
                         sandbox_options().client_authority(authority.certificate_pem()));
    tls_context context(tls_options().ca_pem(authority.certificate_pem()));
    session talk(server, context, origin_named("api.example"));
    talk.shake_hands();
    BOOST_TEST(talk.client.last == progress::failed);
    BOOST_TEST(mentions(talk.client.engine.error_text(), "certificate required"));
    BOOST_TEST(!talk.client.engine.certificate_refused());
}

// Certificates

BOOST_AUTO_TEST_CASE(certificate_is_good_for_the_names_and_addresses_in_it) {
    certificate_authority const authority;
    auto const trust = tls_options().ca_pem(authority.certificate_pem());
    auto const shown = authority.issue(certificate_options()
                                           .dns_name("api.example")
                                           .dns_name("*.wild.example")
                                           .ip_address("127.0.0.1")
                                           .ip_address("::1"));
    BOOST_TEST(complaint(shown, trust, "api.example") == "");
    BOOST_TEST(complaint(shown, trust, "API.Example") == "");
    BOOST_TEST(complaint(shown, trust, "any.wild.example") == "");
    BOOST_TEST(complaint(shown, trust, "127.0.0.1", true) == "");
    BOOST_TEST(complaint(shown, trust, "::1", true) == "");
    BOOST_TEST(mentions(complaint(shown, trust, "example"), "hostname mismatch"));
    BOOST_TEST(mentions(complaint(shown, trust, "x.api.example"), "hostname mismatch"));
    BOOST_TEST(mentions(complaint(shown, trust, "wild.example"), "hostname mismatch"));
    BOOST_TEST(mentions(complaint(shown, trust, "a.b.wild.example"), "hostname mismatch"));
    BOOST_TEST(mentions(complaint(shown, trust, "127.0.0.2", true), "IP address mismatch"));
    BOOST_TEST(mentions(complaint(shown, trust, "::2", true), "IP address mismatch"));
}

BOOST_AUTO_TEST_CASE(names_and_addresses_are_not_taken_for_each_other) {
    certificate_authority const authority;
    auto const trust = tls_options().ca_pem(authority.certificate_pem());
    auto const address_as_name = authority.issue(certificate_options().dns_name("127.0.0.1"));
    BOOST_TEST(mentions(complaint(address_as_name, trust, "127.0.0.1", true), "IP address mismatch"));
    auto const address = authority.issue(certificate_options().ip_address("127.0.0.1"));
    BOOST_TEST(mentions(complaint(address, trust, "localhost"), "hostname mismatch"));
}

BOOST_AUTO_TEST_CASE(common_name_counts_for_nothing) {
    certificate_authority const authority;
    auto const trust = tls_options().ca_pem(authority.certificate_pem());
    auto const named = [&](certificate_options options) {
        return complaint(authority.issue(options.common_name("api.example")), trust, "api.example");
    };
    BOOST_TEST(mentions(named(certificate_options()), "hostname mismatch"));
    BOOST_TEST(mentions(named(certificate_options().dns_name("other.example")), "hostname mismatch"));
    BOOST_TEST(mentions(named(certificate_options().email("someone@api.example")), "hostname mismatch"));
    auto const address = authority.issue(certificate_options().common_name("127.0.0.1").dns_name("other.example"));
    BOOST_TEST(mentions(complaint(address, trust, "127.0.0.1", true), "IP address mismatch"));
}

BOOST_AUTO_TEST_CASE(wildcard_stands_for_a_whole_label) {
    certificate_authority const authority;
    auto const trust = tls_options().ca_pem(authority.certificate_pem());
    auto const partial = authority.issue(certificate_options().dns_name("a*.example"));
    BOOST_TEST(mentions(complaint(partial, trust, "api.example"), "hostname mismatch"));
}

BOOST_AUTO_TEST_CASE(certificate_is_good_only_in_its_time) {
    certificate_authority const authority;
    auto const trust = tls_options().ca_pem(authority.certificate_pem());
    auto const valid = [&](int first, int last) {
        return complaint(authority.issue(certificate_options().dns_name("a").valid_days(first, last)), trust, "a");
    };
    BOOST_TEST(valid(-1, 1) == "");
    BOOST_TEST(mentions(valid(-2, -1), "expired"));
    BOOST_TEST(mentions(valid(1, 2), "not yet valid"));
}

BOOST_AUTO_TEST_CASE(only_trusted_authorities_count) {
    certificate_authority const authority;
    certificate_authority const other("another authority");
    auto const shown = authority.issue(certificate_options().dns_name("a"));
    BOOST_TEST(complaint(shown, tls_options().ca_pem(other.certificate_pem() + authority.certificate_pem()), "a") ==
               "");
    BOOST_TEST(mentions(complaint(shown, tls_options().ca_pem(other.certificate_pem()), "a"), "local issuer"));
    // One of the same name is not the same.
    BOOST_TEST(complaint(shown, tls_options().ca_pem(certificate_authority().certificate_pem()), "a") != "");
    // The system trusts neither.
    BOOST_TEST(complaint(shown, tls_options(), "a") != "");
}

BOOST_AUTO_TEST_CASE(intermediate_authorities_have_to_be_shown) {
    certificate_authority const root;
    auto const trust = tls_options().ca_pem(root.certificate_pem());
    auto shown = root.issue_authority("middle").issue_authority("low").issue(certificate_options().dns_name("a"));
    BOOST_TEST(complaint(shown, trust, "a") == "");
    shown.chain_pem = shown.pem;
    BOOST_TEST(complaint(shown, trust, "a") != "");
}

BOOST_AUTO_TEST_CASE(certificate_for_clients_is_none_for_servers) {
    certificate_authority const authority;
    auto const shown = authority.issue(certificate_options().dns_name("a").purpose(certificate_purpose::client));
    BOOST_TEST(complaint(shown, tls_options().ca_pem(authority.certificate_pem()), "a") != "");
}

BOOST_AUTO_TEST_CASE(server_certificate_may_not_issue_others) {
    certificate_authority const authority;
    auto const leaf = authority.issue(certificate_options().dns_name("a"));
    BOOST_TEST(complaint(leaf, tls_options().ca_pem(leaf.pem), "a") != "");
}

BOOST_AUTO_TEST_CASE(with_verification_off_everything_goes) {
    certificate_authority const authority;
    auto const off = tls_options().dangerously_disable_verification();
    auto const expired = authority.issue(certificate_options().dns_name("b").valid_days(-2, -1));
    BOOST_TEST(complaint(expired, off, "a") == "");
    BOOST_TEST(complaint(expired, off, "127.0.0.1", true) == "");
}

// Client certificates

BOOST_AUTO_TEST_CASE(client_shows_its_certificate_when_it_is_asked) {
    certificate_authority const authority;
    auto const shown =
        authority.issue(certificate_options().common_name("voice agent").purpose(certificate_purpose::client));
    telnyx::tests::temporary_directory const files;
    auto const options =
        tls_options()
            .ca_pem(authority.certificate_pem())
            .client_certificate(files.write("client.pem", shown.chain_pem), files.write("client.key", shown.key_pem));
    memory_server server(authority.issue(certificate_options().dns_name("api.example")),
                         sandbox_options().client_authority(authority.certificate_pem()));
    tls_context context(options);
    session talk(server, context, origin_named("api.example"));
    talk.shake_hands();
    BOOST_TEST(talk.established());
    BOOST_TEST(detail::peer_common_name(talk.server_engine.native()) == "voice agent");
}

// Resumption

namespace {

/// Talks to the server once, as a connection does; whether the session was a resumed one.
bool talk_resumes(memory_server& server, tls_context& context, std::string const& host = "api.example") {
    session talk(server, context, origin_named(host));
    talk.shake_hands();
    BOOST_TEST(talk.established());
    talk.server_engine.write("hello");
    exchange(talk.client, talk.far);
    BOOST_TEST(talk.client.received == "hello");
    talk.client.engine.close();
    BOOST_TEST(talk.client.engine.resumed() == (SSL_session_reused(talk.server_engine.native()) == 1));
    return talk.client.engine.resumed();
}

} // namespace

BOOST_AUTO_TEST_CASE(sessions_are_resumed) {
    for (auto const version : {tls_version::tls_1_2, tls_version::tls_1_3}) {
        fixture f(sandbox_options().tls_versions(version, version));
        BOOST_TEST(!talk_resumes(f.server, f.context));
        for (int i = 0; i < 5; ++i)
            BOOST_TEST(talk_resumes(f.server, f.context));
    }
}

// Who watches the network could tell by a ticket that two connections are of one client.
BOOST_AUTO_TEST_CASE(ticket_is_shown_once) {
    fixture f(sandbox_options().session_tickets(2));
    BOOST_TEST(!talk_resumes(f.server, f.context));
    auto const first = f.context.make_engine(origin_named("api.example"));
    auto const second = f.context.make_engine(origin_named("api.example"));
    auto const third = f.context.make_engine(origin_named("api.example"));
    BOOST_TEST(SSL_get0_session(first->native()) != nullptr);
    BOOST_TEST(SSL_get0_session(second->native()) != nullptr);
    BOOST_TEST(SSL_get0_session(first->native()) != SSL_get0_session(second->native()));
    BOOST_TEST(SSL_get0_session(third->native()) == nullptr);
    BOOST_TEST(!talk_resumes(f.server, f.context));
}

BOOST_AUTO_TEST_CASE(session_of_tls_1_2_is_resumed_by_many_at_once) {
    fixture f(sandbox_options().tls_versions(tls_version::tls_1_2, tls_version::tls_1_2));
    BOOST_TEST(!talk_resumes(f.server, f.context));
    auto const first = f.context.make_engine(origin_named("api.example"));
    auto const second = f.context.make_engine(origin_named("api.example"));
    BOOST_TEST(SSL_get0_session(first->native()) != nullptr);
    BOOST_TEST(SSL_get0_session(first->native()) == SSL_get0_session(second->native()));
}

BOOST_AUTO_TEST_CASE(only_so_many_tickets_are_kept) {
    fixture f(sandbox_options().session_tickets(40));
    BOOST_TEST(!talk_resumes(f.server, f.context));
    int count = 0;
    while (count < 50 && SSL_get0_session(f.context.make_engine(origin_named("api.example"))->native()) != nullptr)
        ++count;
    BOOST_TEST(count == 32);
}

BOOST_AUTO_TEST_CASE(sessions_are_not_resumed_without_tickets) {
    fixture f(sandbox_options().session_tickets(0));
    BOOST_TEST(!talk_resumes(f.server, f.context));
    BOOST_TEST(!talk_resumes(f.server, f.context));
}

BOOST_AUTO_TEST_CASE(sessions_belong_to_one_host_and_one_context) {
    certificate_authority const authority;
    memory_server server(authority.issue(certificate_options().dns_name("a").dns_name("b")));
    tls_context context(tls_options().ca_pem(authority.certificate_pem()));
    BOOST_TEST(!talk_resumes(server, context, "a"));
    BOOST_TEST(!talk_resumes(server, context, "b"));
    BOOST_TEST(talk_resumes(server, context, "a"));
    tls_context other(tls_options().ca_pem(authority.certificate_pem()));
    BOOST_TEST(!talk_resumes(server, other, "a"));
}

BOOST_AUTO_TEST_CASE(session_that_the_server_has_forgotten_is_made_anew) {
    certificate_authority const authority;
    auto const shown = authority.issue(certificate_options().dns_name("api.example"));
    memory_server before(shown);
    memory_server after(shown);
    tls_context context(tls_options().ca_pem(authority.certificate_pem()));
    BOOST_TEST(!talk_resumes(before, context));
    BOOST_TEST(!talk_resumes(after, context));
    BOOST_TEST(talk_resumes(after, context));
}

BOOST_AUTO_TEST_CASE(new_certificate_is_verified_although_there_was_a_session) {
    certificate_authority const authority;
    memory_server before(authority.issue(certificate_options().dns_name("api.example")));
    memory_server after(authority.issue(certificate_options().dns_name("other.example")));
    tls_context context(tls_options().ca_pem(authority.certificate_pem()));
    BOOST_TEST(!talk_resumes(before, context));
    session talk(after, context, origin_named("api.example"));
    talk.shake_hands();
    BOOST_TEST(!talk.client.shaken);
    BOOST_TEST(talk.client.engine.certificate_refused());
}

BOOST_AUTO_TEST_CASE(broken_session_is_not_resumed) {
    fixture f;
    {
        auto talk = open_session(f);
        talk.shake_hands();
        talk.server_engine.write("hello");
        auto record = std::exchange(talk.server_engine.output(), {});
        record.back() = static_cast<char>(record.back() ^ 1);
        talk.client.feed(record);
        BOOST_TEST(talk.client.last == progress::failed);
    }
    BOOST_TEST(!talk_resumes(f.server, f.context));
}

// Options

BOOST_AUTO_TEST_CASE(files_that_cannot_be_used_are_named) {
    certificate_authority const authority;
    telnyx::tests::temporary_directory const files;
    auto const good = authority.issue(certificate_options().purpose(certificate_purpose::client));
    auto const other = authority.issue(certificate_options().purpose(certificate_purpose::client));
    auto const chain = files.write("client.pem", good.chain_pem);
    auto const key = files.write("client.key", good.key_pem);
    auto const other_key = files.write("other.key", other.key_pem);
    auto const junk = files.write("junk.pem", "no certificate");
    auto const missing = (files.path() / "missing.pem").string();

    auto const refusal = [](tls_options const& options) -> std::string {
        try {
            tls_context const made(options);
        } catch (telnyx::configuration_error const& failure) {
            return failure.what();
        }
        return {};
    };
    BOOST_TEST(refusal(tls_options().client_certificate(chain, key)) == "");
    BOOST_TEST(mentions(refusal(tls_options().ca_file(missing)), missing));
    BOOST_TEST(mentions(refusal(tls_options().ca_file(junk)), junk));
    BOOST_TEST(mentions(refusal(tls_options().ca_pem("no certificate")), "ca_pem"));
    BOOST_TEST(mentions(refusal(tls_options().client_certificate(missing, key)), missing));
    BOOST_TEST(mentions(refusal(tls_options().client_certificate(chain, missing)), missing));
    BOOST_TEST(mentions(refusal(tls_options().client_certificate(chain, junk)), junk));
    BOOST_TEST(refusal(tls_options().client_certificate(chain, other_key)) != "");
}

BOOST_AUTO_TEST_CASE(broken_block_among_others_is_refused_wherever_it_is_from) {
    certificate_authority const authority;
    certificate_authority const another("another authority");
    telnyx::tests::temporary_directory const files;
    auto const shown = authority.issue(certificate_options().dns_name("a"));
    auto const good = authority.certificate_pem();
    auto const second = another.certificate_pem();
    auto const client = authority.issue(certificate_options().purpose(certificate_purpose::client));
    auto const key = files.write("client.key", client.key_pem);

    auto const refused = [&](tls_options const& options) -> std::string {
        try {
            tls_context const made(options);
        } catch (telnyx::configuration_error const& failure) {
            return failure.what();
        }
        return {};
    };
    auto const replaced = [](std::string text, std::string_view what, std::string_view by) {
        return text.replace(text.find(what), what.size(), by);
    };
    std::string middle = second;
    middle[middle.size() / 2] = '!';
    std::string bits = second; // valid base64 of something else
    bits.replace(bits.find('\n') + 1, 8, "AAAAAAAA");
    for (auto const& broken : {middle, bits, second.substr(0, second.find("-----END")),
                               second.substr(0, second.size() / 2), second.substr(second.find('\n') + 1),
                               replaced(second, "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE----"),
                               replaced(second, "-----END CERTIFICATE-----", "-----END CERT-----"), "  " + second,
                               std::string("-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n"),
                               std::string("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")}) {
        for (auto const& text : {good + broken, good + broken + good}) {
            BOOST_TEST(mentions(refused(tls_options().ca_pem(text)), "broken"), text);
            BOOST_TEST(mentions(refused(tls_options().ca_pem(text)), "ca_pem"));
            auto const file = files.write("ca.pem", text);
            BOOST_TEST(mentions(refused(tls_options().ca_file(file)), "broken"), text);
            BOOST_TEST(mentions(refused(tls_options().ca_file(file)), file));
        }
        auto const chain = files.write("chain.pem", client.chain_pem + broken);
        BOOST_TEST(mentions(refused(tls_options().client_certificate(chain, key)), chain), broken);
    }

    auto const with_crlf = [](std::string_view text) {
        std::string made;
        for (char const c : text)
            made += c == '\n' ? "\r\n" : std::string(1, c);
        return made;
    };
    for (auto const& text :
         {good, good + good, second + good,
          "Subject: CN=a\n# -----BEGIN is no mark here\n----------\n" + good + "the end", with_crlf(second + good),
          good.substr(0, good.size() - 1), "\xef\xbb\xbf" + good, client.key_pem + good + client.key_pem,
          good + "-----BEGIN SOMETHING ELSE-----\nZ2FyYmFnZQ==\n-----END SOMETHING ELSE-----\n",
          replaced(replaced(good, "BEGIN CERT", "BEGIN X509 CERT"), "END CERT", "END X509 CERT"),
          replaced(replaced(good, "BEGIN CERT", "BEGIN TRUSTED CERT"), "END CERT", "END TRUSTED CERT")}) {
        BOOST_TEST(complaint(shown, tls_options().ca_pem(text), "a") == "", text);
        BOOST_TEST(complaint(shown, tls_options().ca_file(files.write("ca.pem", text)), "a") == "", text);
    }
    for (auto const& none : {std::string("\n"), std::string("no certificate"), client.key_pem})
        BOOST_TEST(mentions(refused(tls_options().ca_pem(none)), "no certificate"), none);
}

BOOST_AUTO_TEST_CASE(folder_that_is_none_and_a_key_with_a_password_are_refused) {
    telnyx::tests::temporary_directory const files;
    auto const missing = (files.path() / "missing").string();
    BOOST_CHECK_EXCEPTION(tls_context(tls_options().ca_directory(missing)), telnyx::configuration_error,
                          [&](auto const& failure) { return mentions(failure.what(), missing); });
    auto const file = files.write("ca.pem", "x");
    BOOST_CHECK_THROW(tls_context(tls_options().ca_directory(file)), telnyx::configuration_error);
    BOOST_CHECK_THROW(tls_context(tls_options().ca_file(files.path().string())), telnyx::configuration_error);
    tls_context const two(tls_options().ca_directory(files.path().string() + ":" + files.path().string()));

    auto const client = certificate_authority().issue(certificate_options().purpose(certificate_purpose::client));
    auto const chain = files.write("client.pem", client.chain_pem);
    std::string text = client.key_pem;
    std::unique_ptr<BIO, decltype(&BIO_free)> const in(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())),
                                                       &BIO_free);
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> const key(
        PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    std::unique_ptr<BIO, decltype(&BIO_free)> const out(BIO_new(BIO_s_mem()), &BIO_free);
    unsigned char password[] = "secret";
    BOOST_TEST_REQUIRE(
        PEM_write_bio_PrivateKey(out.get(), key.get(), EVP_aes_128_cbc(), password, 6, nullptr, nullptr) == 1);
    char* data = nullptr;
    auto const size = BIO_get_mem_data(out.get(), &data);
    auto const locked = files.write("locked.key", std::string(data, static_cast<std::size_t>(size)));
    BOOST_CHECK_EXCEPTION(tls_context(tls_options().client_certificate(chain, locked)), telnyx::configuration_error,
                          [&](auto const& failure) { return mentions(failure.what(), locked); });
}

BOOST_AUTO_TEST_CASE(authority_that_is_not_trusted_is_told_with_the_remedy) {
    certificate_authority const authority;
    certificate_authority const other("another authority");
    auto const shown = authority.issue(certificate_options().dns_name("a"));
    auto const middle = authority.issue_authority("middle").issue(certificate_options().dns_name("a"));
    auto alone = middle;
    alone.chain_pem = alone.pem;
    auto with_root = shown;
    with_root.chain_pem += authority.certificate_pem();
    for (auto const& [refused, reason] : {std::pair{shown, "unable to get local issuer certificate"},
                                          {alone, "unable to get local issuer certificate"},
                                          {with_root, "self-signed certificate in certificate chain"}}) {
        auto const text = complaint(refused, tls_options().ca_pem(other.certificate_pem()), "a");
        BOOST_TEST(mentions(text, reason));
        for (auto const* const remedy : {"tls_options().ca_file", "ca_pem", "SSL_CERT_FILE"})
            BOOST_TEST(mentions(text, remedy), text);
    }
    auto const trust = tls_options().ca_pem(authority.certificate_pem());
    for (auto const& [days, reason] : {std::pair{-2, "expired"}, {1, "not yet valid"}}) {
        auto const text =
            complaint(authority.issue(certificate_options().dns_name("a").valid_days(days, days + 1)), trust, "a");
        BOOST_TEST(mentions(text, reason));
        BOOST_TEST(mentions(text, "clock"));
        BOOST_TEST(!mentions(text, "SSL_CERT_FILE"));
    }
    BOOST_TEST(!mentions(complaint(shown, trust, "b"), "SSL_CERT_FILE"));
}

BOOST_AUTO_TEST_CASE(authorities_come_from_a_file_a_folder_or_text) {
    certificate_authority const authority;
    telnyx::tests::temporary_directory const files;
    auto const shown = authority.issue(certificate_options().dns_name("a"));
    auto const file = files.write("ca.pem", authority.certificate_pem());
    BOOST_TEST(complaint(shown, tls_options().ca_file(file), "a") == "");
    // What is given replaces the system's store, and several add up.
    certificate_authority const other("another authority");
    BOOST_TEST(complaint(shown, tls_options().ca_file(file).ca_pem(other.certificate_pem()), "a") == "");
    BOOST_TEST(complaint(shown, tls_options().ca_directory(files.path().string()), "a") != ""); // not hashed
}

BOOST_AUTO_TEST_SUITE_END()
