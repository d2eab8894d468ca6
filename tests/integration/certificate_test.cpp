// Which certificates a client takes, after RFC 5280, RFC 6125 and RFC 9525.

#include "support/crafted_certificate.hpp"
#include "support/tls_fixture.hpp"
#include "telnyx/testing/certificate_authority.hpp"

#include <boost/test/unit_test.hpp>

#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace telnyx::testing;
using namespace telnyx::tests;
using crafted = crafted_certificate::options;

bool mentions(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// What a client says of a certificate, when it wants to talk to `host`; empty when it is content.
std::string complaint(certificate const& shown, std::string const& trust, std::string const& host = "api.example.com") {
    tls_fixture f(shown, trust);
    f.make_client(f.options(host));
    try {
        f.get();
        BOOST_TEST(f.server.requests() == 1u);
        return {};
    } catch (telnyx::certificate_error const&) {
    }
    tls_fixture again(shown, trust);
    again.make_client(again.options(host));
    auto const text = again.failure<telnyx::certificate_error>().message();
    BOOST_TEST(mentions(text, host));
    BOOST_TEST(mentions(again.server.last_error(), "alert")); // the server is told, too
    return text;
}

/// The same for a certificate of a trusted authority.
std::string complaint_of(certificate_options const& names, std::string const& host = "api.example.com") {
    certificate_authority const authority;
    return complaint(authority.issue(names), authority.certificate_pem(), host);
}

certificate_options named(std::string name) {
    return certificate_options().dns_name(std::move(name));
}

crafted_certificate root(int rsa_bits = 0) {
    crafted made;
    made.names.common_name("crafted root");
    made.extensions = {{NID_basic_constraints, "critical,CA:TRUE"}, {NID_key_usage, "critical,keyCertSign"}};
    made.rsa_bits = rsa_bits;
    return crafted_certificate(made);
}

/// A certificate for `api.example.com`, or for an authority in the middle.
crafted issued_by(crafted_certificate const& issuer, std::string const& name = "api.example.com") {
    crafted made;
    made.names.common_name(name).dns_name(name);
    made.issuer = &issuer;
    return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(certificates, *boost::unit_test::label("once"))

// Names

BOOST_AUTO_TEST_CASE(certificate_for_the_name_is_taken) {
    for (auto const* const name : {"api.example.com", "API.Example.COM", "*.example.com"})
        for (auto const* const host : {"api.example.com", "Api.eXample.com", "api.example.com."})
            BOOST_TEST(complaint_of(named(name), host) == "", name << " for " << host);
    BOOST_TEST(complaint_of(named("other").dns_name("api.example.com")) == "");
    BOOST_TEST(complaint_of(named("xn--bcher-kva.example.com"), "xn--bcher-kva.example.com") == "");
    BOOST_TEST(complaint_of(named("*.example.com"), "xn--bcher-kva.example.com") == "");
}

BOOST_AUTO_TEST_CASE(certificate_for_another_name_is_refused) {
    for (auto const* const name :
         {"example.com", "www.api.example.com", "api.example.co", "api.example.com.evil.org", "evilapi.example.com",
          "api-example.com", "api.example.com.", ".example.com", "", " api.example.com", "https://api.example.com"})
        BOOST_TEST(mentions(complaint_of(named(name)), "hostname mismatch"), name);
    BOOST_TEST(mentions(complaint_of(named("b\xc3\xbc"
                                           "cher.example.com"),
                                     "xn--bcher-kva.example.com"),
                        "hostname mismatch"));
}

BOOST_AUTO_TEST_CASE(wildcard_is_the_whole_first_label_and_nothing_else) {
    for (auto const* const name : {"a*.example.com", "*i.example.com", "a*i.example.com", "*", "*.com", "*.*.com",
                                   "*.*.example.com", "api.*.com", "*api.example.com", "**.example.com",
                                   "*.api.example.com", "api.example.*", "*example.com", "*..example.com"})
        BOOST_TEST(mentions(complaint_of(named(name)), "hostname mismatch"), name);
    for (auto const* const host : {"example.com", "a.b.example.com", "b.api.example.com"})
        BOOST_TEST(mentions(complaint_of(named("*.example.com"), host), "hostname mismatch"), host);
    BOOST_TEST(mentions(complaint_of(named("xn--*.example.com"), "xn--bcher-kva.example.com"), "hostname mismatch"));
    BOOST_TEST(mentions(complaint_of(named("*.example"), "api.example"), "hostname mismatch")); // all of a top level
}

BOOST_AUTO_TEST_CASE(zero_byte_does_not_end_a_name) {
    using namespace std::string_literals;
    for (auto const& name :
         {"api.example.com\0.evil.org"s, "api.example.com\0"s, "\0api.example.com"s, "*.example.com\0.evil"s})
        BOOST_TEST(mentions(complaint_of(named(name)), "hostname mismatch"));
}

BOOST_AUTO_TEST_CASE(only_the_right_kind_of_name_counts) {
    auto const subject = certificate_options().common_name("api.example.com");
    BOOST_TEST(mentions(complaint_of(subject), "hostname mismatch"));
    BOOST_TEST(mentions(complaint_of(certificate_options(subject).dns_name("other.example.com")), "hostname mismatch"));
    BOOST_TEST(mentions(complaint_of(certificate_options(subject).ip_address("127.0.0.1")), "hostname mismatch"));
    BOOST_TEST(mentions(complaint_of(certificate_options().email("api.example.com")), "hostname mismatch"));
    BOOST_TEST(mentions(complaint_of(certificate_options().email("me@api.example.com")), "hostname mismatch"));
    auto const root_of_all = root();
    auto uri = issued_by(root_of_all);
    uri.names = certificate_options();
    uri.extensions = {{NID_subject_alt_name, "URI:https://api.example.com/"}};
    BOOST_TEST(mentions(complaint(crafted_certificate(uri).shown(), root_of_all.pem()), "hostname mismatch"));
}

BOOST_AUTO_TEST_CASE(addresses_are_no_names) {
    BOOST_TEST(complaint_of(certificate_options().ip_address("127.0.0.1"), "127.0.0.1") == "");
    for (auto const& options :
         {named("127.0.0.1"), named("*.0.0.1"), certificate_options().common_name("127.0.0.1"),
          certificate_options().ip_address("127.0.0.2"), certificate_options().ip_address("::ffff:127.0.0.1"),
          certificate_options().email("127.0.0.1"), certificate_options().ip_address("::1")})
        BOOST_TEST(mentions(complaint_of(options, "127.0.0.1"), "IP address mismatch"));
}

// Time

BOOST_AUTO_TEST_CASE(every_certificate_on_the_way_has_to_be_valid_now) {
    BOOST_TEST(mentions(complaint_of(named("api.example.com").valid_days(-2, -1)), "certificate has expired"));
    BOOST_TEST(mentions(complaint_of(named("api.example.com").valid_days(1, 2)), "certificate is not yet valid"));
    auto const top = root();
    auto middle = issued_by(top, "middle");
    middle.extensions = {{NID_basic_constraints, "critical,CA:TRUE"}};
    middle.names.valid_days(-3, -1);
    crafted_certificate const expired(middle);
    BOOST_TEST(
        mentions(complaint(crafted_certificate(issued_by(expired)).shown(), top.pem()), "certificate has expired"));
}

// Chains

BOOST_AUTO_TEST_CASE(chain_has_to_lead_to_a_trusted_root) {
    certificate_authority const top;
    auto const middle = top.issue_authority("middle");
    auto shown = middle.issue(named("api.example.com"));
    BOOST_TEST(complaint(shown, top.certificate_pem()) == "");
    shown.chain_pem += top.certificate_pem(); // of no use, but often seen
    BOOST_TEST(complaint(shown, top.certificate_pem()) == "");
    BOOST_TEST(mentions(complaint(shown, certificate_authority("other").certificate_pem()),
                        "self-signed certificate in certificate chain"));
    shown.chain_pem = shown.pem;
    BOOST_TEST(mentions(complaint(shown, top.certificate_pem()), "unable to get local issuer certificate"));
    // An authority in the middle is no root, even where it is trusted.
    BOOST_TEST(complaint(shown, middle.certificate_pem()) != "");
}

BOOST_AUTO_TEST_CASE(who_signs_for_himself_has_to_be_trusted_himself) {
    crafted alone;
    alone.names.common_name("alone").dns_name("api.example.com");
    crafted_certificate const self_signed(alone);
    auto const text = complaint(self_signed.shown(), certificate_authority().certificate_pem());
    BOOST_TEST(mentions(text, "self-signed certificate"));
    BOOST_TEST(mentions(text, "tls_options().ca_file(...) or ca_pem(...)"));
    BOOST_TEST(mentions(text, "SSL_CERT_FILE"));
    BOOST_TEST(complaint(self_signed.shown(), self_signed.pem()) == "");
    BOOST_TEST(mentions(complaint(self_signed.shown(), self_signed.pem(), "other.example.com"), "hostname mismatch"));
}

BOOST_AUTO_TEST_CASE(certificate_of_a_server_signs_no_other) {
    auto const top = root();
    for (auto const* const constraints : {"critical,CA:FALSE", "CA:FALSE", ""}) {
        auto middle = issued_by(top, "middle.example.com");
        if (*constraints != '\0') middle.extensions = {{NID_basic_constraints, constraints}};
        crafted_certificate const greedy(middle);
        BOOST_TEST(
            mentions(complaint(crafted_certificate(issued_by(greedy)).shown(), top.pem()), "invalid CA certificate"));
    }
    auto middle = issued_by(top, "middle.example.com");
    middle.extensions = {{NID_basic_constraints, "critical,CA:TRUE"}, {NID_key_usage, "critical,digitalSignature"}};
    crafted_certificate const not_for_signing(middle);
    BOOST_TEST(complaint(crafted_certificate(issued_by(not_for_signing)).shown(), top.pem()) != "");
}

BOOST_AUTO_TEST_CASE(limits_of_an_authority_count) {
    auto const top = root();
    auto limited = issued_by(top, "limited");
    limited.extensions = {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"}};
    crafted_certificate const last(limited);
    BOOST_TEST(complaint(crafted_certificate(issued_by(last)).shown(), top.pem()) == "");
    auto below = issued_by(last, "below");
    below.extensions = {{NID_basic_constraints, "critical,CA:TRUE"}};
    crafted_certificate const too_low(below);
    BOOST_TEST(mentions(complaint(crafted_certificate(issued_by(too_low)).shown(), top.pem()), "path length"));

    auto local = issued_by(top, "local");
    local.extensions = {{NID_basic_constraints, "critical,CA:TRUE"},
                        {NID_name_constraints, "critical,permitted;DNS:example.org"}};
    crafted_certificate const elsewhere(local);
    BOOST_TEST(mentions(complaint(crafted_certificate(issued_by(elsewhere)).shown(), top.pem()), "permitted subtree"));
}

BOOST_AUTO_TEST_CASE(purpose_has_to_be_that_of_a_server) {
    auto const top = root();
    auto const with_purpose = [&](std::vector<std::pair<int, std::string>> extensions) {
        auto made = issued_by(top);
        made.extensions = std::move(extensions);
        return complaint(crafted_certificate(made).shown(), top.pem());
    };
    BOOST_TEST(with_purpose({}) == "");
    BOOST_TEST(with_purpose({{NID_ext_key_usage, "clientAuth,serverAuth"}}) == "");
    for (auto const* const other : {"clientAuth", "codeSigning", "emailProtection", "OCSPSigning"})
        BOOST_TEST(mentions(with_purpose({{NID_ext_key_usage, other}}), "purpose"), other);
    BOOST_TEST(with_purpose({{NID_key_usage, "critical,keyCertSign"}}) != "");
}

// Strength

BOOST_AUTO_TEST_CASE(weak_keys_and_digests_are_refused) {
    auto const top = root();
    auto weak = issued_by(top);
    weak.rsa_bits = 1024;
    BOOST_TEST(mentions(complaint(crafted_certificate(weak).shown(), top.pem()), "EE certificate key too weak"));
    auto middle = issued_by(top, "middle");
    middle.extensions = {{NID_basic_constraints, "critical,CA:TRUE"}};
    middle.rsa_bits = 1024;
    crafted_certificate const weak_authority(middle);
    BOOST_TEST(mentions(complaint(crafted_certificate(issued_by(weak_authority)).shown(), top.pem()), "key too weak"));
    for (auto const* const digest : {EVP_sha1(), EVP_md5()}) {
        auto const strong = root(2048);
        auto made = issued_by(strong);
        made.digest = digest;
        BOOST_TEST(mentions(complaint(crafted_certificate(made).shown(), strong.pem()), "digest algorithm too weak"));
    }
}

// Changes

BOOST_AUTO_TEST_CASE(new_certificate_is_looked_at_when_the_server_knows_no_session_any_more) {
    certificate_authority const authority;
    auto const good = authority.issue(named("api.example.com"));
    for (auto const& [second, reason] : {std::pair{good, ""},
                                         {authority.issue(named("api.example.com")), ""},
                                         {authority.issue(named("other.example.com")), "hostname mismatch"},
                                         {authority.issue(named("api.example.com").valid_days(-2, -1)), "expired"},
                                         {certificate_authority("other").issue(named("api.example.com")), "issuer"}}) {
        tls_fixture f(good, authority.certificate_pem());
        f.make_client(f.options().idle_time({}));
        f.get();
        f.get();
        BOOST_TEST(f.server.resumed() == 1u);
        f.server.forget_sessions();
        f.server.show(second);
        if (*reason == '\0') {
            f.get();
            f.get();
            BOOST_TEST(f.server.resumed() == 2u);
        } else {
            auto const failure = thrown_by<telnyx::certificate_error>([&] { f.get(); });
            BOOST_TEST(mentions(failure.message(), reason));
            BOOST_TEST(f.server.requests() == 2u);
        }
    }
}

BOOST_AUTO_TEST_CASE(session_does_not_outlive_its_certificate) {
    auto const top = root();
    auto made = issued_by(top);
    made.seconds = 3;
    auto const shown = crafted_certificate(made).shown();
    tls_fixture two(shown, top.pem(), [](SSL_CTX* context) { SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION); });
    tls_fixture three(shown, top.pem());
    for (auto* const f : {&two, &three}) {
        f->make_client(f->options().idle_time({}));
        f->get();
        f->get();
        BOOST_TEST(f->server.resumed() == 1u);
    }
    run(three.io, [] { return pause(std::chrono::milliseconds(4100)); });
    for (auto* const f : {&two, &three}) {
        auto const failure = thrown_by<telnyx::certificate_error>([&] { f->get(); });
        BOOST_TEST(mentions(failure.message(), "expired"));
        BOOST_TEST(f->server.requests() == 2u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
