#include "support/black_hole.hpp"
#include "support/child_server.hpp"
#include "support/client_fixture.hpp"
#include "support/task.hpp"
#include "support/temporary_directory.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;
using namespace telnyx::tests;
using telnyx::client_options;
using telnyx::proxy_error;
using telnyx::testing::sandbox;

namespace {

boost::test_tools::assertion_result installed(boost::unit_test::test_unit_id) {
    boost::test_tools::assertion_result result(!child_server::find("tinyproxy").empty());
    if (!result) result.message() << "tinyproxy is not installed";
    return result;
}

bool mentions(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// A sandbox, and Debian's tinyproxy on the way to it.
struct fixture {
    explicit fixture(std::string const& settings = "")
        : proxy("tinyproxy", [&](std::uint16_t port) {
              auto const file = folder.write("tinyproxy.conf", "Listen 127.0.0.1\nPort " + std::to_string(port) +
                                                                   "\nTimeout 60\nLogLevel Critical\n" + settings);
              return std::vector<std::string>{"-d", "-c", file};
          }) {}

    client_options options(std::string const& credentials = "") const {
        return options_for(server, client_options()
                                       .proxy("http://" + credentials + "127.0.0.1:" + std::to_string(proxy.port()))
                                       .no_proxy("")
                                       .max_retries(0));
    }

    void get(client_options const& with) {
        telnyx::client const client(io.get_executor(), with);
        run(io, [&] { return client.ai.retrieve_models(); });
    }

    proxy_error failure(client_options const& with) {
        return thrown_by<proxy_error>([&] { get(with); });
    }

    temporary_directory folder;
    child_server proxy;
    asio::io_context io;
    sandbox server{telnyx::testing::sandbox_options().token_delay(std::chrono::nanoseconds(0))};
};

} // namespace

BOOST_AUTO_TEST_SUITE(with_tinyproxy, *boost::unit_test::precondition(installed))

BOOST_AUTO_TEST_CASE(calls_and_streams_pass) {
    fixture f;
    telnyx::client const client(f.io.get_executor(), f.options());
    for (int i = 0; i < 20; ++i)
        run(f.io, [&] { return client.ai.retrieve_models(); });
    BOOST_TEST(run(f.io, [&] { return count_chunks(client); }) > 2);
    BOOST_TEST(client.statistics().created == 1u);
    BOOST_TEST(client.statistics().reused == 20u);
    BOOST_TEST(f.server.requests().size() == 21u);
    for (auto const& each : f.server.requests())
        BOOST_TEST(!mentions(each.headers.text(), "roxy"));
}

BOOST_AUTO_TEST_CASE(many_ways_are_open_at_a_time) {
    fixture f;
    telnyx::client const client(f.io.get_executor(), f.options());
    std::vector<task<telnyx::response<telnyx::ai::model_list>>> calls;
    for (int i = 0; i < 10; ++i)
        calls.emplace_back(f.io, [&] { return client.ai.retrieve_models(); });
    for (auto& each : calls)
        BOOST_TEST(!each.get().data.empty());
    BOOST_TEST(client.statistics().created == (runs_over_http2() ? 1u : 10u));
}

BOOST_AUTO_TEST_CASE(names_are_found_by_the_proxy) {
    fixture f;
    auto const nobody_asks = [](std::string, std::uint16_t) -> asio::awaitable<std::vector<asio::ip::tcp::endpoint>> {
        throw boost::system::system_error(asio::error::host_not_found);
    };
    f.get(f.options().base_url("https://localhost:" + std::to_string(f.server.port()) + "/v2").lookup(nobody_asks));
    BOOST_TEST(f.server.requests().at(0).server_name == "localhost");
}

BOOST_AUTO_TEST_CASE(password_opens_the_way) {
    fixture f("BasicAuth user Sesame42\n");
    f.get(f.options("user:%53esame42@"));
    BOOST_TEST(f.server.requests().size() == 1u);

    auto const without = f.failure(f.options());
    BOOST_TEST(without.status() == 407);
    BOOST_TEST(without.code() == make_error_code(telnyx::errc::proxy_unauthorized));
    BOOST_TEST(mentions(without.body(), "Proxy Authentication Required"));
    for (auto const* const wrong : {"user:secret@", "other:Sesame42@", "user@"}) {
        auto const failure = f.failure(f.options(wrong).max_retries(2));
        BOOST_TEST(failure.status() >= 400);
        BOOST_TEST(failure.attempts() == 1);
        BOOST_TEST(!mentions(failure.what(), "secret"));
    }
    BOOST_TEST(f.server.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(ways_to_other_ports_are_refused) {
    fixture f("ConnectPort 443\n");
    auto const failure = f.failure(f.options().max_retries(2));
    BOOST_TEST(failure.status() == 403);
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(failure.code() == make_error_code(telnyx::errc::proxy_refused));
}

BOOST_AUTO_TEST_CASE(server_that_is_not_there_is_the_proxys_to_tell) {
    fixture f;
    refusing_address const nobody;
    auto const failure = f.failure(
        f.options().base_url("https://127.0.0.1:" + std::to_string(nobody.endpoint().port()) + "/v2").max_retries(1));
    BOOST_TEST(failure.status() >= 500);
    BOOST_TEST(failure.attempts() == 2);
    BOOST_TEST(failure.body() != "");
}

BOOST_AUTO_TEST_CASE(bad_certificate_is_the_servers_fault) {
    fixture f;
    telnyx::testing::certificate_authority const other("another authority");
    auto const options = f.options().tls(telnyx::tls_options().ca_pem(other.certificate_pem()));
    BOOST_CHECK_THROW(f.get(options), telnyx::certificate_error);
    BOOST_TEST(f.server.requests().empty());
}

BOOST_AUTO_TEST_SUITE_END()
