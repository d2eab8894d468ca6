// The scripted HTTP/2 peer of the tests, as a client that others have written sees it.

#ifdef TELNYX_HTTP2

#include "support/h2_peer.hpp"
#include "support/run_program.hpp"
#include "support/task.hpp"
#include "support/temporary_directory.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <future>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace {

namespace h2 = telnyx::tests::h2;
using telnyx::tests::h2_link;
using telnyx::tests::h2_peer;
using telnyx::tests::program_result;

boost::test_tools::assertion_result curl_is_installed(boost::unit_test::test_unit_id) {
    boost::test_tools::assertion_result result(!telnyx::tests::child_server::find("curl").empty());
    if (!result) result.message() << "curl is not installed";
    return result;
}

struct fixture {
    std::future<program_result> curl(std::vector<std::string> arguments = {}) {
        std::vector<std::string> all{"curl",
                                     "-s",
                                     "--noproxy",
                                     "*",
                                     "--http2",
                                     "--cacert",
                                     files.write("ca.pem", peer.ca_pem()),
                                     "-w",
                                     "|%{http_code}",
                                     peer.base_url() + "/x"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return telnyx::tests::start_program(std::move(all));
    }

    asio::io_context io;
    h2_peer peer{io};
    telnyx::tests::temporary_directory files;
};

} // namespace

BOOST_AUTO_TEST_SUITE(h2_peer_itself,
                      *boost::unit_test::precondition(curl_is_installed) * boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(response_may_come_byte_by_byte) {
    fixture f;
    auto client = f.curl();
    auto const serve = [&]() -> asio::awaitable<void> {
        auto const link = co_await f.peer.accept(h2::settings());
        auto const stream = co_await link->next_request();
        auto const text = h2::response(stream, 200, {{"x-one", "1"}}) + h2::data(stream, "ab") +
                          h2::write_padded({h2::frame_type::data, h2::end_stream, stream, "c"}, 20);
        co_await link->send_in_pieces(text);
        BOOST_TEST(h2::value_of(link->head(stream), ":path") == "/v2/x");
        BOOST_TEST(h2::value_of(link->head(stream), ":method") == "GET");
        BOOST_TEST(link->count(h2::frame_type::headers) == 1u);
        co_await link->wait_for_end();
    };
    telnyx::tests::run(f.io, serve());
    BOOST_TEST(client.get().text == "abc|200");
}

BOOST_AUTO_TEST_CASE(head_may_be_spread_over_frames) {
    fixture f;
    auto client = f.curl();
    auto const serve = [&]() -> asio::awaitable<void> {
        auto const link = co_await f.peer.accept(h2::settings());
        auto const stream = co_await link->next_request();
        auto const block = h2::literal(":status", "200") + h2::literal("x-long", std::string(300, 'x'));
        auto const text = h2::headers(stream, block.substr(0, 5), h2::end_stream) +
                          h2::continuation(stream, block.substr(5, 100), 0) +
                          h2::continuation(stream, block.substr(105));
        co_await link->send(text);
        co_await link->wait_for_end();
    };
    telnyx::tests::run(f.io, serve());
    BOOST_TEST(client.get().text == "|200");
}

BOOST_AUTO_TEST_CASE(resets_and_the_end_of_the_connection_reach_the_client) {
    for (auto const how : {telnyx::testing::connection_end::close_notify, telnyx::testing::connection_end::fin,
                           telnyx::testing::connection_end::reset}) {
        fixture f;
        auto client = f.curl();
        auto const serve = [&]() -> asio::awaitable<void> {
            auto const link = co_await f.peer.accept(h2::settings());
            auto const stream = co_await link->next_request();
            co_await link->send(h2::response(stream, 200) + h2::data(stream, "part"));
            co_await link->end(how);
        };
        telnyx::tests::run(f.io, serve());
        BOOST_TEST(client.get().status != 0);
    }
    fixture f;
    auto client = f.curl();
    auto const serve = [&]() -> asio::awaitable<void> {
        auto const link = co_await f.peer.accept(h2::settings());
        auto const stream = co_await link->next_request();
        co_await link->send(h2::rst_stream(stream, 2) + h2::goaway(stream, 0));
        co_await link->wait_for_end();
    };
    telnyx::tests::run(f.io, serve());
    BOOST_TEST(client.get().status != 0);
}

BOOST_AUTO_TEST_CASE(upload_goes_on_as_far_as_the_window_is_open) {
    fixture f;
    std::string const body(150'000, 'x');
    auto client = f.curl({"-H", "Expect:", "--data-binary", "@" + f.files.write("body", body)});
    auto const serve = [&]() -> asio::awaitable<void> {
        auto const narrow = h2::settings({{h2::initial_window_size, 1000}});
        auto const link = co_await f.peer.accept(narrow);
        auto const stream = co_await link->next_request();
        std::size_t size = 0;
        while (size < 1000) {
            auto const frame = co_await link->wait_for(h2::frame_type::data, stream);
            size += frame.content().size();
        }
        co_await link->send(h2::ping()); // whatever is sent before its answer is within the window
        auto const answer = co_await link->wait_for(h2::frame_type::ping);
        BOOST_TEST(answer.has(h2::ack));
        BOOST_TEST(answer.payload == "12345678");
        co_await link->send(h2::window_update(0, 1'000'000) + h2::window_update(stream, 1'000'000));
        auto const whole = co_await link->whole_body(stream);
        BOOST_TEST((whole == body));
        co_await link->send(h2::response(stream, 201, {}, h2::end_stream));
        co_await link->wait_for_end();
    };
    telnyx::tests::run(f.io, serve());
    BOOST_TEST(client.get().text == "|201");
}

BOOST_AUTO_TEST_CASE(another_protocol_may_be_agreed_on) {
    fixture f;
    h2_peer old(f.io, {"http/1.1"});
    auto const file = f.files.write("old.pem", old.ca_pem());
    auto client =
        telnyx::tests::start_program({"curl", "-s", "--noproxy", "*", "--http2", "--cacert", file, old.base_url()});
    auto const serve = [&]() -> asio::awaitable<std::string> {
        auto const link = co_await old.accept();
        std::string text = link->tls().take(); // it may have come with the end of the handshake
        while (!text.ends_with("\r\n\r\n")) {
            co_await link->tls().receive();
            text += link->tls().take();
        }
        co_await link->send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        co_return text;
    };
    BOOST_TEST(telnyx::tests::run(f.io, serve()).starts_with("GET /v2 HTTP/1.1\r\n"));
    BOOST_TEST(client.get().text == "ok");
}

BOOST_AUTO_TEST_SUITE_END()

#endif
