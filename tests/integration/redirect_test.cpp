#include "support/client_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using telnyx::redirect_error;
using telnyx::testing::reply;
using telnyx::testing::sandbox;
using telnyx::tests::client_fixture;
using telnyx::tests::kept_over_http2;
using telnyx::tests::thrown_by;

constexpr char models_json[] = R"({"object": "list", "data": [{"id": "m", "created": 1, "owned_by": "o"}]})";

reply moved(std::string_view to) {
    return reply::text(302, "moved").header("location", to);
}

struct redirected_fixture : client_fixture {
    redirected_fixture() : client_fixture({}, telnyx::client_options().max_retries(0)) {}

    void answer(std::string path, reply with) { server.expect("GET", std::move(path)).reply(std::move(with)); }
    std::string origin() const { return server.base_url().substr(0, server.base_url().size() - 3); }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(redirects_over_tls, redirected_fixture)

BOOST_AUTO_TEST_CASE(redirect_is_followed_over_the_same_connection) {
    answer("/v2/ai/models", moved(origin() + "/moved?x=1"));
    answer("/moved", reply(307, std::string(20'000, 'x'), "text/plain").chunked(1000).header("location", "here"));
    answer("/here", reply::json(200, models_json));
    auto const found = get();
    BOOST_TEST(found.data.at(0).id == "m");
    BOOST_TEST(found.http().attempts() == 1);
    BOOST_TEST(statistics().created == 1u);
    BOOST_TEST(statistics().reused == 2u);
    BOOST_TEST(at_rest());
    auto const seen = server.requests();
    BOOST_TEST_REQUIRE(seen.size() == 3u);
    BOOST_TEST(seen[1].target == "/moved?x=1");
    BOOST_TEST(seen[2].headers.text() == seen[0].headers.text());
    server.verify();
}

BOOST_AUTO_TEST_CASE(redirect_that_closes_or_says_too_much_costs_a_connection) {
    answer("/v2/ai/models", moved("/a").then_close());
    answer("/a", reply(302, std::string(200'000, 'x'), "text/plain").header("location", "/b"));
    answer("/b", reply(302, std::string(10'000, 'x'), "text/plain").header("location", "/c").cut_after_bytes(5000));
    answer("/c", reply::json(200, models_json));
    BOOST_TEST(get().data.size() == 1u);
    BOOST_TEST(statistics().created == 4u - kept_over_http2()); // what is too long costs only its stream
    BOOST_TEST(at_rest());
    server.verify();
}

BOOST_AUTO_TEST_CASE(key_never_reaches_another_origin) {
    sandbox const other;
    for (auto const& place :
         {other.base_url() + "/ai/models", "//127.0.0.1:" + std::to_string(other.port()) + "/",
          "https://localhost:" + std::to_string(server.port()) + "/", std::string("http://127.0.0.1/"),
          "https://127.0.0.1:" + std::to_string(server.port()) + "@127.0.0.1:" + std::to_string(other.port()) + "/"}) {
        answer("/v2/ai/models", moved(place));
        auto const failure = thrown_by<redirect_error>([this] { get(); });
        BOOST_TEST(failure.location() == place);
        BOOST_TEST(std::string(failure.what()).find(server.api_key()) == std::string::npos);
    }
    BOOST_TEST(other.statistics().connections_accepted == 0u);
    BOOST_TEST(server.requests().size() == 5u);
    server.verify();
}

// HTTP/2 has no lines.
BOOST_AUTO_TEST_CASE(location_cannot_break_out_of_its_line, *boost::unit_test::label("once")) {
    for (std::string const& broken : {std::string("/a\rb"), std::string("/a\0b", 4), std::string("/a\x7f"),
                                      std::string("/a\nb"), std::string("/a\r\r\nb: c")}) {
        answer("/v2/ai/models",
               reply::raw("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + broken + "\r\n\r\n"));
        BOOST_CHECK_THROW(get(), telnyx::api_connection_error);
    }
}

BOOST_AUTO_TEST_CASE(odd_location_is_refused_or_asked_for_as_it_is) {
    auto const answer_with = [this](std::string const& location) { answer("/v2/ai/models", moved(location)); };
    for (auto const* const odd : {"/\xc3\xa9", "\\\\evil", "/a b", "/\"x\"", "/%0", "/a\tb", ""}) {
        answer_with(odd);
        BOOST_CHECK_THROW(get(), redirect_error);
    }
    answer_with("/" + std::string(65'520, 'x')); // longer than a head may be, and what libnghttp2 takes in one field
    BOOST_CHECK_THROW(get(), telnyx::api_response_error);
    answer_with("/%0d%0aX-Injected:%201");
    answer("/*", reply::json(200, models_json));
    get();
    BOOST_TEST(server.requests().back().target == "/%0d%0aX-Injected:%201");
    BOOST_TEST(!server.requests().back().headers.contains("x-injected"));
}

BOOST_AUTO_TEST_CASE(deadline_ends_a_chain_of_redirects) {
    using namespace std::chrono_literals;
    answer("/v2/ai/models", moved("/a"));
    answer("/a", reply::json(200, models_json).stall());
    BOOST_TEST((thrown_by<telnyx::api_timeout_error>([this] {
                    get(telnyx::request_options().deadline(200ms));
                }).code() == telnyx::errc::deadline_exceeded));
}

BOOST_AUTO_TEST_SUITE_END()
