#include "telnyx/errors/configuration_error.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/gate.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <thread>

namespace {

using namespace telnyx::testing;

struct free_x509 {
    void operator()(X509* object) const { X509_free(object); }
    void operator()(X509_STORE* object) const { X509_STORE_free(object); }
    void operator()(X509_STORE_CTX* object) const { X509_STORE_CTX_free(object); }
    void operator()(BIO* object) const { BIO_free(object); }
};

template <class T>
using owned = std::unique_ptr<T, free_x509>;

owned<X509> parsed(std::string const& pem) {
    owned<BIO> const source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return owned<X509>(PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr));
}

/// OpenSSL's result for a certificate shown with these intermediates.
int verified(certificate const& shown, std::string const& root_pem, std::string const& intermediate_pem = {},
             int purpose = X509_PURPOSE_SSL_SERVER) {
    owned<X509_STORE> const store(X509_STORE_new());
    auto const root = parsed(root_pem);
    X509_STORE_add_cert(store.get(), root.get());
    auto const leaf = parsed(shown.pem);
    auto* const others = sk_X509_new_null();
    auto const intermediate = intermediate_pem.empty() ? nullptr : parsed(intermediate_pem);
    if (intermediate) sk_X509_push(others, intermediate.get());
    owned<X509_STORE_CTX> const context(X509_STORE_CTX_new());
    X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), others);
    X509_STORE_CTX_set_purpose(context.get(), purpose);
    X509_verify_cert(context.get());
    sk_X509_free(others);
    return X509_STORE_CTX_get_error(context.get());
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_certificates)

BOOST_AUTO_TEST_CASE(what_an_authority_issues_is_good_for_its_names) {
    certificate_authority const authority;
    auto const made = authority.issue(certificate_options()
                                          .common_name("not.example")
                                          .dns_name("one.example")
                                          .dns_name("*.two.example")
                                          .ip_address("192.0.2.7")
                                          .ip_address("2001:db8::1")
                                          .email("a@example.com"));
    BOOST_TEST(verified(made, authority.certificate_pem()) == X509_V_OK);
    BOOST_TEST(made.chain_pem == made.pem);
    auto const native = parsed(made.pem);
    auto const good_for = [&](char const* name) {
        return X509_check_host(native.get(), name, 0, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr) == 1;
    };
    BOOST_TEST(good_for("one.example"));
    BOOST_TEST(good_for("x.two.example"));
    BOOST_TEST(!good_for("not.example"));
    BOOST_TEST(X509_check_ip_asc(native.get(), "192.0.2.7", 0) == 1);
    BOOST_TEST(X509_check_ip_asc(native.get(), "2001:db8::1", 0) == 1);
    BOOST_TEST(X509_check_ip_asc(native.get(), "192.0.2.8", 0) == 0);
    BOOST_TEST(X509_check_email(native.get(), "a@example.com", 0, 0) == 1);
}

BOOST_AUTO_TEST_CASE(names_cannot_smuggle_in_others) {
    auto const made = certificate_authority().issue(certificate_options().dns_name("a.example,DNS:b.example"));
    BOOST_TEST(X509_check_host(parsed(made.pem).get(), "b.example", 0, 0, nullptr) == 0);
}

BOOST_AUTO_TEST_CASE(address_has_to_be_one) {
    BOOST_CHECK_THROW(certificate_authority().issue(certificate_options().ip_address("localhost")),
                      telnyx::configuration_error);
}

BOOST_AUTO_TEST_CASE(validity_is_counted_from_now) {
    certificate_authority const authority;
    auto const outcome = [&](int first, int last) {
        return verified(authority.issue(certificate_options().valid_days(first, last)), authority.certificate_pem());
    };
    BOOST_TEST(outcome(-1, 1) == X509_V_OK);
    BOOST_TEST(outcome(-2, -1) == X509_V_ERR_CERT_HAS_EXPIRED);
    BOOST_TEST(outcome(1, 2) == X509_V_ERR_CERT_NOT_YET_VALID);
}

BOOST_AUTO_TEST_CASE(purpose_is_the_only_one) {
    certificate_authority const authority;
    auto const root = authority.certificate_pem();
    auto const server = authority.issue(certificate_options());
    auto const client = authority.issue(certificate_options().purpose(certificate_purpose::client));
    BOOST_TEST(verified(server, root, {}, X509_PURPOSE_SSL_CLIENT) == X509_V_ERR_INVALID_PURPOSE);
    BOOST_TEST(verified(client, root, {}, X509_PURPOSE_SSL_SERVER) == X509_V_ERR_INVALID_PURPOSE);
    BOOST_TEST(verified(client, root, {}, X509_PURPOSE_SSL_CLIENT) == X509_V_OK);
}

BOOST_AUTO_TEST_CASE(chain_needs_its_intermediates) {
    certificate_authority const root("root");
    auto const middle = root.issue_authority("middle");
    auto const made = middle.issue(certificate_options());
    BOOST_TEST(made.chain_pem == made.pem + middle.certificate_pem());
    BOOST_TEST(verified(made, root.certificate_pem(), middle.certificate_pem()) == X509_V_OK);
    BOOST_TEST(verified(made, root.certificate_pem()) == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    BOOST_TEST(verified(made, certificate_authority("root").certificate_pem(), middle.certificate_pem()) != X509_V_OK);
    auto const low = middle.issue_authority("low").issue(certificate_options());
    BOOST_TEST(low.chain_pem.ends_with(middle.certificate_pem()));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sandbox_gate)

BOOST_AUTO_TEST_CASE(gate_lets_pass_once_it_is_open) {
    gate entrance;
    auto copy = entrance;
    int passed = 0;
    entrance.arrive([&] { ++passed; });
    entrance.arrive([&] { ++passed; });
    BOOST_TEST(passed == 0);
    BOOST_TEST(copy.wait_until_reached(2));
    BOOST_TEST(!copy.wait_until_reached(3, std::chrono::milliseconds(1)));
    copy.release();
    BOOST_TEST(passed == 2);
    entrance.arrive([&] { ++passed; });
    BOOST_TEST(passed == 3);
    copy.release();
    BOOST_TEST(passed == 3);
}

BOOST_AUTO_TEST_CASE(gate_can_be_awaited_from_another_thread) {
    gate entrance;
    std::thread visitor([entrance]() mutable { entrance.arrive([] {}); });
    BOOST_TEST(entrance.wait_until_reached());
    visitor.join();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sandbox_recorded_request)

BOOST_AUTO_TEST_CASE(targets_are_taken_apart) {
    recorded_request request;
    request.target = "/a%20b?x=1&page%5Bsize%5D=a%26b&empty=&bare&x=2&bad=%zz%4";
    BOOST_TEST(request.path() == "/a%20b");
    BOOST_TEST(request.query_parameter("x").value_or("") == "1");
    BOOST_TEST(request.query_parameter("page[size]").value_or("") == "a&b");
    BOOST_TEST(request.query_parameter("empty").value_or("none") == "");
    BOOST_TEST(request.query_parameter("bare").value_or("none") == "");
    BOOST_TEST(request.query_parameter("bad").value_or("") == "%zz%4");
    BOOST_TEST(!request.query_parameter("none"));
    request.target = "/plain";
    BOOST_TEST(request.query() == "");
    BOOST_TEST(!request.query_parameter(""));
}

BOOST_AUTO_TEST_SUITE_END()
