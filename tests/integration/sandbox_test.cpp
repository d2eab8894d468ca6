#include "support/sandbox_fixture.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/errors/configuration_error.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using telnyx::tests::ending;
using telnyx::tests::raw_client;
using fixture = telnyx::tests::sandbox_fixture;

constexpr char chat_path[] = "/v2/ai/chat/completions";

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_connections, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(certificate_is_good_for_the_name_and_both_addresses) {
    fixture f;
    for (auto const* const name : {"localhost", "127.0.0.1", "::1"}) {
        raw_client client(f.server, f.tls, name);
        BOOST_TEST(client.tls().error_text() == "");
        BOOST_TEST(client.request("GET", "/v2/ai/models").result_int() == 200u);
    }
    raw_client stranger(f.server, f.tls, "example.com");
    BOOST_TEST(stranger.end() == ending::tls_failure);
    BOOST_TEST(f.server.wait_for_connections(4));
}

BOOST_AUTO_TEST_CASE(another_authority_is_not_trusted) {
    fixture f;
    sandbox const other;
    telnyx::net::tls_context tls(telnyx::tls_options().ca_pem(other.ca_pem()));
    raw_client client(f.server, tls);
    BOOST_TEST(client.end() == ending::tls_failure);
    client.close();
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    BOOST_TEST(f.server.statistics().handshakes_failed == 1u);
    BOOST_TEST(f.server.statistics().last_handshake_error.find("unknown ca") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(listens_on_other_loopback_addresses_and_on_no_others) {
    fixture six(sandbox_options().address("::1"));
    BOOST_TEST(six.server.base_url() == "https://[::1]:" + std::to_string(six.server.port()) + "/v2");
    raw_client over_six(six.server, six.tls, "::1");
    BOOST_TEST(over_six.request("GET", "/v2/ai/models").result_int() == 200u);

    fixture far(sandbox_options().address("127.0.0.9"));
    raw_client over_far(far.server, far.tls, "127.0.0.9");
    BOOST_TEST(over_far.request("GET", "/v2/ai/models").result_int() == 200u);

    BOOST_CHECK_THROW(sandbox(sandbox_options().address("0.0.0.0")), telnyx::configuration_error);
    BOOST_CHECK_THROW(sandbox(sandbox_options().address("localhost")), telnyx::configuration_error);
    BOOST_CHECK_THROW(sandbox(sandbox_options().port(far.server.port()).address("127.0.0.9")),
                      boost::system::system_error);
}

BOOST_AUTO_TEST_CASE(speaks_plain_http_when_told_to) {
    sandbox const server(sandbox_options().plain_http());
    BOOST_TEST(server.base_url() == "http://127.0.0.1:" + std::to_string(server.port()) + "/v2");
    raw_client client(server);
    BOOST_TEST(client.request("GET", "/v2/ai/models").result_int() == 200u);
    BOOST_TEST(client.request("GET", "/v2/ai/models").result_int() == 200u);
    BOOST_TEST(!server.requests().front().secure);
}

BOOST_AUTO_TEST_CASE(records_what_was_sent) {
    fixture f;
    auto client = f.connect();
    client.request("POST", "/v2/some%20where?page%5Bsize%5D=2&x", "body", "X-One: 1\r\nx-two: 2\r\n");
    client.send("POST /v2/chunks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.send("3;ext=1\r\nabc\r\n2\r\n");
    client.send("de\r\n0\r\nTrailer: x\r\n\r\n");
    client.read_response();

    auto const requests = f.server.requests();
    BOOST_TEST_REQUIRE(requests.size() == 2u);
    BOOST_TEST(requests[0].method == "POST");
    BOOST_TEST(requests[0].target == "/v2/some%20where?page%5Bsize%5D=2&x");
    BOOST_TEST(requests[0].path() == "/v2/some%20where");
    BOOST_TEST(requests[0].query_parameter("page[size]").value_or("") == "2");
    BOOST_TEST(requests[0].query_parameter("x").value_or("none") == "");
    BOOST_TEST(!requests[0].query_parameter("y"));
    BOOST_TEST(requests[0].headers.get("x-two").value_or("") == "2");
    BOOST_TEST(requests[0].body == "body");
    BOOST_TEST(requests[0].connection == 1u);
    BOOST_TEST(requests[0].secure);
    BOOST_TEST(requests[0].tls_version == "TLSv1.3");
    BOOST_TEST(requests[0].server_name == "localhost");
    BOOST_TEST(requests[0].application_protocol == "http/1.1");
    BOOST_TEST(requests[1].body == "abcde");
}

BOOST_AUTO_TEST_CASE(remembers_only_the_newest_requests) {
    fixture f(sandbox_options().max_recorded_requests(2));
    auto client = f.connect();
    for (auto const* const target : {"/1", "/2", "/3"})
        client.request("GET", target);
    auto const requests = f.server.requests();
    BOOST_TEST_REQUIRE(requests.size() == 2u);
    BOOST_TEST(requests[0].target == "/2");
    BOOST_TEST(f.server.statistics().requests == 3u);
}

BOOST_AUTO_TEST_CASE(sessions_are_resumed_unless_there_are_no_tickets) {
    for (auto const version : {telnyx::tls_version::tls_1_2, telnyx::tls_version::tls_1_3}) {
        for (std::size_t const tickets : {0u, 2u}) {
            fixture f(sandbox_options().tls_versions(version, version).session_tickets(tickets));
            f.connect().request("GET", "/");
            f.connect().request("GET", "/");
            auto const requests = f.server.requests();
            BOOST_TEST(!requests.at(0).resumed);
            BOOST_TEST(requests.at(1).resumed == (tickets != 0));
            BOOST_TEST(f.server.statistics().handshakes == 2u);
            BOOST_TEST(f.server.statistics().handshakes_resumed == (tickets != 0 ? 1u : 0u));
        }
    }
}

BOOST_AUTO_TEST_CASE(old_protocol_versions_can_be_all_there_is) {
    fixture f(sandbox_options().tls_versions(telnyx::tls_version::tls_1_2, telnyx::tls_version::tls_1_2));
    f.connect().request("GET", "/");
    BOOST_TEST(f.server.requests().at(0).tls_version == "TLSv1.2");
    telnyx::net::tls_context strict(
        telnyx::tls_options().ca_pem(f.server.ca_pem()).minimum_version(telnyx::tls_version::tls_1_3));
    BOOST_TEST(raw_client(f.server, strict).end() == ending::tls_failure);
}

BOOST_AUTO_TEST_CASE(server_may_agree_on_no_protocol) {
    fixture f(sandbox_options().application_protocols({}));
    f.connect().request("GET", "/");
    BOOST_TEST(f.server.requests().at(0).application_protocol == "");
}

BOOST_AUTO_TEST_CASE(chain_is_accepted_only_with_its_intermediate) {
    certificate_authority const root("root");
    auto const leaf = root.issue_authority("intermediate").issue(certificate_options().dns_name("localhost"));
    telnyx::net::tls_context tls(telnyx::tls_options().ca_pem(root.certificate_pem()));
    sandbox const whole(sandbox_options().certificate(leaf));
    BOOST_TEST(raw_client(whole, tls).end() == ending::none);
    sandbox const cut(sandbox_options().certificate(leaf.pem, leaf.key_pem));
    BOOST_TEST(raw_client(cut, tls).end() == ending::tls_failure);
}

BOOST_AUTO_TEST_CASE(certificates_that_do_not_fit_are_refused_at_the_start) {
    certificate_authority const authority;
    auto const one = authority.issue(certificate_options());
    auto const other = authority.issue(certificate_options());
    BOOST_CHECK_THROW(sandbox(sandbox_options().certificate(one.pem, other.key_pem)), telnyx::configuration_error);
    BOOST_CHECK_THROW(sandbox(sandbox_options().certificate("nonsense", one.key_pem)), telnyx::configuration_error);
    BOOST_CHECK_THROW(sandbox(sandbox_options().client_authority("nonsense")), telnyx::configuration_error);
}

BOOST_AUTO_TEST_CASE(client_certificate_can_be_demanded) {
    certificate_authority const authority;
    auto const shown =
        authority.issue(certificate_options().common_name("caller").purpose(certificate_purpose::client));
    auto const folder = std::filesystem::temp_directory_path() / ("telnyx-sandbox-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "chain.pem") << shown.chain_pem;
    std::ofstream(folder / "key.pem") << shown.key_pem;

    fixture f(sandbox_options().client_authority(authority.certificate_pem()));
    telnyx::net::tls_context with(
        telnyx::tls_options()
            .ca_pem(f.server.ca_pem())
            .client_certificate((folder / "chain.pem").string(), (folder / "key.pem").string()));
    std::filesystem::remove_all(folder);
    BOOST_TEST(raw_client(f.server, with).request("GET", "/v2/ai/models").result_int() == 200u);
    BOOST_TEST(f.server.requests().at(0).client_certificate_name == "caller");

    auto without = f.connect();
    without.send(raw_client::request_text("GET", "/"));
    without.read_to_end();
    BOOST_TEST(without.end() == ending::tls_failure);
    BOOST_TEST(f.server.statistics().requests == 1u);
}

BOOST_AUTO_TEST_CASE(dropping_the_sandbox_ends_open_connections_at_once) {
    auto f = std::make_unique<fixture>();
    f->server.on("GET", "/stalled").reply(reply::text(200, "x").stall(10));
    gate const never;
    f->server.on("GET", "/held").reply(reply::text(200, "x").hold(never));
    f->server.on("GET", "/slow").reply(reply::text(200, "x").after(1h));
    std::vector<std::unique_ptr<raw_client>> clients;
    for (auto const* const target : {"/stalled", "/held", "/slow"}) {
        clients.push_back(std::make_unique<raw_client>(f->server, f->tls));
        clients.back()->send(raw_client::request_text("GET", target));
    }
    BOOST_TEST(f->server.wait_for_requests(3));
    f.reset();
    for (auto const& client : clients) {
        client->read_to_end();
        BOOST_TEST((client->end() == ending::fin || client->end() == ending::reset));
    }
    auto late = never;
    late.release(); // nobody is there any more
}

BOOST_AUTO_TEST_CASE(counts_connections) {
    fixture f;
    auto one = f.connect();
    auto two = f.connect();
    BOOST_TEST(f.server.wait_for_connections(2));
    one.close();
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    auto const counters = f.server.statistics();
    BOOST_TEST(counters.connections_accepted == 2u);
    BOOST_TEST(counters.connections_open == 1u);
    BOOST_TEST(!f.server.wait_for_closed_connections(2, 1ms));
    two.reset();
    BOOST_TEST(f.server.wait_for_closed_connections(2));
}

BOOST_AUTO_TEST_CASE(pipelined_requests_are_answered_in_turn) {
    fixture f;
    f.server.handle("GET", "/{n}",
                    [](recorded_request const& request) { return reply::text(200, request.path_parameters.at("n")); });
    auto client = f.connect();
    client.send(raw_client::request_text("GET", "/1") + raw_client::request_text("GET", "/2"));
    BOOST_TEST(client.read_response().body() == "1");
    BOOST_TEST(client.read_response().body() == "2");
}

BOOST_AUTO_TEST_CASE(connection_is_closed_when_the_client_asks_for_it) {
    fixture f;
    auto client = f.connect();
    auto const response = client.request("GET", "/v2/ai/models", {}, "Connection: close\r\n");
    BOOST_TEST(response["connection"] == "close");
    client.read_to_end();
    BOOST_TEST(client.end() == ending::close_notify);
}

BOOST_AUTO_TEST_CASE(request_counts_although_its_client_leaves_at_once) {
    fixture f;
    for (std::size_t i = 1; i <= 20; ++i) {
        auto client = f.connect();
        client.request("GET", "/first");
        client.send(raw_client::request_text("GET", "/last"));
        client.close();
        BOOST_TEST(f.server.wait_for_closed_connections(i));
        BOOST_TEST(f.server.requests().size() == 2 * i);
    }
}

BOOST_AUTO_TEST_CASE(malformed_requests_are_refused) {
    fixture f(sandbox_options().max_body_size(100));
    auto const status = [&](std::string const& text) {
        auto client = f.connect();
        client.send(text);
        auto const result = client.read_response().result_int();
        client.read_to_end();
        BOOST_TEST(client.end() == ending::close_notify);
        return result;
    };
    BOOST_TEST(status("nonsense\r\n\r\n") == 400u);
    BOOST_TEST(status("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n") == 400u);
    BOOST_TEST(status("GET / HTTP/1.1\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n") == 431u);
    BOOST_TEST(status(raw_client::request_text("POST", "/", std::string(101, 'x'))) == 413u);
    BOOST_TEST(status("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n") == 400u);
}

BOOST_AUTO_TEST_CASE(survives_hostile_clients) {
    fixture f;
    constexpr unsigned seed = 20261120;
    std::mt19937 dice(seed);
    BOOST_TEST_CONTEXT("seed " << seed) {
        auto const valid = raw_client::request_text(
            "POST", chat_path, R"({"stream":true,"messages":[{"role":"user","content":"Hello"}]})");
        for (int i = 0; i < 300; ++i) {
            auto const shape = dice() % 4;
            raw_client client(f.server);
            if (shape == 0) {
                std::string garbage(dice() % 2000, '\0');
                for (char& c : garbage)
                    c = static_cast<char>(dice());
                client.send_bytes(garbage);
            } else if (shape == 1) {
                client.start_tls(f.tls);
                client.tls().handshake();
                auto hello = client.tls().output();
                hello.resize(dice() % hello.size());
                client.send_bytes(hello);
            } else {
                client.shake_hands(f.tls);
                auto text = valid;
                if (shape == 2) text.resize(dice() % text.size());
                if (shape == 3) text[dice() % text.size()] = static_cast<char>(dice());
                client.send(text);
            }
            if (dice() % 2 == 0)
                client.reset();
            else
                client.close();
        }
        BOOST_TEST(f.server.wait_for_closed_connections(300));
        BOOST_TEST(f.connect().request("GET", "/v2/ai/models").result_int() == 200u);
    }
}

BOOST_AUTO_TEST_CASE(retired_connections_end_when_their_response_is_complete) {
    fixture f;
    gate held;
    f.server.on("GET", "/held").reply(reply::text(200, "whole").hold(held));
    auto idle = f.connect();
    auto const before = idle.request("GET", "/v2/ai/models");
    BOOST_TEST(before.count("connection") == 0u);
    auto busy = f.connect();
    busy.send(raw_client::request_text("GET", "/held"));
    BOOST_TEST(held.wait_until_reached());
    f.server.retire_connections();
    idle.read_to_end();
    BOOST_TEST(idle.end() == ending::close_notify);
    held.release();
    BOOST_TEST(busy.read_response().body() == "whole");
    busy.read_to_end();
    BOOST_TEST(busy.end() == ending::close_notify);
}

BOOST_AUTO_TEST_CASE(stream_error_is_a_reset_over_http_1) {
    fixture f;
    f.server.on("GET", "/").reply(reply::reset(stream_error::refused_stream));
    auto client = f.connect();
    client.send(raw_client::request_text("GET", "/"));
    client.read_to_end();
    BOOST_TEST(client.end() == ending::reset);
}

BOOST_AUTO_TEST_CASE(thousand_open_streams_do_not_block_it) {
    fixture f(sandbox_options().plain_http());
    std::atomic<bool> done = false;
    auto const stream = reply::stream(200, "text/plain", [&done]() -> std::optional<std::string> {
                            if (done) return std::nullopt;
                            return "tick";
                        }).pace(200ms);
    f.server.on("GET", "/stream").reply(stream);
    std::vector<std::unique_ptr<raw_client>> clients;
    for (int i = 0; i < 1000; ++i) {
        clients.push_back(std::make_unique<raw_client>(f.server));
        clients.back()->send(raw_client::request_text("GET", "/stream"));
    }
    BOOST_TEST(f.server.wait_for_requests(1000));
    BOOST_TEST(raw_client(f.server).request("GET", "/v2/ai/models").result_int() == 200u);
    BOOST_TEST(f.server.statistics().replies <= 1u);
    BOOST_TEST(f.server.statistics().connections_open >= 1000u);
    done = true;
    for (auto const& client : clients)
        BOOST_TEST(client->read_response().result_int() == 200u);
    BOOST_TEST(f.server.wait_for_replies(1001));
}

BOOST_AUTO_TEST_CASE(may_be_used_from_many_threads) {
    fixture f;
    std::atomic<int> answered = 0;
    auto const work = [&](int number) {
        auto const path = "/" + std::to_string(number);
        for (int i = 0; i < 20; ++i) {
            f.server.expect("GET", path).reply(reply::text(200, path));
            auto client = f.connect();
            if (client.request("GET", path).body() == path) ++answered;
            static_cast<void>(f.server.requests());
            static_cast<void>(f.server.statistics());
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back(work, i);
    for (auto& thread : threads)
        thread.join();
    BOOST_TEST(answered == 80);
    f.server.verify();
    BOOST_TEST(f.server.statistics().requests == 80u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sandbox_connection_scripts, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(connection_can_end_at_once) {
    fixture f;
    f.server.on_connection(1, connection_script().end_at_once(connection_end::fin));
    f.server.on_connection(2, connection_script().end_at_once(connection_end::reset));
    BOOST_TEST(f.connect().end() == ending::fin);
    BOOST_TEST(f.connect().end() == ending::reset);
    BOOST_TEST(f.connect().end() == ending::none);
    BOOST_TEST(f.server.wait_for_closed_connections(3));
    BOOST_TEST(f.server.statistics().handshakes_failed == 2u);
}

BOOST_AUTO_TEST_CASE(connection_can_be_mute) {
    fixture f;
    f.server.on_connections(connection_script().end_at_once(connection_end::silence));
    raw_client client(f.server);
    client.start_tls(f.tls);
    client.tls().handshake();
    client.send_bytes(client.tls().output());
    BOOST_TEST(client.quiet());
    BOOST_TEST(f.server.statistics().connections_open == 1u);
    client.close();
    BOOST_TEST(f.server.wait_for_closed_connections(1));
}

BOOST_AUTO_TEST_CASE(handshake_can_be_cut_after_any_byte_sent) {
    fixture f(sandbox_options().session_tickets(0));
    auto const whole = f.connect().ciphertext().size();
    BOOST_TEST_REQUIRE(whole > 500u);
    std::size_t number = 1;
    for (std::size_t cut = 0; cut + 20 < whole; cut += 97) { // signatures differ in size
        auto const how = cut % 2 == 0 ? connection_end::fin : connection_end::reset;
        f.server.on_connection(++number, connection_script().end_handshake_after_sent(cut, how));
        auto const client = f.connect();
        BOOST_TEST(client.end() == (cut % 2 == 0 ? ending::fin : ending::reset));
        BOOST_TEST(client.ciphertext().size() == cut);
    }
    BOOST_TEST(f.connect().end() == ending::none);
}

BOOST_AUTO_TEST_CASE(handshake_can_be_cut_after_what_was_received) {
    fixture f;
    f.server.on_connection(1, connection_script().end_handshake_after_received(1, connection_end::fin));
    auto const cut_in_greeting = f.connect();
    BOOST_TEST(cut_in_greeting.end() == ending::fin);
    BOOST_TEST(cut_in_greeting.ciphertext() == "");

    // The greeting is smaller than this, the client's whole handshake larger.
    raw_client probe(f.server);
    probe.start_tls(f.tls);
    probe.tls().handshake();
    auto const after_greeting = probe.tls().output().size() + 1;
    f.server.on_connection(3, connection_script().end_handshake_after_received(after_greeting, connection_end::reset));
    auto cut_at_the_end = f.connect();
    BOOST_TEST(cut_at_the_end.end() == ending::none); // in TLS 1.3 the client is done before the server
    cut_at_the_end.read_to_end();
    BOOST_TEST(cut_at_the_end.end() == ending::reset);
    BOOST_TEST(f.server.statistics().handshakes == 0u);
}

BOOST_AUTO_TEST_CASE(something_else_than_tls_can_come) {
    fixture f;
    f.server.on_connection(1, connection_script().respond_without_tls("HTTP/1.1 400 Bad Request\r\n\r\n"));
    auto const client = f.connect();
    BOOST_TEST(client.end() == ending::tls_failure);
    BOOST_TEST(client.ciphertext() == "HTTP/1.1 400 Bad Request\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(connection_can_end_between_requests) {
    struct example {
        connection_end how;
        ending seen;
    };
    for (auto const& [how, seen] :
         {example{connection_end::close_notify, ending::close_notify}, example{connection_end::fin, ending::fin},
          example{connection_end::reset, ending::reset}}) {
        fixture f;
        f.server.on_connections(connection_script().end_after_replies(2, how));
        auto client = f.connect();
        client.request("GET", "/");
        BOOST_TEST(client.quiet());
        client.request("GET", "/");
        client.read_to_end();
        BOOST_TEST(client.end() == seen);
    }
}

BOOST_AUTO_TEST_CASE(server_can_vanish_between_requests) {
    fixture f;
    f.server.on_connections(connection_script().end_after_replies(1, connection_end::silence));
    auto client = f.connect();
    client.request("GET", "/");
    client.send(raw_client::request_text("GET", "/"));
    BOOST_TEST(client.quiet());
    BOOST_TEST(f.server.statistics().requests == 1u);
    client.close();
    BOOST_TEST(f.server.wait_for_closed_connections(1));
}

BOOST_AUTO_TEST_CASE(bytes_can_come_unasked) {
    fixture f;
    f.server.on_connections(connection_script().send_after_replies(1, "HTTP/1.1 408 Request Timeout\r\n\r\n"));
    auto client = f.connect();
    client.request("GET", "/v2/ai/models");
    BOOST_TEST(client.read_response(true).result_int() == 408u);
    BOOST_TEST(client.request("GET", "/v2/ai/models").result_int() == 200u);
}

BOOST_AUTO_TEST_CASE(ciphertext_can_come_byte_by_byte) {
    fixture f;
    f.server.on_connections(connection_script().fragments(1));
    BOOST_TEST(f.connect().request("GET", "/v2/ai/models").result_int() == 200u);
}

BOOST_AUTO_TEST_CASE(all_connections_can_be_ended_from_outside) {
    fixture f;
    auto one = f.connect();
    one.request("GET", "/");
    gate closed;
    f.server.on("GET", "/held").reply(reply::text(200, "x").hold(closed));
    auto two = f.connect();
    two.send(raw_client::request_text("GET", "/held"));
    BOOST_TEST(closed.wait_until_reached());
    f.server.end_connections(connection_end::reset);
    one.read_to_end();
    two.read_to_end();
    BOOST_TEST(one.end() == ending::reset);
    BOOST_TEST(two.end() == ending::reset);
    closed.release();
    BOOST_TEST(f.server.wait_for_closed_connections(2));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sandbox_replies, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(status_headers_and_body_are_as_scripted) {
    fixture f;
    f.server.expect("POST", chat_path).times(2).reply(reply::json(429, R"({"a":1})").header("retry-after", "1"));
    auto client = f.connect();
    for (int i = 0; i < 2; ++i) {
        auto const response = client.request("POST", chat_path, "{}");
        BOOST_TEST(response.result_int() == 429u);
        BOOST_TEST(response["retry-after"] == "1");
        BOOST_TEST(response["content-type"] == "application/json");
        BOOST_TEST(!response["x-request-id"].empty());
        BOOST_TEST(response.body() == R"({"a":1})");
    }
    BOOST_TEST(client.request("POST", chat_path, "{}").result_int() == 422u); // the built-in API
    f.server.verify();
}

BOOST_AUTO_TEST_CASE(raw_bytes_are_sent_as_they_are) {
    fixture f;
    std::string const bytes = "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokleftover";
    f.server.expect("GET", "/").reply(reply::raw(bytes));
    auto client = f.connect();
    client.send(raw_client::request_text("GET", "/"));
    BOOST_TEST(client.read_bytes(bytes.size()) == bytes);
    BOOST_TEST(client.quiet());
}

BOOST_AUTO_TEST_CASE(responses_without_a_body_say_nothing_of_one) {
    fixture f;
    f.server.on("DELETE", "/").reply(reply(204, "ignored"));
    f.server.on("HEAD", "/").reply(reply::text(200, "12345"));
    auto client = f.connect();
    BOOST_TEST(client.request("DELETE", "/").count("content-length") == 0u);
    BOOST_TEST(client.request("HEAD", "/")["content-length"] == "5");
    BOOST_TEST(client.request("DELETE", "/").result_int() == 204u);
}

BOOST_AUTO_TEST_CASE(bodies_come_in_chunks_of_the_size_wanted) {
    fixture f;
    f.server.on("GET", "/all").reply(reply::text(200, "abcdefg").chunked());
    f.server.on("GET", "/three").reply(reply::text(200, "abcdefg").chunked(3));
    auto client = f.connect();
    BOOST_TEST(client.request("GET", "/all").body() == "abcdefg");
    BOOST_TEST(client.plaintext().ends_with("\r\n\r\n7\r\nabcdefg\r\n0\r\n\r\n"));
    BOOST_TEST(client.request("GET", "/three").body() == "abcdefg");
    BOOST_TEST(client.plaintext().ends_with("\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n1\r\ng\r\n0\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(body_can_end_with_the_connection) {
    fixture f;
    f.server.on("GET", "/").reply(reply::text(200, "body").until_close(connection_end::fin));
    auto client = f.connect();
    auto const response = client.request("GET", "/");
    BOOST_TEST(response.body() == "body");
    BOOST_TEST(response.count("content-length") == 0u);
    BOOST_TEST(client.end() == ending::fin);
}

BOOST_AUTO_TEST_CASE(each_chunk_is_a_tls_record) {
    fixture f;
    f.server.on("GET", "/one").reply(reply::text(200, "body").pieces(1));
    f.server.on("GET", "/ten").reply(reply::text(200, "body").pieces(10));
    auto bytewise = f.connect();
    BOOST_TEST(bytewise.request("GET", "/one").body() == "body");
    BOOST_TEST(bytewise.pieces().size() == bytewise.plaintext().size());
    auto tens = f.connect();
    BOOST_TEST(tens.request("GET", "/ten").body() == "body");
    BOOST_TEST(tens.pieces().size() == (tens.plaintext().size() + 9) / 10);
    BOOST_CHECK_THROW(reply::text(200, "").pieces(0), telnyx::invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(large_bodies_arrive_whole) {
    fixture f;
    std::string body(3'000'000, '\0');
    for (std::size_t i = 0; i < body.size(); ++i)
        body[i] = static_cast<char>('a' + i % 23);
    f.server.on("POST", "/").reply([](recorded_request const& request) { return reply::text(200, request.body); });
    BOOST_TEST((f.connect().request("POST", "/", body).body() == body));
}

BOOST_AUTO_TEST_CASE(response_can_be_cut_after_any_byte_in_any_way) {
    fixture f(sandbox_options().max_recorded_requests(0));
    f.server.on("GET", "/").reply(reply::text(200, "body").header("x-request-id", "1"));
    auto client = f.connect();
    client.request("GET", "/");
    auto const whole = client.plaintext();
    for (auto const& [how, seen] :
         {std::pair(connection_end::close_notify, ending::close_notify), std::pair(connection_end::fin, ending::fin),
          std::pair(connection_end::reset, ending::reset)}) {
        for (std::size_t cut = 0; cut <= whole.size(); cut += cut < 3 || cut + 5 > whole.size() ? 1 : 7) {
            auto const path = "/" + std::to_string(static_cast<int>(how)) + "/" + std::to_string(cut);
            f.server.expect("GET", path)
                .reply(reply::text(200, "body").header("x-request-id", "1").cut_after_bytes(cut, how));
            auto victim = f.connect();
            victim.send(raw_client::request_text("GET", path));
            BOOST_TEST(victim.read_to_end() == whole.substr(0, cut));
            BOOST_TEST(victim.end() == seen);
        }
    }
    f.server.verify();
}

BOOST_AUTO_TEST_CASE(cut_behind_the_last_byte_has_no_effect) {
    fixture f;
    f.server.on("GET", "/").reply(reply::text(200, "body").cut_after_bytes(10'000));
    auto client = f.connect();
    BOOST_TEST(client.request("GET", "/").body() == "body");
    BOOST_TEST(client.request("GET", "/").body() == "body");
}

BOOST_AUTO_TEST_CASE(stalled_response_lasts_until_the_client_closes) {
    fixture f;
    f.server.on("GET", "/").reply(reply::text(200, "body").stall(20));
    auto client = f.connect();
    client.send(raw_client::request_text("GET", "/"));
    BOOST_TEST(client.read_bytes(20).size() == 20u);
    BOOST_TEST(client.quiet());
    BOOST_TEST(f.server.statistics().connections_closed == 0u);
    client.close();
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    BOOST_TEST(f.server.statistics().replies == 0u);
}

BOOST_AUTO_TEST_CASE(responses_wait_at_a_gate) {
    fixture f;
    gate before_head;
    gate in_body;
    auto const held =
        reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody").hold(before_head).hold(in_body, 40);
    f.server.expect("GET", "/").reply(held);
    auto client = f.connect();
    client.send(raw_client::request_text("GET", "/"));
    BOOST_TEST(before_head.wait_until_reached());
    BOOST_TEST(!in_body.wait_until_reached(1, 1ms));
    BOOST_TEST(client.quiet());
    before_head.release();
    BOOST_TEST(in_body.wait_until_reached());
    BOOST_TEST(client.read_bytes(40).size() == 40u);
    BOOST_TEST(client.quiet());
    in_body.release();
    BOOST_TEST(client.read_response().body() == "body");

    f.server.expect("GET", "/").reply(held); // the gates are open now
    BOOST_TEST(client.request("GET", "/").body() == "body");
}

BOOST_AUTO_TEST_CASE(responses_can_be_late) {
    fixture f;
    f.server.expect("GET", "/").reply(reply::text(200, "body").after(30ms).pause(30ms, 5));
    auto const begin = std::chrono::steady_clock::now();
    auto client = f.connect();
    BOOST_TEST(client.request("GET", "/").body() == "body");
    BOOST_TEST((std::chrono::steady_clock::now() - begin >= 60ms));
    BOOST_TEST(client.pieces().front() == 5u);
}

BOOST_AUTO_TEST_CASE(response_can_come_before_the_body_of_the_request) {
    fixture f;
    f.server.expect("POST", "/early").reply(reply::text(413, "too much").at_head());
    auto client = f.connect();
    client.send("POST /early HTTP/1.1\r\nContent-Length: 1000000\r\n\r\nbeginning");
    BOOST_TEST(client.read_response().result_int() == 413u);
    client.send(std::string(100'000, 'x'));
    BOOST_TEST(client.quiet());
    auto const requests = f.server.requests();
    BOOST_TEST_REQUIRE(requests.size() == 1u);
    BOOST_TEST(requests[0].body == "");
    f.server.verify();
}

BOOST_AUTO_TEST_CASE(early_response_can_end_the_connection) {
    fixture f;
    f.server.expect("POST", "/").reply(reply::text(413, "too much").at_head().then_close());
    auto client = f.connect();
    client.send("POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\nbeginning");
    BOOST_TEST(client.read_response().result_int() == 413u);
    client.read_to_end();
    BOOST_TEST(client.end() == ending::close_notify);
    client.close();
    BOOST_TEST(f.server.wait_for_closed_connections(1));
}

BOOST_AUTO_TEST_CASE(connection_ends_after_the_response_when_told) {
    fixture f;
    f.server.on("GET", "/unannounced").reply(reply::text(200, "x").then_close(connection_end::reset));
    f.server.on("GET", "/announced").reply(reply::text(200, "x").header("Connection", "close"));
    f.server.on("GET", "/kept").reply(reply::text(200, "x").then_close().keep_open());
    auto one = f.connect();
    BOOST_TEST(one.request("GET", "/unannounced").body() == "x");
    one.read_to_end();
    BOOST_TEST(one.end() == ending::reset);
    auto two = f.connect();
    BOOST_TEST(two.request("GET", "/announced")["connection"] == "close");
    two.read_to_end();
    BOOST_TEST(two.end() == ending::close_notify);
    auto three = f.connect();
    BOOST_TEST(three.request("GET", "/kept").body() == "x");
    BOOST_TEST(three.request("GET", "/kept").body() == "x");
}

BOOST_AUTO_TEST_CASE(events_and_streams_are_sent_chunk_by_chunk) {
    fixture f;
    f.server.on("GET", "/events").reply(reply::events({"one", "[DONE]"}).pace(1ms));
    auto client = f.connect();
    for (int i = 0; i < 2; ++i) {
        auto const response = client.request("GET", "/events");
        BOOST_TEST(response["content-type"] == "text/event-stream");
        BOOST_TEST(response.body() == "data: one\n\ndata: [DONE]\n\n");
    }
    BOOST_TEST(client.pieces().size() == 8u); // the head, two events and the last chunk, each time
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(sandbox_expectations, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(unmet_expectations_are_reported) {
    fixture f;
    f.server.expect("GET", "/a").times(2).reply(reply());
    f.server.expect("GET", "/b").reply(reply());
    f.server.on("GET", "/c").reply(reply());
    f.connect().request("GET", "/a");
    try {
        f.server.verify();
        BOOST_ERROR("verify() has not thrown");
    } catch (expectation_error const& error) {
        BOOST_TEST_REQUIRE(error.failures().size() == 2u);
        BOOST_TEST(error.failures()[0] == "expected 2 of GET /a, got 1");
        BOOST_TEST(error.failures()[1] == "expected 1 of GET /b, got 0");
        BOOST_TEST(std::string(error.what()).find("GET /b") != std::string::npos);
    }
    auto client = f.connect();
    client.request("GET", "/a");
    client.request("GET", "/b");
    f.server.verify();
}

BOOST_AUTO_TEST_CASE(expectations_are_used_up_in_order) {
    fixture f;
    f.server.expect("GET", "/{x}").reply(reply(201));
    f.server.expect("*", "/a").reply(reply(202));
    f.server.on("GET", "/*").reply(reply(203));
    auto client = f.connect();
    BOOST_TEST(client.request("GET", "/a").result_int() == 201u);
    BOOST_TEST(client.request("GET", "/b").result_int() == 203u);
    BOOST_TEST(client.request("GET", "/a").result_int() == 202u);
    BOOST_TEST(client.request("GET", "/a/b/c").result_int() == 203u);
    f.server.verify();
}

BOOST_AUTO_TEST_CASE(expectations_can_ask_for_more_than_a_path) {
    fixture f;
    f.server.expect("POST", "/").with_header("X-A", "1").reply(reply(201));
    f.server.expect("POST", "/").with_query("page[size]", "2").reply(reply(202));
    f.server.expect("POST", "/").with_json({{"a", 1}, {"b", {1, 2}}}).reply(reply(203));
    f.server.expect("POST", "/").with_body([](std::string const& body) { return body == "x"; }).reply(reply(204));
    f.server.expect("POST", "/")
        .when([](recorded_request const& request) { return request.resumed || request.body == "y"; })
        .reply(reply(205));
    auto client = f.connect();
    BOOST_TEST(client.request("POST", "/", "y").result_int() == 205u);
    BOOST_TEST(client.request("POST", "/", "x").result_int() == 204u);
    BOOST_TEST(client.request("POST", "/", R"({"b": [1, 2], "a": 1})").result_int() == 203u);
    BOOST_TEST(client.request("POST", "/?page%5Bsize%5D=2").result_int() == 202u);
    BOOST_TEST(client.request("POST", "/", "", "x-a: 1\r\n").result_int() == 201u);
    f.server.verify();
}

BOOST_AUTO_TEST_CASE(passed_request_is_answered_as_if_nothing_were_expected) {
    fixture f(sandbox_options().strict());
    f.server.expect("GET", "/v2/ai/models").pass();
    BOOST_TEST(f.connect().request("GET", "/v2/ai/models").result_int() == 200u);
    f.server.verify();
}

BOOST_AUTO_TEST_CASE(strict_sandbox_reports_what_was_not_expected) {
    fixture f(sandbox_options().strict());
    BOOST_TEST(f.connect().request("GET", "/v2/ai/models").result_int() == 500u);
    BOOST_TEST_REQUIRE(f.server.failures().size() == 1u);
    BOOST_TEST(f.server.failures()[0] == "unexpected request GET /v2/ai/models");
    BOOST_CHECK_THROW(f.server.verify(), expectation_error);
}

BOOST_AUTO_TEST_CASE(exceptions_of_the_tests_own_functions_are_reported) {
    fixture f;
    f.server.handle("GET", "/", [](recorded_request const&) -> reply { throw std::runtime_error("mine"); });
    f.server.expect("GET", "/x").when([](recorded_request const&) -> bool { throw std::runtime_error("too"); }).pass();
    auto client = f.connect();
    BOOST_TEST(client.request("GET", "/").result_int() == 500u);
    BOOST_TEST(client.request("GET", "/x").result_int() == 500u);
    BOOST_TEST(f.server.failures().size() == 3u); // the expectation is unmet as well

    f.server.on("GET", "/stream").reply(reply::stream(200, "text/plain", []() -> std::optional<std::string> {
        throw std::runtime_error("three");
    }));
    client.send(raw_client::request_text("GET", "/stream"));
    client.read_to_end();
    BOOST_TEST(client.end() == ending::reset);
    BOOST_TEST(f.server.failures().back() == "making a streamed response threw: three");
}

BOOST_AUTO_TEST_CASE(misused_expectations_are_refused) {
    fixture f;
    BOOST_CHECK_THROW(static_cast<void>(f.server.expect("GET", "/").times(0)), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(f.server.expect("GET", "/").with_json({}).reply(reply().at_head()),
                      telnyx::invalid_argument_error);
    auto used = f.server.expect("GET", "/");
    used.pass();
    BOOST_CHECK_THROW(used.pass(), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(used.always(), telnyx::invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(handlers_go_before_the_built_in_api_and_after_expectations) {
    fixture f;
    f.server.handle("GET", "/v2/ai/{what}", [](recorded_request const& request) {
        return reply::text(200, "handled " + request.path_parameters.at("what"));
    });
    f.server.expect("GET", "/v2/ai/models").reply(reply::text(200, "expected"));
    auto client = f.connect();
    BOOST_TEST(client.request("GET", "/v2/ai/models").body() == "expected");
    BOOST_TEST(client.request("GET", "/v2/ai/models").body() == "handled models");
    BOOST_TEST(client.request("GET", "/v2/ai/a%20b").body() == "handled a b");
}

BOOST_AUTO_TEST_CASE(responses_can_be_altered_except_those_of_expectations) {
    fixture f;
    f.server.alter([count = 0](recorded_request const& request, reply& made) mutable {
        made.header("x-count", std::to_string(++count)).header("x-target", request.target);
        if (request.target == "/v2/mine") made = reply::text(418, "instead of " + made.body());
    });
    f.server.expect("GET", "/v2/ai/models").reply(reply::text(200, "expected"));
    f.server.handle("GET", "/v2/mine", [](recorded_request const&) { return reply::text(200, "mine"); });
    auto client = f.connect();
    auto const expected = client.request("GET", "/v2/ai/models");
    BOOST_TEST(expected["x-count"] == "");
    auto const built_in = client.request("GET", "/v2/ai/models");
    BOOST_TEST(built_in["x-count"] == "1");
    BOOST_TEST(built_in["x-target"] == "/v2/ai/models");
    auto const mine = client.request("GET", "/v2/mine");
    BOOST_TEST(mine.result_int() == 418u);
    BOOST_TEST(mine.body() == "instead of mine");
    f.server.alter({});
    BOOST_TEST(client.request("GET", "/v2/mine").body() == "mine");
}

BOOST_AUTO_TEST_SUITE_END()
