#ifdef TELNYX_HTTP2

#include "support/body_sources.hpp"
#include "support/http2_servers.hpp"
#include "support/nginx.hpp"
#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using telnyx::http2_mode;
using telnyx::transport_request;
using telnyx::tests::answer;
using telnyx::tests::http2_server;
using telnyx::tests::task;
using namespace std::chrono_literals;

namespace {

boost::test_tools::assertion_result has_nghttpd(boost::unit_test::test_unit_id) {
    return http2_server::installed("nghttpd");
}

boost::test_tools::assertion_result has_node(boost::unit_test::test_unit_id) {
    return http2_server::installed("node");
}

telnyx::net::pool_options with_http2(http2_mode mode = http2_mode::required) {
    telnyx::net::pool_options options;
    options.http2 = mode;
    return options;
}

/// A server and a pool of connections to it.
struct server_fixture {
    server_fixture(std::string const& program, http2_server::arguments const& of,
                   telnyx::net::pool_options options = with_http2())
        : server(program, of) {
        options.tls.ca_pem(server.ca_pem());
        pool = std::make_shared<telnyx::net::pool>(io.get_executor(), options);
    }

    std::shared_ptr<transport_request> request(std::string method, std::string target, std::string body = {}) const {
        return telnyx::tests::request_to(to, std::move(method), std::move(target), std::move(body));
    }

    task<answer> start(std::shared_ptr<transport_request> sent) {
        return task(io, [over = pool, sent] { return telnyx::tests::round_trip(over, sent); });
    }

    answer fetch(std::shared_ptr<transport_request> sent) { return start(std::move(sent)).get(); }
    answer get(std::string target) { return fetch(request("GET", std::move(target))); }
    telnyx::pool_statistics statistics() const { return pool->statistics(); }

    asio::io_context io;
    http2_server server;
    std::shared_ptr<telnyx::origin const> to = std::make_shared<telnyx::origin const>(
        telnyx::origin{.secure = true, .host = "127.0.0.1", .port = server.port(), .is_address = true});
    std::shared_ptr<telnyx::net::pool> pool;
};

struct nghttpd_fixture : server_fixture {
    explicit nghttpd_fixture(std::vector<std::string> const& more = {},
                             telnyx::net::pool_options const& options = with_http2())
        : server_fixture("nghttpd", http2_server::nghttpd(more), options) {}
};

/// A script for Node that serves HTTP/2 with `handler`, the body of a function of `stream` and `headers`.
http2_server::arguments node_stream(std::string const& handler, std::string const& options = "") {
    return http2_server::node(R"(
const http2 = require('http2'), fs = require('fs'), [port, folder] = process.argv.slice(1);
const server = http2.createSecureServer({key: fs.readFileSync(folder + '/key.pem'),
    cert: fs.readFileSync(folder + '/chain.pem'), )" +
                              options + R"(});
server.on('stream', (stream, headers) => { stream.on('error', () => {}); )" +
                              handler + R"( });
server.on('sessionError', () => {});
server.listen(port, '127.0.0.1');
)");
}

boost::test_tools::assertion_result has_nginx(boost::unit_test::test_unit_id) {
    return http2_server::installed("nginx");
}

struct nginx_fixture {
    task<answer> start(std::string target) {
        auto const sent = telnyx::tests::request_to(to, "GET", std::move(target));
        return task(io, [over = pool, sent] { return telnyx::tests::round_trip(over, sent); });
    }
    answer get(std::string target) { return start(std::move(target)).get(); }

    static telnyx::net::pool_options options(std::string authority) {
        auto made = with_http2();
        made.tls.ca_pem(std::move(authority));
        return made;
    }

    asio::io_context io;
    telnyx::tests::nginx server{"", " http2"};
    std::shared_ptr<telnyx::origin const> to = std::make_shared<telnyx::origin const>(
        telnyx::origin{.secure = true, .host = "127.0.0.1", .port = server.port(), .is_address = true});
    std::shared_ptr<telnyx::net::pool> pool =
        std::make_shared<telnyx::net::pool>(io.get_executor(), options(server.ca_pem()));
};

} // namespace

BOOST_AUTO_TEST_SUITE(http2_with_nghttpd,
                      *boost::unit_test::precondition(has_nghttpd) * boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(calls_share_one_connection) {
    nghttpd_fixture with;
    with.server.serve("file", "content");
    std::vector<task<answer>> calls;
    for (int i = 0; i < 50; ++i)
        calls.push_back(with.start(with.request("GET", "/file")));
    for (auto& each : calls) {
        auto const got = each.get();
        BOOST_TEST(got.status == 200);
        BOOST_TEST(got.body == "content");
    }
    auto const now = with.statistics();
    BOOST_TEST(now.created == 1u);
    BOOST_TEST(now.reused == 49u);
    BOOST_TEST(now.open == 1u);
    BOOST_TEST(now.idle == 1u);
    BOOST_TEST(now.streams == 0u);
    telnyx::tests::run_ready(with.io);
    BOOST_TEST(with.io.stopped()); // an idle connection is no work
    BOOST_TEST(with.get("/file").body == "content");
    BOOST_TEST(with.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(large_bodies_arrive_whole) {
    nghttpd_fixture with;
    std::string content(20'000'000, '\0');
    for (std::size_t i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>('a' + i * 7919 % 26);
    with.server.serve("large", content);
    auto first = with.start(with.request("GET", "/large"));
    auto second = with.start(with.request("GET", "/large"));
    BOOST_TEST((first.get().body == content));
    BOOST_TEST((second.get().body == content));
}

BOOST_AUTO_TEST_CASE(response_to_head_has_no_body) {
    nghttpd_fixture with;
    with.server.serve("file", "content");
    auto const got = with.fetch(with.request("HEAD", "/file"));
    BOOST_TEST(got.status == 200);
    BOOST_TEST((got.headers.get("content-length") == "7"));
    BOOST_TEST(got.body.empty());
}

BOOST_AUTO_TEST_CASE(bodies_are_uploaded_from_memory_and_from_a_source) {
    nghttpd_fixture with({"--echo-upload"});
    std::string const content(3'000'000, 'x');
    BOOST_TEST((with.fetch(with.request("POST", "/", content)).body == content));
    for (bool const known : {true, false}) {
        auto const sent = with.request("POST", "/");
        sent->has_body = true;
        auto const source = telnyx::tests::source_of(std::vector<std::string>(150, std::string(20'000, 'x')));
        if (known) source->announce(content.size());
        sent->source = source;
        BOOST_TEST((with.fetch(sent).body == content));
    }
}

BOOST_AUTO_TEST_CASE(trailers_end_a_response) {
    nghttpd_fixture with({"--trailer", "x: y"});
    with.server.serve("file", "content");
    BOOST_TEST(with.get("/file").body == "content");
}

BOOST_AUTO_TEST_CASE(more_calls_than_the_server_allows_streams_get_more_connections) {
    auto options = with_http2();
    options.connections = 2;
    nghttpd_fixture with({"-m", "5"}, options);
    with.server.serve("file", "content");
    BOOST_TEST(with.get("/file").body == "content"); // the limit is known from now on
    std::vector<task<answer>> calls;
    for (int i = 0; i < 30; ++i)
        calls.push_back(with.start(with.request("GET", "/file")));
    telnyx::tests::run_ready(with.io);
    for (auto& each : calls)
        BOOST_TEST(each.get().body == "content");
    BOOST_TEST(with.statistics().created == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http2_with_node, *boost::unit_test::precondition(has_node) * boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(thousand_streams_with_a_pause) {
    server_fixture with("node", node_stream(R"(
        stream.respond({':status': 200});
        stream.write('first ');
        setTimeout(() => stream.end('last'), 100);
    )"));
    std::vector<task<answer>> calls;
    for (int i = 0; i < 1000; ++i)
        calls.push_back(with.start(with.request("GET", "/")));
    for (auto& each : calls)
        BOOST_TEST(each.get().body == "first last");
    BOOST_TEST(with.statistics().created == 10u);
    BOOST_TEST(with.statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(interim_responses_and_trailers) {
    server_fixture with("node", node_stream(R"(
        stream.additionalHeaders({':status': 103, 'link': '</x>'});
        stream.respond({':status': 200, 'x-field': 'value'}, {waitForTrailers: true});
        stream.on('wantTrailers', () => stream.sendTrailers({'x-trailer': 'y'}));
        stream.end('body');
    )"));
    auto const got = with.get("/");
    BOOST_TEST(got.status == 200);
    BOOST_TEST((got.headers.get("X-Field") == "value"));
    BOOST_TEST(!got.headers.contains("link"));
    BOOST_TEST(got.body == "body");
}

BOOST_AUTO_TEST_CASE(session_that_ends_costs_no_call) {
    server_fixture with("node", node_stream(R"(
        stream.respond({':status': 200});
        stream.end('body');
        if (stream.id > 10) stream.session.close();
    )"));
    for (int i = 0; i < 50; ++i)
        BOOST_TEST(with.get("/").body == "body");
    BOOST_TEST(with.statistics().created > 5u);
    BOOST_TEST(with.statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(early_response_and_a_reset_without_error) {
    server_fixture with("node", node_stream(R"(
        stream.respond({':status': 413});
        stream.end('too large', () => stream.close(http2.constants.NGHTTP2_NO_ERROR));
    )"));
    auto const got = with.fetch(with.request("POST", "/", std::string(5'000'000, 'x')));
    BOOST_TEST(got.status == 413);
    BOOST_TEST(got.body == "too large");
    BOOST_TEST(with.get("/").status == 413);
    BOOST_TEST(with.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(reset_fails_one_call) {
    server_fixture with("node", node_stream(R"(
        if (headers[':path'] === '/bad') return stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
        stream.respond({':status': 200});
        setTimeout(() => stream.end('good'), 50);
    )"));
    auto good = with.start(with.request("GET", "/good"));
    auto bad = with.start(with.request("GET", "/bad"));
    auto const failure = telnyx::tests::thrown_by<telnyx::api_connection_error>([&] { bad.get(); });
    BOOST_TEST(std::string(failure.what()).find("INTERNAL_ERROR") != std::string::npos);
    BOOST_TEST(good.get().body == "good");
}

BOOST_AUTO_TEST_CASE(server_of_both_protocols_is_spoken_to_in_the_newer_one) {
    for (auto const mode : {http2_mode::automatic, http2_mode::off}) {
        server_fixture with("node", http2_server::node(R"(
const http2 = require('http2'), fs = require('fs'), [port, folder] = process.argv.slice(1);
http2.createSecureServer({key: fs.readFileSync(folder + '/key.pem'), cert: fs.readFileSync(folder + '/chain.pem'),
    allowHTTP1: true}, (request, response) => response.end(request.httpVersion)).listen(port, '127.0.0.1');
)"),
                            with_http2(mode));
        BOOST_TEST(with.get("/").body == (mode == http2_mode::off ? "1.1" : "2.0"));
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http2_with_nginx, *boost::unit_test::precondition(has_nginx) * boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(connections_are_renewed_when_the_server_has_enough_of_them) {
    nginx_fixture with;
    with.server.serve("file", "content");
    for (int i = 0; i < 120; ++i)
        BOOST_TEST(with.get("/file").body == "content");
    BOOST_TEST(with.pool->statistics().created == 3u); // 50 requests each
    BOOST_TEST(with.pool->statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(many_calls_at_once_survive_the_renewal_of_connections) {
    nginx_fixture with;
    with.server.serve("file", std::string(10'000, 'x'));
    std::vector<task<answer>> calls;
    for (int i = 0; i < 300; ++i)
        calls.push_back(with.start("/file"));
    for (auto& each : calls)
        BOOST_TEST(each.get().body.size() == 10'000u);
    BOOST_TEST(with.pool->statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(reload_costs_no_call) {
    nginx_fixture with;
    with.server.serve("file", "content");
    for (int i = 0; i < 20; ++i) {
        if (i % 5 == 4) with.server.reload();
        BOOST_TEST(with.get("/file").body == "content");
    }
    BOOST_TEST(with.pool->statistics().failed == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

#endif
