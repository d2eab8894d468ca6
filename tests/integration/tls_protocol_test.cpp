// What servers may do within TLS (RFC 5246, RFC 8446), and what none may.

#include "support/crafted_certificate.hpp"
#include "support/tls_fixture.hpp"
#include "telnyx/testing/certificate_authority.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace telnyx::testing;
using namespace telnyx::tests;
using telnyx::net::tls_engine;

bool mentions(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// A server with a good certificate.
struct fixture : tls_fixture {
    explicit fixture(std::function<void(SSL_CTX*)> const& set_up = {}) : fixture(certificate_authority(), set_up) {}

  private:
    fixture(certificate_authority const& authority, std::function<void(SSL_CTX*)> const& set_up)
        : tls_fixture(authority.issue(certificate_options().dns_name("api.example.com").ip_address("127.0.0.1")),
                      authority.certificate_pem(), set_up) {}
};

void only_tls_1_2(SSL_CTX* context) {
    SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
}

/// A record that is not encrypted.
std::string record(char type, std::string_view body) {
    std::string text{type, 3, 3, static_cast<char>(body.size() >> 8), static_cast<char>(body.size())};
    return text.append(body);
}

std::string alert(int level, int description) {
    return record(21, std::string{static_cast<char>(level), static_cast<char>(description)});
}

/// What a call says to a server that sends these bytes and nothing else.
std::string answer_to(std::string const& bytes, int max_retries = 0, int attempts = 1) {
    fixture f;
    f.server.greet_with(bytes, true);
    f.make_client(f.options().max_retries(max_retries).connect_timeout(std::chrono::seconds(2)));
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
    BOOST_TEST(failure.attempts() == attempts);
    BOOST_TEST(mentions(failure.message(), "api.example.com"));
    BOOST_TEST(f.client->statistics().open == 0u);
    return failure.message();
}

} // namespace

BOOST_AUTO_TEST_SUITE(tls_protocol, *boost::unit_test::label("once"))

// Versions and strength

BOOST_AUTO_TEST_CASE(versions_of_old_are_refused_for_good) {
    for (auto const version : {TLS1_VERSION, TLS1_1_VERSION}) {
        fixture f([&](SSL_CTX* context) { SSL_CTX_set_max_proto_version(context, version); });
        BOOST_TEST(mentions(f.failure<telnyx::api_connection_error>().message(), "protocol version"));
    }
    // One that does not listen, and goes on in TLS 1.1.
    std::string hello{2, 0, 0, 38, 3, 2};
    hello.append(32, 'r').append({0, '\xc0', '\x2f', 0});
    BOOST_TEST(mentions(answer_to(record(22, hello), 2), "unsupported protocol"));
}

BOOST_AUTO_TEST_CASE(versions_of_today_are_spoken) {
    for (auto const& [version, name] : {std::pair{TLS1_2_VERSION, "TLSv1.2"}, {TLS1_3_VERSION, "TLSv1.3"}}) {
        fixture f([&](SSL_CTX* context) {
            SSL_CTX_set_min_proto_version(context, version);
            SSL_CTX_set_max_proto_version(context, version);
        });
        f.get();
        BOOST_TEST(f.server.versions().at(0) == name);
    }
}

BOOST_AUTO_TEST_CASE(server_may_ask_for_another_group) {
    fixture f([](SSL_CTX* context) { SSL_CTX_set1_groups_list(context, "P-521"); });
    f.get(); // with a HelloRetryRequest
    BOOST_TEST(f.server.connections() == 1u);
}

BOOST_AUTO_TEST_CASE(nothing_in_common_is_an_error_for_good) {
    fixture f([](SSL_CTX* context) {
        only_tls_1_2(context);
        SSL_CTX_set_cipher_list(context, "eNULL");
    });
    BOOST_TEST(mentions(f.failure<telnyx::api_connection_error>().message(), "handshake failure"));
}

BOOST_AUTO_TEST_CASE(key_exchange_that_is_too_weak_is_an_error_for_good) {
    crafted_certificate::options rsa;
    rsa.names.dns_name("api.example.com");
    rsa.rsa_bits = 2048;
    crafted_certificate const shown(rsa);
    tls_fixture f(shown.shown(), shown.pem(), [](SSL_CTX* context) {
        only_tls_1_2(context);
        SSL_CTX_set_cipher_list(context, "DHE-RSA-AES128-GCM-SHA256");
        EVP_PKEY* parameters = nullptr;
        auto* const making = EVP_PKEY_CTX_new_from_name(nullptr, "DH", nullptr);
        bool ok = EVP_PKEY_paramgen_init(making) == 1;
        ok = ok && EVP_PKEY_CTX_set_group_name(making, "modp_1536") == 1 && EVP_PKEY_paramgen(making, &parameters) == 1;
        EVP_PKEY_CTX_free(making);
        telnyx::testing::detail::check_openssl(ok && SSL_CTX_set0_tmp_dh_pkey(context, parameters) == 1,
                                               "cannot use a small number");
    });
    auto const text = f.failure<telnyx::api_connection_error>().message();
    BOOST_TEST(mentions(text, "dh key too small"), text);
}

// Names

BOOST_AUTO_TEST_CASE(names_are_told_without_a_dot_and_addresses_not_at_all) {
    for (auto const& [host, told] : {std::pair{"api.example.com", "api.example.com"},
                                     {"api.example.com.", "api.example.com"},
                                     {"API.example.com", "API.example.com"},
                                     {"127.0.0.1", ""}}) {
        fixture f;
        f.make_client(f.options(host));
        f.get();
        BOOST_TEST(f.server.server_names().at(0) == told);
    }
}

// Client certificates

BOOST_AUTO_TEST_CASE(server_that_only_would_like_a_certificate_gets_none) {
    for (auto const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        fixture f([&](SSL_CTX* context) {
            SSL_CTX_set_max_proto_version(context, version);
            SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        });
        f.get();
        f.get();
        BOOST_TEST(f.server.requests() == 2u);
    }
}

// In the middle of a session

BOOST_AUTO_TEST_CASE(keys_and_tickets_may_change_in_the_middle_of_a_response) {
    fixture f;
    f.server.on_request([](tls_engine& engine) {
        std::string_view const answer = tls_server::answer;
        for (std::size_t at = 0; at < answer.size(); at += 10) {
            SSL_key_update(engine.native(), at % 20 == 0 ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED);
            SSL_new_session_ticket(engine.native());
            engine.write(answer.substr(at, 10));
        }
        return false;
    });
    f.make_client(f.options());
    for (int i = 0; i < 5; ++i)
        f.get();
    BOOST_TEST(f.server.connections() == 1u);
    BOOST_TEST(f.server.requests() == 5u);
}

BOOST_AUTO_TEST_CASE(server_that_wants_to_renegotiate_is_told_no_and_may_answer) {
    fixture f(only_tls_1_2);
    f.server.on_request([](tls_engine& engine) {
        SSL_renegotiate(engine.native());
        engine.handshake();
        return true;
    });
    f.get();
    BOOST_TEST(f.server.requests() == 1u);
    f.get(); // on the same connection, or on another one where the server insists
    BOOST_TEST(f.server.requests() == 2u);
}

BOOST_AUTO_TEST_CASE(what_is_no_record_of_the_session_ends_it) {
    for (auto const& bytes :
         {record(23, std::string(100, 'x')), std::string("\x17\x03\x03\x48\x01", 5) + std::string(20'000, 'x'),
          std::string("HTTP/1.1 200 OK\r\n\r\n"), alert(2, 80), record(22, std::string(4, '\0'))}) {
        fixture f;
        f.server.on_request([&](tls_engine& engine) {
            engine.output().append(bytes);
            return true;
        });
        f.make_client(f.options().max_retries(0));
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
        BOOST_TEST(mentions(failure.message(), "the TLS session with api.example.com broke"));
        BOOST_TEST(f.client->statistics().open == 0u);
    }
}

BOOST_AUTO_TEST_CASE(response_that_is_cut_within_a_record_is_none) {
    for (auto const version : {TLS1_2_VERSION, TLS1_3_VERSION})
        for (std::size_t const bytes : {0u, 1u, 4u, 5u, 6u, 60u, 100u}) {
            fixture f([&](SSL_CTX* context) { SSL_CTX_set_max_proto_version(context, version); });
            f.server.cut_answers_after(bytes);
            f.make_client(f.options().max_retries(0));
            auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
            BOOST_TEST(failure.code() == boost::system::error_code(boost::asio::error::eof));
            BOOST_TEST(mentions(failure.message(), "closed the connection without a response"));
            BOOST_TEST(f.client->statistics().open == 0u);
        }
}

BOOST_AUTO_TEST_CASE(session_that_broke_is_not_resumed) {
    fixture f(only_tls_1_2);
    f.server.on_request([count = 0](tls_engine& engine) mutable {
        if (++count == 1) engine.output().append(record(23, "nonsense that is long enough for a record"));
        return count > 1;
    });
    f.make_client(f.options().max_retries(1));
    f.get();
    BOOST_TEST(f.server.connections() == 2u);
    BOOST_TEST(f.server.resumed() == 0u);
}

BOOST_AUTO_TEST_CASE(sessions_that_the_server_forgets_are_made_anew) {
    for (auto const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        fixture f([&](SSL_CTX* context) {
            SSL_CTX_set_max_proto_version(context, version);
            SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
        });
        f.make_client(f.options().idle_time({}));
        for (int i = 0; i < 3; ++i) {
            f.server.forget_sessions();
            f.get();
        }
        BOOST_TEST(f.server.resumed() == 0u);
        f.get();
        BOOST_TEST(f.server.resumed() == 1u);
        BOOST_TEST(f.server.connections() == 4u);
    }
}

// Before there is a session

BOOST_AUTO_TEST_CASE(alerts_are_told_in_words_and_repeated_only_where_that_may_help) {
    struct {
        int number;
        char const* words;
    } const lasting[] = {{40, "handshake failure"},
                         {42, "bad certificate"},
                         {43, "unsupported certificate"},
                         {44, "revoked"},
                         {45, "expired"},
                         {46, "certificate unknown"},
                         {48, "unknown ca"},
                         {49, "access denied"},
                         {70, "protocol version"},
                         {71, "security"},
                         {112, "unrecognized name"},
                         {116, "certificate required"},
                         {120, "no application protocol"}};
    for (auto const& each : lasting)
        BOOST_TEST(mentions(answer_to(alert(2, each.number), 2), each.words), each.words);
    BOOST_TEST(mentions(answer_to(alert(2, 80), 1, 2), "internal error"));
    for (int const number : {10, 20, 22, 47, 50, 51, 90, 109}) {
        auto const text = answer_to(alert(2, number));
        BOOST_TEST(mentions(text, "alert"), number << text);
    }
}

BOOST_AUTO_TEST_CASE(warning_stops_nobody) {
    fixture f(only_tls_1_2);
    f.server.greet_with(alert(1, 112)); // that it does not know the name
    f.get();
    BOOST_TEST(f.server.requests() == 1u);
}

BOOST_AUTO_TEST_CASE(end_before_the_handshake_is_no_riddle) {
    BOOST_TEST(mentions(answer_to(alert(1, 0)), "ended the TLS session during the handshake"));
}

BOOST_AUTO_TEST_CASE(endless_nothing_is_not_read_for_ever) {
    std::string warnings;
    for (int i = 0; i < 100; ++i)
        warnings += alert(1, 112);
    BOOST_TEST(answer_to(warnings) != "");
    std::string empty_records;
    for (int i = 0; i < 100; ++i)
        empty_records += record(22, "");
    BOOST_TEST(answer_to(empty_records) != "");
}

BOOST_AUTO_TEST_CASE(records_and_messages_that_are_too_long_are_refused) {
    BOOST_TEST(answer_to(std::string("\x16\x03\x03\xff\xff", 5) + std::string(100, 'x')) != "");
    // A message that announces 16 MB.
    BOOST_TEST(answer_to(record(22, std::string("\x02\xff\xff\xff\x03\x03", 6))) != "");
}

BOOST_AUTO_TEST_SUITE_END()
