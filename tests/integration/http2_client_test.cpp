// What a client promises, over HTTP/2.

#ifdef TELNYX_HTTP2

#include "support/client_fixture.hpp"
#include "support/stalled_call.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::tests;
using boost::system::error_code;
using telnyx::client_options;
using telnyx::errc;
using telnyx::http2_mode;
using telnyx::testing::reply;
using telnyx::testing::sandbox_options;

client_options required() {
    return client_options().http2(http2_mode::required);
}

} // namespace

BOOST_AUTO_TEST_SUITE(http2_client, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(calls_and_streams_share_a_connection) {
    client_fixture f({}, required());
    std::vector<task<int>> streams;
    for (int i = 0; i < 20; ++i)
        streams.emplace_back(f.io, [handle = f.client] { return count_chunks(handle); });
    BOOST_TEST(!f.get().data.empty());
    for (auto& each : streams)
        BOOST_TEST(each.get() > 1);
    BOOST_TEST(f.statistics().created == 1u);
    BOOST_TEST(f.at_rest());
}

BOOST_DATA_TEST_CASE(signal_ends_every_wait, boost::unit_test::data::make(all_stages), where) {
    stalled_call stalled(where, http2_mode::required);
    auto& f = stalled.fixture;
    auto call = task(f.io, stalled.work());
    stalled.reach();
    BOOST_TEST(!call.over());
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    stalled.make_way();
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().failed == 0u);
    BOOST_TEST(!f.get().data.empty());
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().idle == 1u);
}

BOOST_DATA_TEST_CASE(abort_ends_every_wait, boost::unit_test::data::make(all_stages), where) {
    stalled_call stalled(where, http2_mode::required);
    auto& f = stalled.fixture;
    auto call = task(f.io, stalled.work());
    stalled.reach();
    f.client.abort();
    BOOST_CHECK_THROW(call.get(), telnyx::error); // the status, where that had come
    run_ready(f.io);
    BOOST_TEST(f.statistics().open == 0u);
}

BOOST_DATA_TEST_CASE(context_may_go_first_at_every_stage, boost::unit_test::data::make(all_stages), where) {
    stalled_call stalled(where, http2_mode::required);
    auto& f = stalled.fixture;
    {
        auto call = task(f.io, stalled.work());
        stalled.reach();
    }
    f.context.reset();
    f.client.abort();
    BOOST_TEST(f.statistics().open == 0u);
}

BOOST_AUTO_TEST_CASE(failed_attempts_are_repeated) {
    client_fixture f({}, required());
    f.server.expect("GET", "/v2/ai/models").reply(reply::json(503, "{}").header("retry-after-ms", "1"));
    auto const models = f.get();
    BOOST_TEST(models.http().attempts() == 2);
    BOOST_TEST(f.statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(redirects_are_followed) {
    client_fixture f({}, required());
    f.server.on("GET", "/v2/moved").reply(reply(302).header("location", "/v2/ai/models"));
    auto const got = task(f.io, [&] { return f.client.get("/moved"); }).get();
    BOOST_TEST(got.http().status() == 200);
}

BOOST_AUTO_TEST_CASE(compressed_responses_are_decompressed) {
    client_fixture f({}, required().compression(telnyx::compression::responses));
    BOOST_TEST(!f.get().data.empty());
}

BOOST_AUTO_TEST_CASE(response_that_is_too_large_is_refused) {
    client_fixture f({}, required().max_response_size(100).max_retries(0));
    f.server.expect("GET", "/v2/ai/models").reply(reply::json(200, "{" + std::string(1000, ' ') + "}"));
    auto const failure = thrown_by<telnyx::api_response_error>([&] { f.get(); });
    BOOST_TEST(failure.code() == error_code(errc::response_too_large));
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(time_limits_end_calls_and_not_the_connection) {
    client_fixture f({}, required().max_retries(0));
    f.server.expect("GET", "/v2/ai/models").reply(reply().stall());
    auto const failure = thrown_by<telnyx::api_timeout_error>([&] { f.get(telnyx::request_options().timeout(30ms)); });
    BOOST_TEST(failure.code() == error_code(errc::response_timeout));
    BOOST_TEST(!f.get().data.empty());
    BOOST_TEST(f.statistics().created == 1u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(client_that_requires_http2_refuses_plain_http) {
    boost::asio::io_context io;
    auto const options = client_options().api_key("KEY").base_url("http://127.0.0.1:1/v2").http2(http2_mode::required);
    BOOST_CHECK_THROW(telnyx::client(io.get_executor(), options), telnyx::configuration_error);
}

BOOST_AUTO_TEST_CASE(where_the_server_speaks_http1_only_the_client_does_too) {
    client_fixture f(sandbox_options().http2(false), client_options().http2(http2_mode::automatic));
    BOOST_TEST(!f.get().data.empty());
    BOOST_TEST(f.statistics().streams == 0u);
    client_fixture strict(sandbox_options().http2(false), required().max_retries(0));
    BOOST_CHECK_THROW(strict.get(), telnyx::api_connection_error);
}

BOOST_AUTO_TEST_SUITE_END()

#endif
