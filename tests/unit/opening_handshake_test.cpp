#include "support/wire_peer.hpp"
#include "telnyx/base/errc.hpp"
#include "telnyx/net/opening_handshake.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::net {

inline std::ostream& operator<<(std::ostream& out, opening_handshake::progress value) {
    static constexpr char const* names[] = {"done", "needs_input", "failed"};
    return out << names[static_cast<int>(value)];
}

} // namespace telnyx::net

namespace {

namespace data = boost::unit_test::data;
using namespace telnyx::tests;
using telnyx::net::opening_handshake;
using telnyx::net::wire_codec;
using telnyx::testing::sandbox_options;
using progress = opening_handshake::progress;
using protocols = opening_handshake::protocols;

/// A handshake with an origin in memory, maybe through a proxy.
struct handshake_fixture {
    explicit handshake_fixture(sandbox_options const& options = sandbox_options()) : peer(options) {}

    void begin(protocols offered = protocols::http1) {
        handshake.begin(wire, offered, client_for(offered), nullptr, {});
    }

    void begin_through_proxy(protocols offered = protocols::http1) {
        telnyx::http::proxy through;
        through.address = {.secure = false, .host = "proxy.example", .port = 3128, .is_address = false};
        telnyx::origin const to{.secure = true, .host = "api.example", .port = 443, .is_address = false};
        handshake.begin(wire, offered, client_for(offered),
                        std::make_unique<telnyx::http::tunnel>(through, to, std::size_t(1000)), through.name());
    }

    progress advance() { return last = handshake.advance(wire, failure); }

    /// Gives the handshake the bytes, at most `size` at a time, as long as it needs any.
    progress give(std::string_view bytes, std::size_t size = 1000) {
        receive(wire, bytes, size, [&] {
            if (last == progress::needs_input) advance();
        });
        return last;
    }

    /// Goes on until the origin has no more to say.
    progress shake_hands(std::size_t size = 1000) {
        advance();
        while (last == progress::needs_input && wire.has_unsent()) {
            peer.take(send_all(wire, size));
            give(peer.output(), size);
        }
        return last;
    }

    std::unique_ptr<telnyx::net::tls_engine> client_for(protocols offered) {
        return peer.make_client(offered != protocols::http1, offered != protocols::http2);
    }

    wire_peer peer;
    wire_codec wire;
    telnyx::net::exchange_failure failure;
    opening_handshake handshake{"api.example"};
    progress last = progress::needs_input;
};

struct http2_fixture : handshake_fixture {
    http2_fixture() : handshake_fixture(sandbox_options().application_protocols({"h2"})) {}
};

auto const steps = data::make({1, 2, 7, 100, 1000});

} // namespace

BOOST_AUTO_TEST_SUITE(opening_handshake_)

BOOST_AUTO_TEST_CASE(plain_http_needs_none) {
    wire_codec wire;
    telnyx::net::exchange_failure failure;
    opening_handshake handshake("api.example");
    handshake.begin(wire, protocols::http1, nullptr, nullptr, {});
    BOOST_TEST(handshake.advance(wire, failure) == progress::done);
    BOOST_TEST(!wire.has_unsent());
    BOOST_TEST(handshake.peer_name() == "api.example");
}

BOOST_DATA_TEST_CASE_F(handshake_fixture, hands_are_shaken_however_the_bytes_arrive, steps, step) {
    begin();
    BOOST_TEST(shake_hands(static_cast<std::size_t>(step)) == progress::done);
    BOOST_TEST(!failure);
    wire.write("hello");
    BOOST_TEST(peer.take(send_all(wire, 1000)) == "hello");
}

BOOST_DATA_TEST_CASE_F(handshake_fixture, the_proxy_is_asked_before_the_origin, steps, step) {
    auto const size = static_cast<std::size_t>(step);
    begin_through_proxy();
    BOOST_TEST(handshake.tunnel() != nullptr);
    BOOST_TEST(handshake.peer_name() == "the proxy proxy.example:3128");
    BOOST_TEST(advance() == progress::needs_input);
    BOOST_TEST(send_all(wire, size).starts_with("CONNECT api.example:443 HTTP/1.1\r\n"));
    BOOST_TEST(wire.tls() == nullptr);
    BOOST_TEST(give("HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n", size) == progress::needs_input);
    BOOST_TEST(handshake.tunnel() == nullptr);
    BOOST_TEST(handshake.peer_name() == "api.example (through the proxy proxy.example:3128)");
    BOOST_TEST(wire.has_unsent());
    BOOST_TEST(shake_hands(size) == progress::done);
    BOOST_TEST(!failure);
}

BOOST_DATA_TEST_CASE_F(handshake_fixture, a_proxy_may_refuse, steps, step) {
    begin_through_proxy();
    advance();
    send_all(wire, 1000);
    give("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno", static_cast<std::size_t>(step));
    BOOST_TEST(last == progress::failed);
    BOOST_TEST((failure.code() == telnyx::make_error_code(telnyx::errc::proxy_refused)));
    BOOST_TEST(handshake.tunnel()->status() == 403);
    BOOST_TEST(wire.tls() == nullptr);
}

BOOST_FIXTURE_TEST_CASE(proxy_may_hang_up, handshake_fixture) {
    begin_through_proxy();
    wire.end_stream();
    BOOST_TEST(advance() == progress::needs_input); // as long as there is something to send
    send_all(wire, 1000);
    BOOST_TEST(advance() == progress::failed);
    BOOST_TEST(failure.text() == "the proxy proxy.example:3128 closed the connection without a response");
}

BOOST_FIXTURE_TEST_CASE(origin_may_hang_up, handshake_fixture) {
    begin();
    BOOST_TEST(advance() == progress::needs_input);
    send_all(wire, 1000);
    wire.end_stream();
    BOOST_TEST(advance() == progress::failed);
    BOOST_TEST((failure.code() == boost::asio::error::eof));
    BOOST_TEST(failure.text() == "api.example closed the connection during the TLS handshake");
}

BOOST_FIXTURE_TEST_CASE(origin_may_say_goodbye, handshake_fixture) {
    begin();
    advance();
    BOOST_TEST(give(std::string_view("\x15\x03\x03\x00\x02\x01\x00", 7)) == progress::failed);
    BOOST_TEST((failure.code() == boost::asio::error::eof));
    BOOST_TEST(failure.text() == "api.example ended the TLS session during the handshake");
}

BOOST_FIXTURE_TEST_CASE(origin_may_not_speak_tls, handshake_fixture) {
    begin();
    advance();
    BOOST_TEST(give("HTTP/1.1 400 Bad Request\r\n\r\n") == progress::failed);
    BOOST_TEST(failure.text().starts_with("TLS handshake with api.example failed: "));
}

BOOST_FIXTURE_TEST_CASE(http_2_can_be_agreed_on, http2_fixture) {
    begin(protocols::both);
    BOOST_TEST(shake_hands() == progress::done);
    BOOST_TEST(wire.tls()->application_protocol() == "h2");
}

BOOST_FIXTURE_TEST_CASE(http_1_is_no_failure_if_both_are_offered, handshake_fixture) {
    begin(protocols::both);
    BOOST_TEST(shake_hands() == progress::done);
    BOOST_TEST(wire.tls()->application_protocol() != "h2");
}

BOOST_AUTO_TEST_CASE(http_2_may_be_required) {
    handshake_fixture f(sandbox_options().application_protocols({}));
    f.begin(protocols::http2);
    BOOST_TEST(f.shake_hands() == progress::failed);
    BOOST_TEST((f.failure.code() == telnyx::make_error_code(telnyx::errc::malformed_response)));
    BOOST_TEST(f.failure.text() == "api.example does not speak HTTP/2");
}

BOOST_AUTO_TEST_SUITE_END()
