#include "support/tls_progress.hpp"
#include "support/wire_peer.hpp"
#include "telnyx/net/wire_codec.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <openssl/ssl.h>
#include <ostream>
#include <string>
#include <string_view>

namespace {

namespace data = boost::unit_test::data;
using namespace telnyx::tests;
using telnyx::net::wire_codec;
using progress = wire_codec::progress;

/// A codec that has shaken hands with a TLS server.
struct tls_fixture {
    tls_fixture() {
        wire.secure(peer.make_client());
        while (wire.tls()->handshake() == progress::needs_input) {
            peer.take(send_all(wire, 1000));
            receive(wire, peer.output(), 1000, [&] { wire.tls()->handshake(); });
        }
        peer.take(send_all(wire, 1000));
        give(peer.output()); // sessions to resume
    }

    std::string give(std::string_view bytes, std::size_t size = 100'000) {
        std::string text;
        receive(wire, bytes, size, [&] { text += read_all(wire); });
        return text;
    }

    wire_peer peer;
    wire_codec wire;
};

auto const steps = data::make({1, 2, 7, 100, 100'000});

} // namespace

BOOST_AUTO_TEST_SUITE(wire_codec_)

// Without TLS

BOOST_DATA_TEST_CASE(texts_are_sent_as_they_are, steps, step) {
    wire_codec wire;
    BOOST_TEST(!wire.has_unsent());
    BOOST_TEST(wire.write("hello"));
    BOOST_TEST(wire.write(", world"));
    BOOST_TEST(send_all(wire, static_cast<std::size_t>(step)) == "hello, world");
    BOOST_TEST(wire.write("again"));
    BOOST_TEST(wire.unsent() == "again");
    BOOST_TEST(wire.tls() == nullptr);
}

BOOST_DATA_TEST_CASE(texts_are_received_as_they_are, steps, step) {
    wire_codec wire;
    std::string text;
    receive(wire, "hello, world", static_cast<std::size_t>(step), [&] {
        BOOST_TEST(wire.holds_input());
        text += read_all(wire);
        BOOST_TEST(!wire.holds_input());
    });
    BOOST_TEST(text == "hello, world");
    char byte = 0;
    std::size_t count = 1;
    BOOST_TEST(wire.read(&byte, 1, count) == progress::needs_input);
    BOOST_TEST(count == 0u);
}

BOOST_AUTO_TEST_CASE(texts_can_be_read_in_parts) {
    wire_codec wire;
    receive(wire, "abc", 3, [] {});
    for (auto const expected : {'a', 'b', 'c'}) {
        char byte = 0;
        std::size_t count = 0;
        BOOST_TEST(wire.has_unread());
        BOOST_TEST(wire.read(&byte, 1, count) == progress::done);
        BOOST_TEST(byte == expected);
    }
    BOOST_TEST(!wire.has_unread());
}

BOOST_AUTO_TEST_CASE(end_of_the_stream_comes_from_the_peer) {
    wire_codec wire;
    BOOST_TEST(!wire.stream_ended());
    BOOST_TEST(!wire.ended_by_peer());
    wire.end_stream();
    BOOST_TEST(wire.stream_ended());
    BOOST_TEST(wire.ended_by_peer());
}

BOOST_AUTO_TEST_CASE(nothing_says_goodbye_without_tls) {
    wire_codec wire;
    BOOST_TEST(!wire.accepts_when_idle("x"));
    BOOST_TEST(!wire.within_record());
    BOOST_TEST(!wire.close());
    BOOST_TEST(!wire.has_unsent());
}

BOOST_AUTO_TEST_CASE(memory_grows_for_a_peer_that_fills_it) {
    wire_codec wire;
    auto const first = wire.prepare_input().size();
    wire.received(first - 1);
    read_all(wire);
    BOOST_TEST(!wire.input_was_full());
    BOOST_TEST(wire.prepare_input().size() == first);
    auto last = first;
    for (int i = 0; i < 10; ++i) {
        last = wire.prepare_input().size();
        wire.received(last);
        read_all(wire);
        BOOST_TEST(wire.input_was_full());
    }
    BOOST_TEST(last == std::size_t(128) * 1024);
    wire.release_buffers();
    BOOST_TEST(!wire.input_was_full());
    BOOST_TEST(wire.prepare_input().size() == first);
}

BOOST_AUTO_TEST_CASE(what_is_unsent_outlives_the_release_of_buffers) {
    wire_codec wire;
    wire.write("abc");
    wire.mark_sent(1);
    wire.release_buffers();
    BOOST_TEST(wire.unsent() == "bc");
}

// With TLS

BOOST_DATA_TEST_CASE_F(tls_fixture, texts_are_encrypted, steps, step) {
    BOOST_TEST(wire.write("hello"));
    auto const sent = send_all(wire, static_cast<std::size_t>(step));
    BOOST_TEST(sent.find("hello") == std::string::npos);
    BOOST_TEST(peer.take(sent) == "hello");
    BOOST_TEST(!wire.has_unsent());
}

BOOST_DATA_TEST_CASE_F(tls_fixture, texts_are_decrypted, steps, step) {
    std::string const text(20'000, 'x'); // two records
    BOOST_TEST(give(peer.encrypted(text), static_cast<std::size_t>(step)) == text);
    BOOST_TEST(!wire.within_record());
}

BOOST_FIXTURE_TEST_CASE(record_may_be_incomplete, tls_fixture) {
    auto const record = peer.encrypted("hello");
    BOOST_TEST(give(std::string_view(record).substr(0, 7)) == "");
    BOOST_TEST(!wire.holds_input());
    BOOST_TEST(wire.within_record());
    wire.release_buffers(); // keeps it
    BOOST_TEST(give(std::string_view(record).substr(7)) == "hello");
    BOOST_TEST(!wire.within_record());
}

BOOST_FIXTURE_TEST_CASE(only_close_notify_comes_from_the_peer, tls_fixture) {
    wire.end_stream();
    BOOST_TEST(wire.stream_ended());
    BOOST_TEST(!wire.ended_by_peer());
    peer.engine.close();
    BOOST_TEST(give(peer.output()) == "");
    BOOST_TEST(wire.ended_by_peer());
    BOOST_TEST(wire.has_unread()); // the end
}

BOOST_FIXTURE_TEST_CASE(records_without_data_do_no_harm_when_idle, tls_fixture) {
    BOOST_TEST(wire.accepts_when_idle(""));
    SSL_key_update(peer.engine.native(), SSL_KEY_UPDATE_NOT_REQUESTED);
    peer.engine.handshake();
    auto const record = peer.output();
    BOOST_TEST(!record.empty());
    BOOST_TEST(wire.accepts_when_idle(record));
    BOOST_TEST(!wire.accepts_when_idle(peer.encrypted("x")));
}

BOOST_FIXTURE_TEST_CASE(part_of_a_record_spoils_an_idle_connection, tls_fixture) {
    BOOST_TEST(!wire.accepts_when_idle(peer.encrypted("x").substr(0, 3)));
}

BOOST_FIXTURE_TEST_CASE(closing_says_so_unless_something_is_unsent, tls_fixture) {
    BOOST_TEST(wire.close());
    peer.take(send_all(wire, 1000));
    char byte = 0;
    std::size_t count = 0;
    BOOST_TEST(peer.engine.read(&byte, 1, count) == progress::closed);
}

BOOST_FIXTURE_TEST_CASE(unsent_request_is_not_sent_when_closing, tls_fixture) {
    wire.write("hello");
    BOOST_TEST(!wire.close());
}

BOOST_FIXTURE_TEST_CASE(broken_session_tells_the_peer_why, tls_fixture) {
    wire.write("hello");
    give("no TLS at all");
    BOOST_TEST(static_cast<bool>(wire.tls()->error()));
    BOOST_TEST(!wire.write("again"));
    BOOST_TEST(wire.close());
}

BOOST_FIXTURE_TEST_CASE(session_is_given_away_with_what_is_unsent, tls_fixture) {
    wire.write("hello");
    auto const whole = std::string(wire.unsent());
    wire.mark_sent(10);
    auto const given = wire.release_tls();
    BOOST_TEST(given->output() == whole.substr(10));
    BOOST_TEST(wire.tls() == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
