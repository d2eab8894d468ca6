// The sandbox over HTTP/2, as clients that others have written see it.

#ifdef TELNYX_HTTP2

#include "support/h2_frames.hpp"
#include "support/run_program.hpp"
#include "support/sandbox_fixture.hpp"
#include "support/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using telnyx::tests::program_result;
using telnyx::tests::run_program;
using telnyx::tests::start_program;

boost::test_tools::assertion_result installed(char const* program, char const* package) {
    boost::test_tools::assertion_result result(!telnyx::tests::child_server::find(program).empty());
    if (!result) result.message() << program << " is not installed; it is in the package " << package;
    return result;
}

boost::test_tools::assertion_result curl_is_installed(boost::unit_test::test_unit_id) {
    return installed("curl", "curl");
}
boost::test_tools::assertion_result nghttp_is_installed(boost::unit_test::test_unit_id) {
    return installed("nghttp", "nghttp2-client");
}
boost::test_tools::assertion_result node_is_installed(boost::unit_test::test_unit_id) {
    return installed("node", "nodejs");
}

/// A sandbox, and the programs that are its clients.
struct fixture : telnyx::tests::sandbox_fixture {
    explicit fixture(sandbox_options const& options = sandbox_options())
        : sandbox_fixture(options), ca_file(files.write("ca.pem", server.ca_pem())) {
        // Number of events, sent one by one.
        server.handle("GET", "/v2/events/{count}", [](recorded_request const& request) {
            std::vector<std::string> data(std::stoul(request.path_parameters.at("count")), "{\"token\":\"word\"}");
            return reply::events(std::move(data)).pace(1ms);
        });
        server.handle("GET", "/v2/bytes/{count}", [](recorded_request const& request) {
            return reply(200, std::string(std::stoul(request.path_parameters.at("count")), 'x'), "text/plain");
        });
    }

    std::string origin() const { return "https://127.0.0.1:" + std::to_string(server.port()); }

    std::string url(std::string const& path) const { return origin() + path; }

    /// What curl prints for a request: the body, then the version and status.
    program_result curl(std::vector<std::string> arguments) const {
        std::vector<std::string> all{"curl",     "-s",    "--noproxy", "*",
                                     "--cacert", ca_file, "-w",        "|%{http_version} %{http_code}"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return run_program(std::move(all));
    }

    std::vector<std::string> node_command(std::vector<std::string> arguments) const {
        std::vector<std::string> all{"node", TELNYX_SOURCE_DIR "/tests/support/h2_client.mjs", origin(), ca_file};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return all;
    }

    /// What Node's client prints.
    std::string node(std::vector<std::string> arguments) const {
        return run_program(node_command(std::move(arguments))).text;
    }

    /// What nghttp prints about the frames of an upload that takes many windows.
    std::string upload_by_nghttp(std::string const& path) const {
        auto const file = files.write("body", std::string(20'000'000, 'x'));
        return run_program({"nghttp", "-v", "-d", file, url(path)}).text;
    }

    /// Whether all streams that clients have opened are closed.
    bool no_stream_is_open() const {
        for (int i = 0; i < 500; ++i) {
            if (server.statistics().streams_open == 0) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }

    telnyx::tests::temporary_directory files;
    std::string ca_file;
};

std::size_t streams_of(sandbox const& server) {
    auto const requests = server.requests();
    return static_cast<std::size_t>(
        std::count_if(requests.begin(), requests.end(), [](recorded_request const& each) { return each.stream != 0; }));
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_http2, *boost::unit_test::label("once"))

// curl

BOOST_AUTO_TEST_SUITE(with_curl, *boost::unit_test::precondition(curl_is_installed))

BOOST_AUTO_TEST_CASE(protocol_is_the_one_that_was_agreed_on) {
    fixture f;
    auto const modern = f.curl({"--http2", "-H", "Authorization: Bearer KEY_x", f.url("/v2/ai/models")});
    BOOST_TEST(modern.text.ends_with("|2 200"));
    auto const old = f.curl({"--http1.1", "-H", "Authorization: Bearer KEY_x", f.url("/v2/ai/models")});
    BOOST_TEST(old.text.ends_with("|1.1 200"));
    BOOST_TEST(modern.text.substr(0, modern.text.find('|')) == old.text.substr(0, old.text.find('|')));
    auto const requests = f.server.requests();
    BOOST_TEST_REQUIRE(requests.size() == 2u);
    BOOST_TEST(requests[0].application_protocol == "h2");
    BOOST_TEST(requests[0].stream == 1u);
    BOOST_TEST(requests[0].connection == 1u);
    BOOST_TEST(requests[0].headers.get("host").value_or("") == "127.0.0.1:" + std::to_string(f.server.port()));
    BOOST_TEST(requests[1].application_protocol == "http/1.1");
    BOOST_TEST(requests[1].stream == 0u);
}

BOOST_AUTO_TEST_CASE(http_2_can_be_turned_off) {
    fixture f(sandbox_options().http2(false));
    BOOST_TEST(f.curl({"--http2", f.url("/v2/bytes/3")}).text == "xxx|1.1 200");
    fixture silent(sandbox_options().application_protocols({}));
    BOOST_TEST(silent.curl({"--http2", silent.url("/v2/bytes/3")}).text == "xxx|1.1 200");
}

BOOST_AUTO_TEST_CASE(client_that_offers_only_http_1_1_gets_it) {
    fixture f;
    auto client = f.connect();
    BOOST_TEST(client.request("GET", "/v2/bytes/3").body() == "xxx");
    BOOST_TEST(f.server.requests().at(0).application_protocol == "http/1.1");
}

BOOST_AUTO_TEST_CASE(bodies_of_both_directions_arrive_whole) {
    fixture f;
    f.server.handle("POST", "/v2/echo", [](recorded_request const& request) {
        return reply(200, request.body, "application/octet-stream");
    });
    std::string body;
    for (std::size_t i = 0; body.size() < 3'000'000; ++i)
        body += std::to_string(i);
    auto const file = f.files.write("body", body);
    auto const result = f.curl({"--http2", "-H", "Expect:", "--data-binary", "@" + file, f.url("/v2/echo")});
    BOOST_TEST((result.text == body + "|2 200"));
    BOOST_TEST((f.server.requests().at(0).body == body));
}

BOOST_AUTO_TEST_CASE(responses_without_a_body_end_with_their_head) {
    fixture f;
    f.server.handle("GET", "/v2/nothing", [](recorded_request const&) { return reply(204); });
    BOOST_TEST(f.curl({"--http2", f.url("/v2/nothing")}).text == "|2 204");
    f.server.handle("HEAD", "/v2/nothing", [](recorded_request const&) { return reply(200, "never sent"); });
    BOOST_TEST(f.curl({"--http2", "--head", "-o", "/dev/null", f.url("/v2/nothing")}).text == "|2 200");
    BOOST_TEST(f.server.wait_for_replies(2));
}

BOOST_AUTO_TEST_CASE(compressed_and_chunked_responses_are_the_same) {
    fixture f(sandbox_options().gzip());
    f.server.handle("GET", "/v2/chunks", [](recorded_request const&) {
        return reply(200, "abcdefghij", "text/plain").chunked(3).pieces(2);
    });
    BOOST_TEST(f.curl({"--http2", f.url("/v2/chunks")}).text == "abcdefghij|2 200");
    BOOST_TEST(f.curl({"--http2", "--compressed", f.url("/v2/chunks")}).text == "abcdefghij|2 200");
}

BOOST_AUTO_TEST_CASE(ends_of_the_connection_are_those_of_the_script) {
    fixture f;
    f.server.handle("GET", "/v2/cut", [](recorded_request const&) {
        return reply(200, std::string(100'000, 'x'), "text/plain").cut_after_bytes(50'000, connection_end::fin);
    });
    auto const result = f.curl({"--http2", "-o", "/dev/null", f.url("/v2/cut")});
    BOOST_TEST(result.status != 0);
    BOOST_TEST(f.server.wait_for_closed_connections(1));

    f.server.on_connections(connection_script().end_after_replies(1, connection_end::close_notify));
    BOOST_TEST(f.curl({"--http2", f.url("/v2/bytes/1")}).text == "x|2 200");
    BOOST_TEST(f.server.wait_for_closed_connections(2));
}

BOOST_AUTO_TEST_SUITE_END()

// Node

BOOST_AUTO_TEST_SUITE(with_node, *boost::unit_test::precondition(node_is_installed))

BOOST_AUTO_TEST_CASE(hundred_streams_share_one_connection) {
    fixture f;
    BOOST_TEST(f.node({"get", "/v2/events/20", "100"}) == "200 480 NO_ERROR\nsession closed\n");
    BOOST_TEST(streams_of(f.server) == 100u);
    BOOST_TEST(f.server.statistics().connections_accepted == 1u);
    BOOST_TEST(f.server.wait_for_replies(100));
    BOOST_TEST(f.no_stream_is_open());
}

BOOST_AUTO_TEST_CASE(stream_may_be_held_while_others_go_on) {
    fixture f;
    gate held;
    f.server.handle("GET", "/v2/held", [held](recorded_request const&) {
        return reply::events({"one", "two"}).hold(held, 140);
    });
    auto client = start_program(f.node_command({"get", "/v2/held"}));
    BOOST_TEST(held.wait_until_reached());
    BOOST_TEST(f.node({"get", "/v2/events/3"}) == "200 72 NO_ERROR\nsession closed\n");
    held.release();
    BOOST_TEST(client.get().text == "200 22 NO_ERROR\nsession closed\n");
}

BOOST_AUTO_TEST_CASE(stalled_reader_stops_no_other_stream) {
    fixture f;
    BOOST_TEST(f.node({"stall", "/v2/bytes/3000000", "/v2/bytes/1000000"}) ==
               "other 200 1000000\nstalled 200 3000000 NO_ERROR\nsession closed\n");
    BOOST_TEST(f.server.statistics().connections_accepted == 1u);
}

BOOST_AUTO_TEST_CASE(uploads_of_many_windows_arrive_whole) {
    fixture f(sandbox_options().stream_window(70'000));
    f.server.handle("POST", "/v2/size", [](recorded_request const& request) {
        return reply(request.body.size() == 5'000'000 ? 201 : 500);
    });
    BOOST_TEST(f.node({"upload", "/v2/size", "5000000"}) == "201 NO_ERROR\nsession closed\n");
}

BOOST_AUTO_TEST_CASE(retired_connections_let_their_streams_end) {
    fixture f;
    gate held;
    f.server.handle("GET", "/v2/held",
                    [held](recorded_request const&) { return reply::text(200, "whole").hold(held); });
    auto client = start_program(f.node_command({"get", "/v2/held"}));
    BOOST_TEST(held.wait_until_reached());
    f.server.retire_connections();
    held.release();
    auto const text = client.get().text;
    BOOST_TEST(text.find("goaway 0 1\n") != std::string::npos);
    BOOST_TEST(text.find("200 5 NO_ERROR\n") != std::string::npos);
    BOOST_TEST(f.server.wait_for_closed_connections(1));
}

BOOST_AUTO_TEST_CASE(response_may_announce_the_end_of_its_connection) {
    fixture f;
    f.server.handle("GET", "/v2/last",
                    [](recorded_request const&) { return reply::text(200, "bye").header("connection", "close"); });
    auto const text = f.node({"get", "/v2/last"});
    BOOST_TEST(text.find("goaway 0 1\n") != std::string::npos);
    BOOST_TEST(text.find("200 3 NO_ERROR\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(requests_after_the_last_one_are_ignored) {
    fixture f;
    f.server.on_connection(1, connection_script().go_away_after_requests(2));
    auto const text = f.node({"get", "/v2/bytes/7", "5"});
    BOOST_TEST(text.find("goaway 0 3\n") != std::string::npos);
    BOOST_TEST(text.find("200 7 NO_ERROR\n") != std::string::npos);
    BOOST_TEST(f.server.requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(streams_are_reset_with_the_code_of_the_script) {
    fixture f;
    f.server.handle("GET", "/v2/refused",
                    [](recorded_request const&) { return reply::reset(stream_error::refused_stream); });
    f.server.handle("GET", "/v2/broken", [](recorded_request const&) {
        return reply(200, std::string(100, 'x'), "text/plain")
            .header("x-request-id", "1")
            .reset_stream(stream_error::internal_error, 130);
    });
    BOOST_TEST(f.node({"get", "/v2/refused"}) == "0 0 REFUSED_STREAM\nsession closed\n");
    // The head would be 83 bytes long over HTTP/1.1.
    BOOST_TEST(f.node({"get", "/v2/broken"}) == "200 47 INTERNAL_ERROR\nsession closed\n");
    BOOST_TEST(f.server.statistics().streams_reset == 0u); // by clients
}

BOOST_AUTO_TEST_CASE(raw_bytes_go_between_the_frames) {
    fixture f;
    f.server.handle("GET", "/v2/raw", [](recorded_request const& request) {
        return reply::raw(telnyx::tests::h2::rst_stream(static_cast<std::uint32_t>(request.stream), 7));
    });
    BOOST_TEST(f.node({"get", "/v2/raw"}) == "0 0 REFUSED_STREAM\nsession closed\n");
}

BOOST_AUTO_TEST_CASE(reset_by_the_client_ends_the_response) {
    fixture f;
    BOOST_TEST(f.node({"cancel", "/v2/events/100000"}) == "cancelled\nsession closed\n");
    BOOST_TEST(f.server.wait_for_reset_streams(1));
    BOOST_TEST(f.no_stream_is_open());
    BOOST_TEST(f.server.statistics().replies == 0u);
}

BOOST_AUTO_TEST_CASE(options_are_settings) {
    fixture f(sandbox_options().max_concurrent_streams(17).stream_window(123456));
    BOOST_TEST(f.node({"settings"}) == "17 123456\nsession closed\n");
    BOOST_TEST(f.node({"get", "/v2/events/2", "100"}) == "200 48 NO_ERROR\nsession closed\n");
}

BOOST_AUTO_TEST_CASE(pings_are_answered) {
    fixture f;
    BOOST_TEST(f.node({"ping"}) == "pong 12345678\nsession closed\n");
}

BOOST_AUTO_TEST_SUITE_END()

// nghttp2's own tools

BOOST_AUTO_TEST_SUITE(with_nghttp, *boost::unit_test::precondition(nghttp_is_installed))

BOOST_AUTO_TEST_CASE(every_frame_is_what_its_client_expects) {
    fixture f;
    auto const result = run_program({"nghttp", "-v", "-n", f.url("/v2/events/3")});
    BOOST_TEST(result.status == 0);
    BOOST_TEST(result.text.find(":status: 200") != std::string::npos);
    BOOST_TEST(result.text.find("text/event-stream") != std::string::npos);
    BOOST_TEST(result.text.find("transfer-encoding") == std::string::npos);
    BOOST_TEST(result.text.find("END_STREAM") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(unsolicited_bytes_come_after_a_response) {
    fixture f;
    f.server.on_connection(1, connection_script().send_after_replies(1, telnyx::tests::h2::goaway(3, 11)));
    auto const text = run_program({"nghttp", "-v", f.url("/v2/bytes/1"), f.url("/v2/events/100")}).text;
    BOOST_TEST(text.find("error_code=ENHANCE_YOUR_CALM(0x0b)") != std::string::npos);
}

// curl 7.88 and Node 20 lose a response that comes together with the reset of its upload.

BOOST_AUTO_TEST_CASE(too_large_a_body_is_refused) {
    fixture f(sandbox_options().max_body_size(1000));
    auto const text = f.upload_by_nghttp("/v2/anywhere");
    BOOST_TEST(text.find(":status: 413") != std::string::npos);
    BOOST_TEST(text.find("body limit exceeded") != std::string::npos);
    BOOST_TEST(text.find("(error_code=NO_ERROR(0x00))") != std::string::npos);
    BOOST_TEST(f.server.requests().empty());
}

BOOST_AUTO_TEST_CASE(early_response_comes_before_the_upload_has_ended) {
    fixture f;
    f.server.expect("POST", "/v2/early").reply(reply::text(401, "early").at_head());
    auto const text = f.upload_by_nghttp("/v2/early");
    BOOST_TEST(text.find(":status: 401") != std::string::npos);
    BOOST_TEST(text.find("early\n") != std::string::npos);
    BOOST_TEST(text.find("(error_code=NO_ERROR(0x00))") != std::string::npos);
    BOOST_TEST(f.server.requests().at(0).body == "");
    f.server.verify();
}

BOOST_AUTO_TEST_CASE(thousands_of_requests_on_few_connections_succeed) {
    fixture f;
    auto const result = run_program({"h2load", "-n", "2000", "-c", "4", "-m", "50", f.url("/v2/bytes/100")});
    BOOST_TEST(result.status == 0);
    BOOST_TEST(result.text.find("2000 succeeded, 0 failed, 0 errored") != std::string::npos);
    BOOST_TEST(f.server.statistics().connections_accepted == 4u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

#endif
