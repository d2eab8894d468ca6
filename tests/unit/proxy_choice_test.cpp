#include "telnyx/core/proxy_choice.hpp"

#include "support/environment.hpp"
#include "telnyx/errors/configuration_error.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace {

using telnyx::client_options;
using telnyx::configuration_error;
using telnyx::core::choose_proxy;
using telnyx::core::is_listed;
using telnyx::core::parse_proxy;
using telnyx::tests::environment_variable;

telnyx::origin origin_at(std::string const& host, std::uint16_t port = 443) {
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(host, not_an_address);
    return {.secure = true, .host = host, .port = port, .is_address = !not_an_address};
}

telnyx::http::proxy parsed(std::string_view url) {
    return parse_proxy(url, "it");
}

std::string refusal(std::string_view url) {
    try {
        parsed(url);
    } catch (configuration_error const& failure) {
        return failure.what();
    }
    return {};
}

/// An environment without proxies, to which a test may add some.
struct clean_environment {
    environment_variable https_lower{"https_proxy", std::nullopt};
    environment_variable https_upper{"HTTPS_PROXY", std::nullopt};
    environment_variable no_lower{"no_proxy", std::nullopt};
    environment_variable no_upper{"NO_PROXY", std::nullopt};
};

/// The name of the proxy that is chosen for `api.example`; empty when there is none.
std::string chosen(client_options const& options = client_options(), bool secure = true) {
    auto to = origin_at("api.example");
    to.secure = secure;
    auto const proxy = choose_proxy(options, to);
    return proxy ? proxy->address.host_and_port() : std::string();
}

} // namespace

BOOST_AUTO_TEST_SUITE(proxy_choice)

// URLs

BOOST_AUTO_TEST_CASE(url_is_taken_apart) {
    auto const full = parsed("http://user:password@proxy.example:3128/");
    BOOST_TEST(full.address.host == "proxy.example");
    BOOST_TEST(full.address.port == 3128);
    BOOST_TEST(!full.address.secure);
    BOOST_TEST(full.has_credentials);
    BOOST_TEST(full.user == "user");
    BOOST_TEST(full.password == "password");
    BOOST_TEST(full.name() == "the proxy proxy.example:3128");

    for (auto const* const url :
         {"http://proxy.example", "proxy.example", "HTTP://proxy.example:80/", "proxy.example:80"}) {
        auto const plain = parsed(url);
        BOOST_TEST(plain.address.host == "proxy.example");
        BOOST_TEST(plain.address.port == 80);
        BOOST_TEST(!plain.has_credentials);
    }
    BOOST_TEST(parsed("user:pw@10.0.0.1:8080").address.is_address);
    BOOST_TEST(parsed("user:pw@10.0.0.1:8080").user == "user");
    BOOST_TEST(parsed("http://[2001:DB8::1]:8080").address.host == "2001:db8::1");
    BOOST_TEST(parsed("[::1]:8080").address.host_and_port() == "[::1]:8080");
    BOOST_TEST(parsed("localhost:8080").address.host == "localhost");
}

BOOST_AUTO_TEST_CASE(credentials_are_percent_decoded) {
    auto const special = parsed("http://us%40er:p%3Aa%2Fs%25s%23%3F%20w%C3%B6rd@proxy");
    BOOST_TEST(special.user == "us@er");
    BOOST_TEST(special.password == "p:a/s%s#? w\xc3\xb6rd");
    BOOST_TEST(parsed("http://user@proxy").has_credentials);
    BOOST_TEST(parsed("http://user@proxy").password == "");
    BOOST_TEST(parsed("http://user:@proxy").has_credentials);
    BOOST_TEST(parsed("http://:password@proxy").has_credentials);
    BOOST_TEST(!parsed("http://@proxy").has_credentials);
    BOOST_TEST(parsed("http://u:a:b@proxy").password == "a:b");
}

BOOST_AUTO_TEST_CASE(other_kinds_of_proxies_are_refused) {
    for (auto const* const url : {"https://proxy:443", "socks5://proxy:1080", "socks5h://user:secret@proxy",
                                  "socks4://proxy", "SOCKS5://proxy", "ftp://proxy", "://proxy"})
        BOOST_TEST(refusal(url).find("only http:// proxies are") != std::string::npos, url);
}

BOOST_AUTO_TEST_CASE(what_is_no_proxy_url_is_refused_and_not_shown) {
    for (auto const* const url : {"http://",
                                  "http://:3128",
                                  "http://user:secret@",
                                  "http://user:secret@proxy:0",
                                  "http://user:secret@proxy:65536",
                                  "http://user:secret@proxy:99999",
                                  "http://user:secret@proxy:4294970424",
                                  "http://user:secret@127.0.0.1:68664",
                                  "http://user:secret@[::1]:68664",
                                  "user:secret@127.0.0.1:99999",
                                  "http://user:secret@proxy:+3128",
                                  "http://user:secret@proxy:",
                                  "http://user:secret@proxy:x",
                                  "http://user:secret@proxy/path",
                                  "http://user:secret@proxy?a=b",
                                  "http://user:secret@proxy#a",
                                  "http://user:se cret@proxy",
                                  "http://user:sec#ret@proxy",
                                  "http://user:sec/ret@proxy",
                                  "http://user:%zzsecret@proxy",
                                  "http://user:secret%00@proxy",
                                  "http://us%0d%0aer:secret@proxy",
                                  "http://us%3Aer:secret@proxy",
                                  "http://user:secret@pro xy",
                                  "http://user:secret@.proxy",
                                  "http://user:secret@127.1",
                                  "http://user:secret@[::1",
                                  "secret@@proxy",
                                  "user:secret@proxy\r\nX: y",
                                  " http://proxy"}) {
        BOOST_TEST(refusal(url).starts_with("it "), url);
        BOOST_TEST(refusal(url).find("secret") == std::string::npos);
        BOOST_TEST(refusal(url).find("user:") == refusal(url).find("user:password"));
    }
}

// NO_PROXY

BOOST_AUTO_TEST_CASE(name_stands_for_itself_and_for_what_is_below_it) {
    for (auto const* const list :
         {"api.example", "API.Example", ".api.example", "*.api.example", "api.example.", "example", ".example",
          "other, api.example", "other api.example", ",, other,\tapi.example,", "*"})
        BOOST_TEST(is_listed(list, origin_at("api.example")), list);
    for (auto const* const list : {"", ",", " ", "pi.example", "other", "www.api.example", "api.example.com", ".", "..",
                                   "api", "api.*", "ap*.example", "/", "api.example/8"})
        BOOST_TEST(!is_listed(list, origin_at("api.example")), list);
    BOOST_TEST(is_listed("api.example", origin_at("Api.Example.")));
    BOOST_TEST(is_listed("localhost", origin_at("localhost")));
}

BOOST_AUTO_TEST_CASE(addresses_are_compared_as_such) {
    BOOST_TEST(is_listed("127.0.0.1", origin_at("127.0.0.1")));
    BOOST_TEST(is_listed("::1", origin_at("::1")));
    BOOST_TEST(is_listed("[::1]", origin_at("::1")));
    BOOST_TEST(is_listed("2001:DB8:0::1", origin_at("2001:db8::1")));
    BOOST_TEST(is_listed("a,*", origin_at("127.0.0.1")));
    for (auto const* const list : {"127.0.0.2", ".0.0.1", "0.0.1", "127.0.0", "localhost", "::1", "::ffff:127.0.0.1"})
        BOOST_TEST(!is_listed(list, origin_at("127.0.0.1")), list);
    BOOST_TEST(!is_listed("::2 127.0.0.1", origin_at("::1")));
    BOOST_TEST(!is_listed("127.0.0.1", origin_at("localhost"))); // names are not looked up
}

BOOST_AUTO_TEST_CASE(blocks_of_addresses_are_known) {
    for (auto const* const block :
         {"10.1.2.3/32", "10.1.2.0/24", "10.1.2.2/31", "10.0.0.0/8", "8.0.0.0/5", "0.0.0.0/0", "1.2.3.4/0"})
        BOOST_TEST(is_listed(block, origin_at("10.1.2.3")), block);
    for (auto const* const block : {"10.1.2.2/32", "10.1.3.0/24", "10.1.2.0/31", "11.0.0.0/8", "16.0.0.0/5",
                                    "10.1.2.3/33", "10.1.2.3/", "10.1.2.3/x", "10.1.2.3/-1", "/8", "10/8", "::/0"})
        BOOST_TEST(!is_listed(block, origin_at("10.1.2.3")), block);
    for (auto const* const block : {"fd00::/8", "fd00::12/127", "[fd00::]/8", "::/0", "fd00::13/128"})
        BOOST_TEST(is_listed(block, origin_at("fd00::13")), block);
    for (auto const* const block : {"fe00::/8", "fd00::12/128", "fd00::13/129", "0.0.0.0/0"})
        BOOST_TEST(!is_listed(block, origin_at("fd00::13")), block);
}

BOOST_AUTO_TEST_CASE(entry_may_be_for_one_port) {
    BOOST_TEST(is_listed("api.example:443", origin_at("api.example")));
    BOOST_TEST(is_listed("example:8443", origin_at("api.example", 8443)));
    BOOST_TEST(is_listed("127.0.0.1:8443", origin_at("127.0.0.1", 8443)));
    BOOST_TEST(is_listed("[::1]:8443", origin_at("::1", 8443)));
    for (auto const* const list : {"api.example:444", "api.example:", "api.example:x", "api.example:443x", ":443",
                                   "api.example:65979", "api.example:4294967739", "api.example:+443", "api.example:0"})
        BOOST_TEST(!is_listed(list, origin_at("api.example")), list);
    BOOST_TEST(!is_listed("[::1]:443", origin_at("::1", 8443)));
    BOOST_TEST(!is_listed("127.0.0.1:443", origin_at("127.0.0.1", 8443)));
    BOOST_TEST(!is_listed("127.0.0.1:65979", origin_at("127.0.0.1")));
    BOOST_TEST(!is_listed("[::1]:65979", origin_at("::1")));
    BOOST_TEST(is_listed("api.example:0443", origin_at("api.example")));
}

// Options and environment

BOOST_FIXTURE_TEST_CASE(without_option_and_variable_there_is_no_proxy, clean_environment) {
    BOOST_TEST(chosen() == "");
}

BOOST_FIXTURE_TEST_CASE(proxy_comes_from_the_environment, clean_environment) {
    https_upper.set("http://upper:1");
    BOOST_TEST(chosen() == "upper:1");
    https_lower.set(" http://lower:2\n");
    BOOST_TEST(chosen() == "lower:2");
    https_lower.set("");
    BOOST_TEST(chosen() == "");
}

BOOST_FIXTURE_TEST_CASE(exceptions_come_from_the_environment, clean_environment) {
    https_upper.set("http://upper:1");
    no_upper.set("example");
    BOOST_TEST(chosen() == "");
    BOOST_TEST(chosen(client_options().proxy("http://option:3")) == "");
    no_lower.set("other");
    BOOST_TEST(chosen() == "upper:1");
    BOOST_TEST(chosen(client_options().no_proxy("example")) == "");
    no_lower.set("example");
    BOOST_TEST(chosen(client_options().no_proxy("")) == "upper:1");
}

BOOST_FIXTURE_TEST_CASE(options_win_over_the_environment, clean_environment) {
    https_upper.set("http://upper:1");
    BOOST_TEST(chosen(client_options().proxy("http://option:3")) == "option:3");
    BOOST_TEST(chosen(client_options().proxy("")) == "");
}

BOOST_FIXTURE_TEST_CASE(plain_http_goes_straight, clean_environment) {
    https_upper.set("http://upper:1");
    BOOST_TEST(chosen(client_options(), false) == "");
    BOOST_TEST(chosen(client_options().proxy("http://option:3"), false) == "");
}

BOOST_FIXTURE_TEST_CASE(bad_variable_matters_only_where_it_would_be_used, clean_environment) {
    https_upper.set("socks5://user:secret@proxy");
    BOOST_CHECK_EXCEPTION(chosen(), configuration_error, [](configuration_error const& failure) {
        std::string const text = failure.what();
        return text.find("HTTPS_PROXY") != std::string::npos && text.find("secret") == std::string::npos;
    });
    BOOST_TEST(chosen(client_options(), false) == "");
    BOOST_TEST(chosen(client_options().no_proxy("*")) == "");
    BOOST_TEST(chosen(client_options().proxy("")) == "");
    BOOST_CHECK_THROW(chosen(client_options().proxy("socks5://proxy").no_proxy("*")), configuration_error);
}

BOOST_AUTO_TEST_SUITE_END()
