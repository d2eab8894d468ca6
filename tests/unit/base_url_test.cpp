#include "telnyx/core/base_url.hpp"

#include "telnyx/errors/configuration_error.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using telnyx::configuration_error;
using telnyx::core::parse_base_url;

telnyx::origin origin_of(std::string_view url, bool allow_plain_http = false) {
    return *parse_base_url(url, allow_plain_http).origin;
}

auto says(std::string part) {
    return [part](configuration_error const& failure) {
        return std::string(failure.what()).find(part) != std::string::npos;
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(base_url_tests)

BOOST_AUTO_TEST_CASE(takes_an_url_apart) {
    auto const url = parse_base_url("https://api.telnyx.com/v2", false);
    BOOST_TEST((*url.origin == telnyx::origin{true, "api.telnyx.com", 443, false}));
    BOOST_TEST(url.path == "/v2");
    BOOST_TEST(url.origin->authority() == "api.telnyx.com");
}

BOOST_AUTO_TEST_CASE(path_has_no_slash_at_its_end) {
    BOOST_TEST(parse_base_url("https://host", false).path == "");
    BOOST_TEST(parse_base_url("https://host/", false).path == "");
    BOOST_TEST(parse_base_url("https://host/a/b//", false).path == "/a/b");
    BOOST_TEST(parse_base_url("https://host/a%20b", false).path == "/a%20b");
}

BOOST_AUTO_TEST_CASE(ports_may_be_named) {
    BOOST_TEST(origin_of("https://host:8443").port == 8443);
    BOOST_TEST(origin_of("https://host:8443").authority() == "host:8443");
    BOOST_TEST(origin_of("https://host:443").authority() == "host");
    BOOST_TEST(origin_of("http://localhost").port == 80);
    BOOST_TEST(origin_of("http://localhost:443").authority() == "localhost:443");
    BOOST_TEST(origin_of("https://host:65535").port == 65535);
    BOOST_TEST(origin_of("https://host:08443").authority() == "host:8443");
}

BOOST_AUTO_TEST_CASE(port_that_is_none_is_refused_and_never_another_one) {
    for (std::string const host : {"host", "127.0.0.1", "[::1]", "[2001:db8::1]"})
        for (std::string const port : {"0", "00", "65536", "65979", "99999", "131072", "4294967739", "99999999999",
                                       "18446744073709552059", "x", "+80", "-80", "%38", "80x", ""})
            for (std::string const path : {"", "/v2"}) {
                auto const url = "https://" + host + ":" + port + path;
                BOOST_CHECK_THROW(origin_of(url), configuration_error);
            }
    BOOST_CHECK_EXCEPTION(origin_of("https://127.0.0.1:99999"), configuration_error, says("has no valid port"));
}

BOOST_AUTO_TEST_CASE(addresses_are_told_from_names) {
    BOOST_TEST((origin_of("https://192.0.2.1") == telnyx::origin{true, "192.0.2.1", 443, true}));
    BOOST_TEST((origin_of("https://[2001:DB8::1]:8443") == telnyx::origin{true, "2001:db8::1", 8443, true}));
    BOOST_TEST(origin_of("https://[2001:db8::1]:8443").authority() == "[2001:db8::1]:8443");
}

BOOST_AUTO_TEST_CASE(scheme_is_read_without_regard_to_case) {
    BOOST_TEST(origin_of("HTTPS://host").secure);
    BOOST_TEST(!origin_of("HTTP://localhost").secure);
}

BOOST_AUTO_TEST_CASE(plain_http_leads_to_this_machine_only) {
    for (auto const* const url : {"http://localhost:1/v2", "http://127.0.0.1", "http://127.9.9.9:80", "http://[::1]"})
        BOOST_TEST(!origin_of(url).secure);
    for (auto const* const url : {"http://api.telnyx.com/v2", "http://192.168.0.1", "http://[fe80::1]",
                                  "http://0.0.0.0", "http://localhost.example.com"}) {
        BOOST_CHECK_EXCEPTION(origin_of(url), configuration_error, says("unencrypted"));
        BOOST_TEST(!origin_of(url, true).secure);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_base_url_is_refused) {
    for (auto const* const url : {"",
                                  " ",
                                  "api.telnyx.com",
                                  "/v2",
                                  "//host/v2",
                                  "https://",
                                  "https:///v2",
                                  "https://:443",
                                  "ftp://host",
                                  "httpss://host",
                                  "file:///etc/passwd",
                                  "https://ho st",
                                  " https://host",
                                  "https://host ",
                                  "https://ho\nst",
                                  "https://host/v2?a=b",
                                  "https://host/v2#a",
                                  "https://h%00st",
                                  "https://h%2Fst",
                                  "https://h\xc3\xb6st",
                                  "https://[::1",
                                  "https://[::g]",
                                  "https://host/a b",
                                  "https://a,b",
                                  "https://[v1.x]",
                                  "http://127.0.0.1a/"})
        BOOST_CHECK_EXCEPTION(origin_of(url), configuration_error, says("base URL"));
}

BOOST_AUTO_TEST_CASE(credentials_are_refused_and_not_shown) {
    for (auto const* const url : {"https://user:secret@host/v2", "https://secret@host", "ftp://user:secret@host",
                                  "http://user:secret@example.com", "https://user:secret@ho st"}) {
        BOOST_CHECK_EXCEPTION(origin_of(url), configuration_error, [](configuration_error const& failure) {
            return std::string(failure.what()).find("secret") == std::string::npos;
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
