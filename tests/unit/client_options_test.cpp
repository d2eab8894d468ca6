#include "telnyx/options/client_options.hpp"

#include "support/environment.hpp"
#include "support/scripted_fixture.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/body/file_upload.hpp"
#include "telnyx/options/tls_options.hpp"
#include "telnyx/version.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <limits>
#include <ratio>
#include <string>
#include <string_view>

namespace {

using namespace std::chrono_literals;
using telnyx::client_options;
using telnyx::configuration_error;
using telnyx::request_options;
using telnyx::tls_options;
using telnyx::testing::scripted_reply;
using telnyx::tests::environment_variable;
using telnyx::tests::run;

struct fixture : telnyx::tests::scripted_fixture {
    /// What a client with these options sends.
    telnyx::testing::scripted_request sent_by(client_options const& options,
                                              request_options const& call = request_options()) {
        network->expect("GET", "/*").reply(scripted_reply::json(200, R"({"data": []})"));
        telnyx::client const other(io.get_executor(), options);
        run(io, other.ai.retrieve_models(call));
        return network->requests().back();
    }

    /// Options in which key and URL come from the environment.
    client_options bare_options() const { return client_options().custom_transport(network).custom_clock(time); }
};

std::string header(telnyx::testing::scripted_request const& sent, std::string_view name) {
    return std::string(sent.headers.get(name).value_or("(none)"));
}

auto says(std::string part) {
    return [part](configuration_error const& failure) {
        return std::string(failure.what()).find(part) != std::string::npos;
    };
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(client_options_tests, fixture)

BOOST_AUTO_TEST_CASE(key_and_the_url_come_from_the_environment) {
    environment_variable const key("TELNYX_API_KEY", " \t KEY_ENV\r\n");
    environment_variable url("TELNYX_BASE_URL", "\n http://localhost:81/v3 ");
    auto const sent = sent_by(bare_options());
    BOOST_TEST(header(sent, "authorization") == "Bearer KEY_ENV");
    BOOST_TEST(sent.origin.authority() == "localhost:81");
    BOOST_TEST(!sent.secure);
    BOOST_TEST(sent.target == "/v3/ai/models");

    for (auto const& unset :
         {std::optional<std::string>(), std::optional<std::string>(""), std::optional<std::string>(" \t")}) {
        url.set(unset);
        auto const standard = sent_by(bare_options());
        BOOST_TEST(standard.origin.authority() == "api.telnyx.com");
        BOOST_TEST(standard.secure);
        BOOST_TEST(standard.target == "/v2/ai/models");
    }
}

BOOST_AUTO_TEST_CASE(options_win_over_the_environment) {
    environment_variable const key("TELNYX_API_KEY", "KEY_ENV");
    environment_variable const url("TELNYX_BASE_URL", "not an URL");
    auto const sent = sent_by(bare_options().api_key("KEY_OPTION").base_url("https://host"));
    BOOST_TEST(header(sent, "authorization") == "Bearer KEY_OPTION");
    BOOST_TEST(sent.origin.authority() == "host");
    BOOST_TEST(sent.target == "/ai/models");
}

BOOST_AUTO_TEST_CASE(without_a_key_there_is_no_client) {
    for (auto const& unset :
         {std::optional<std::string>(), std::optional<std::string>(""), std::optional<std::string>(" \r\n")}) {
        environment_variable const key("TELNYX_API_KEY", unset);
        BOOST_CHECK_EXCEPTION(telnyx::client(io.get_executor(), bare_options()), configuration_error,
                              says("TELNYX_API_KEY"));
    }
}

BOOST_AUTO_TEST_CASE(key_that_cannot_be_one_is_refused_and_not_shown) {
    for (std::string const key :
         {"SECRET KEY", "SECRET\r\nX: y", "SECRET\n", " SECRET", "SECRET\x80", "SECRET\x7f", "\tSECRET"}) {
        BOOST_CHECK_EXCEPTION(telnyx::client(io.get_executor(), bare_options().api_key(key)), configuration_error,
                              [](configuration_error const& failure) {
                                  return std::string(failure.what()).find("SECRET") == std::string::npos;
                              });
    }
}

BOOST_AUTO_TEST_CASE(options_that_make_no_client_are_refused) {
    auto const refused = [this](client_options const& bad, std::string const& what) {
        BOOST_CHECK_EXCEPTION(telnyx::client(io.get_executor(), bad), configuration_error, says(what));
    };
    refused(options().base_url("ftp://host"), "base URL");
    refused(options().base_url("http://example.com"), "unencrypted");
    refused(options().user_agent_suffix("a\r\nb"), "user agent");
    BOOST_CHECK_NO_THROW(
        telnyx::client(io.get_executor(), options().base_url("http://example.com").allow_plain_http()));
}

BOOST_AUTO_TEST_CASE(limits_that_make_no_sense_are_refused_by_name) {
    auto const refused = [](std::string const& name, auto&& set) {
        BOOST_CHECK_EXCEPTION(
            set(), telnyx::invalid_argument_error, [&](telnyx::invalid_argument_error const& failure) {
                return failure.parameter() == name && std::string(failure.what()).find(name) != std::string::npos;
            });
    };
    for (auto const span : {0s, -1s, std::chrono::seconds::min()}) {
        refused("timeout", [&] { bare_options().timeout(span); });
        refused("connect_timeout", [&] { bare_options().connect_timeout(span); });
        refused("silence_timeout", [&] { bare_options().silence_timeout(span); });
        refused("event_timeout", [&] { bare_options().event_timeout(span); });
        refused("deadline", [&] { bare_options().deadline(span); });
        if (span == 0s) continue;
        refused("max_retry_delay", [&] { bare_options().max_retry_delay(span); });
        refused("idle_time", [&] { bare_options().idle_time(span); });
        refused("dns_cache_time", [&] { bare_options().dns_cache_time(span); });
    }
    for (int const count : {-1, std::numeric_limits<int>::min()}) {
        refused("max_retries", [&] { bare_options().max_retries(count); });
        refused("max_redirects", [&] { bare_options().max_redirects(count); });
    }
    refused("max_connections", [&] { bare_options().max_connections(0); });
    refused("max_header_size", [&] { bare_options().max_header_size(0); });
    refused("max_response_size", [&] { bare_options().max_response_size(0); });
    refused("max_event_size", [&] { bare_options().max_event_size(0); });
    refused("max_json_depth", [&] { bare_options().max_json_depth(0); });
}

BOOST_AUTO_TEST_CASE(where_none_at_all_has_a_meaning_it_is_taken) {
    auto const made =
        bare_options().max_retries(0).max_redirects(0).max_retry_delay(0s).idle_time(0s).dns_cache_time(0s);
    BOOST_TEST(made.max_retries() == 0);
    BOOST_TEST(made.max_redirects() == 0);
    BOOST_TEST((made.max_retry_delay() == 0s));
    BOOST_TEST((made.idle_time() == 0s));
    BOOST_TEST((made.dns_cache_time() == 0s));
}

BOOST_AUTO_TEST_CASE(times_too_long_for_the_clock_mean_no_limit) {
    using std::chrono::hours;
    auto const never = client_options::duration::max();
    for (auto const span : {hours::max(), hours(2'562'048), hours(1'000'000'000)}) {
        auto const made = bare_options()
                              .timeout(span)
                              .connect_timeout(span)
                              .silence_timeout(span)
                              .event_timeout(span)
                              .deadline(span)
                              .max_retry_delay(span)
                              .idle_time(span)
                              .dns_cache_time(span);
        for (auto const each : {made.timeout(), made.connect_timeout(), made.silence_timeout(), made.event_timeout(),
                                made.deadline(), made.max_retry_delay(), made.idle_time(), made.dns_cache_time()})
            BOOST_TEST((each == never));
    }
    BOOST_TEST((bare_options().timeout(hours(2'562'047)).timeout() == hours(2'562'047)));
    BOOST_TEST((bare_options().timeout(std::chrono::duration<unsigned, std::milli>(5)).timeout() == 5ms));
    BOOST_TEST(
        (bare_options().timeout(std::chrono::duration<int, std::ratio<86'400 * 7>>(500'000)).timeout() == never));
}

BOOST_AUTO_TEST_CASE(depth_of_json_stays_within_the_stack) {
    BOOST_TEST(bare_options().max_json_depth(1000).max_json_depth() == 1000u);
    BOOST_TEST(bare_options().max_json_depth(std::numeric_limits<std::size_t>::max()).max_json_depth() == 2000u);
}

BOOST_AUTO_TEST_CASE(every_request_has_these_headers) {
    auto const sent = sent_by(options());
    std::string const version(telnyx::version);
    BOOST_TEST(header(sent, "Authorization") == "Bearer KEY123");
    BOOST_TEST(header(sent, "Accept") == "application/json");
    BOOST_TEST(header(sent, "User-Agent") == "telnyx-cpp/" + version);
    BOOST_TEST(header(sent, "X-Stainless-Lang") == "cpp");
    BOOST_TEST(header(sent, "X-Stainless-Package-Version") == version);
    BOOST_TEST(header(sent, "X-Stainless-Retry-Count") == "0");
    BOOST_TEST(header(sent, "X-Stainless-OS") != "(none)");
    BOOST_TEST(header(sent, "X-Stainless-Arch") != "(none)");
    BOOST_TEST(header(sent, "X-Stainless-Timeout") == "(none)");
    BOOST_TEST(header(sent, "Content-Type") == "(none)");
    BOOST_TEST(!sent.has_body);
}

BOOST_AUTO_TEST_CASE(user_agent_can_be_extended) {
    auto const sent = sent_by(options().user_agent_suffix("my-app/1.2 (test)"));
    BOOST_TEST(header(sent, "User-Agent") == "telnyx-cpp/" + std::string(telnyx::version) + " my-app/1.2 (test)");
}

BOOST_AUTO_TEST_CASE(default_headers_replace_built_in_ones) {
    auto const sent = sent_by(options()
                                  .header("user-agent", "mine")
                                  .header("Authorization", "Bearer other")
                                  .header("accept", "application/vnd.x+json")
                                  .header("X-Mine", "1")
                                  .header("x-mine", "2"));
    BOOST_TEST(header(sent, "User-Agent") == "mine");
    BOOST_TEST(header(sent, "Authorization") == "Bearer other");
    BOOST_TEST(header(sent, "Accept") == "application/vnd.x+json");
    BOOST_TEST(header(sent, "X-Mine") == "2");
    std::size_t count = 0;
    for (auto const& each : sent.headers)
        if (each.name == "user-agent" || each.name == "User-Agent") ++count;
    BOOST_TEST(count == 1u);
}

BOOST_AUTO_TEST_CASE(headers_that_cannot_be_sent_are_refused_at_once) {
    auto const refused = [](std::string_view name, std::string_view value) {
        BOOST_CHECK_THROW(client_options().header(name, value), telnyx::invalid_argument_error);
        BOOST_CHECK_THROW(request_options().header(name, value), telnyx::invalid_argument_error);
    };
    for (std::string_view const value :
         {std::string_view("a\r\nB: c"), std::string_view("a\nb"), std::string_view("\r"), std::string_view("a\0b", 3),
          std::string_view("a\x1b"), std::string_view("a\x7f"), std::string_view(" a"), std::string_view("a\t")})
        refused("X-A", value);
    for (std::string_view const name : {"", "X A", "X:", "X\r\n", "X\xc3\xa9", "(x)", "\"x\""})
        refused(name, "a");
    for (std::string_view const name : {"Content-Length", "content-length", "TRANSFER-ENCODING", "Host", "Connection",
                                        "Upgrade", "Proxy-Authorization"})
        refused(name, "1");
    for (std::string_view const value : {"", "a b", "a\tb", "\xc3\xa9", "\"a\", b;c=d"}) {
        BOOST_CHECK_NO_THROW(client_options().header("X-A", value));
        BOOST_CHECK_NO_THROW(request_options().header("X-A", value));
    }
}

BOOST_AUTO_TEST_CASE(defaults_are_as_documented) {
    client_options const standard;
    BOOST_TEST((standard.timeout() == 60s));
    BOOST_TEST((standard.connect_timeout() == 10s));
    BOOST_TEST((standard.silence_timeout() == 60s));
    BOOST_TEST((standard.deadline() == client_options::duration::max()));
    BOOST_TEST(standard.max_retries() == 2);
    BOOST_TEST((standard.max_retry_delay() == 60s));
    BOOST_TEST(standard.max_connections() == 64u);
    BOOST_TEST(standard.max_read_ahead() == std::size_t(64) * 1024 * 1024);
    BOOST_TEST(bare_options().max_read_ahead(0).max_read_ahead() == 0u);
    BOOST_TEST((standard.idle_time() == 60s));
    BOOST_TEST((standard.dns_cache_time() == 60s));
    BOOST_TEST(standard.max_header_size() == 64u * 1024);
    BOOST_TEST(standard.max_response_size() == 64u * 1024 * 1024);
    BOOST_TEST(standard.max_event_size() == 1024u * 1024);
    BOOST_TEST(standard.max_json_depth() == 64u);
}

BOOST_AUTO_TEST_CASE(any_text_is_taken) {
    std::string const whole = "https://example.com/v2?";
    std::string_view const view = std::string_view(whole).substr(0, 22);
    char const* const pointer = "https://example.com/v2";
    for (auto const& made :
         {client_options().base_url(view), client_options().base_url(pointer),
          client_options().base_url(std::string(view)), client_options().base_url("https://example.com/v2")})
        BOOST_TEST(made.base_url() == pointer);
    BOOST_TEST(client_options().api_key(view).api_key() == view);
    BOOST_TEST(client_options().api_key(pointer).api_key() == view);
    BOOST_TEST(client_options().query(view, view).default_query().at(0).value == view);
    BOOST_TEST(request_options().query(view, view).extra_query().at(0).name == view);
    BOOST_TEST(request_options().without_header(view).removed_headers().at(0) == view);
    BOOST_TEST(tls_options().ca_file(view).client_certificate(view, view).ca_file() == view);
    BOOST_TEST(telnyx::file_upload::from_bytes("x", view.substr(8, 11), view.substr(0, 5)).content_type() == "https");
}

// What std::getenv() returns for a variable that is not set.
BOOST_AUTO_TEST_CASE(null_pointer_is_no_text) {
    char const* const nothing = nullptr;
    BOOST_CHECK_THROW(client_options().api_key(nothing), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(client_options().base_url(nothing), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(client_options().header("X-A", nothing), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(request_options().query(nothing, "a"), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(tls_options().ca_file(nothing), telnyx::invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(copies_of_a_client_share_everything) {
    network->expect("GET", "/v2/ai/models").times(2).reply(scripted_reply::json(200, R"({"data": []})"));
    auto const copy = client;
    run(io, copy.ai.retrieve_models());
    run(io, client.ai.retrieve_models());
    BOOST_TEST(network->requests().size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
