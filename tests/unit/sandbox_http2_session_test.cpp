#ifdef TELNYX_HTTP2

#include "support/h2_field_decoder.hpp"
#include "support/h2_frames.hpp"
#include "telnyx/testing/impl/http2_server_session.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace {

namespace h2 = telnyx::tests::h2;
using telnyx::testing::stream_error;
using telnyx::testing::detail::http2_server_session;
using telnyx::testing::detail::http2_server_settings;
using kind = http2_server_session::event::kind;

char const* name_of(kind what) {
    static constexpr char const* names[] = {"head", "request", "head_too_large", "body_too_large", "reset", "closed"};
    return names[static_cast<int>(what)];
}

/// A session whose client has sent its preface and settings.
struct fixture {
    explicit fixture(http2_server_settings const& settings = {},
                     std::initializer_list<std::pair<std::uint16_t, std::uint32_t>> client_settings = {})
        : session(settings) {
        session.receive(h2::client_preface);
        session.receive(h2::settings(client_settings));
        greeting = sent();
        session.receive(h2::settings_ack());
    }

    /// The frames that the session sends now.
    std::vector<h2::frame> sent() {
        std::string bytes;
        session.produce(bytes);
        reader.feed(bytes);
        return reader.all();
    }

    /// What the session says has happened, in words.
    std::string happened() {
        std::ostringstream text;
        for (auto const& each : session.take_events())
            text << name_of(each.what) << " " << each.stream << " ";
        return text.str();
    }

    static std::string request(std::uint32_t stream, bool with_body = false, h2::field_list const& more = {}) {
        h2::field_list fields{{":method", with_body ? "POST" : "GET"},
                              {":scheme", "https"},
                              {":path", "/v2/x?y=z"},
                              {":authority", "api.example"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return h2::headers(stream, h2::block(fields),
                           static_cast<std::uint8_t>(h2::end_headers | (with_body ? 0 : h2::end_stream)));
    }

    http2_server_session session;
    h2::reader reader;
    std::vector<h2::frame> greeting;
};

telnyx::headers fields(std::string_view name, std::string_view value) {
    telnyx::headers made;
    made.append(name, value);
    return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_http2_session)

BOOST_AUTO_TEST_CASE(greets_with_its_settings) {
    fixture f({.max_streams = 7, .stream_window = 100});
    BOOST_TEST_REQUIRE(f.greeting.size() >= 2u);
    BOOST_TEST(f.greeting[0].type == h2::frame_type::settings);
    BOOST_TEST(f.greeting[0].setting(h2::max_concurrent_streams).value_or(0) == 7u);
    BOOST_TEST(f.greeting[0].setting(h2::initial_window_size).value_or(0) == 100u);
    BOOST_TEST(!f.session.over());
}

BOOST_AUTO_TEST_CASE(request_is_the_same_as_over_http_1_and_says_its_stream) {
    telnyx::testing::recorded_request origin;
    origin.connection = 5;
    http2_server_session session({}, origin);
    session.receive(h2::client_preface);
    session.receive(h2::settings());
    session.receive(fixture::request(3, true, {{"x-one", "1"}}));
    session.receive(h2::data(3, "ab"));
    session.receive(h2::data(3, "c", h2::end_stream));
    auto const events = session.take_events();
    BOOST_TEST_REQUIRE(events.size() == 2u);
    BOOST_TEST((events[0].what == kind::head));
    BOOST_TEST((events[1].what == kind::request));
    auto const& request = session.request(3);
    BOOST_TEST(request.method == "POST");
    BOOST_TEST(request.target == "/v2/x?y=z");
    BOOST_TEST(request.headers.text() == "host: api.example\r\nx-one: 1\r\n");
    BOOST_TEST(request.body == "abc");
    BOOST_TEST(request.connection == 5u);
    BOOST_TEST(request.stream == 3u);
}

BOOST_AUTO_TEST_CASE(requests_that_come_byte_by_byte_are_read) {
    fixture f;
    for (char const byte : fixture::request(1, true) + h2::data(1, "body", h2::end_stream))
        f.session.receive({&byte, 1});
    BOOST_TEST(f.happened() == "head 1 request 1 ");
    BOOST_TEST(f.session.request(1).body == "body");
}

BOOST_AUTO_TEST_CASE(response_is_its_head_and_the_data_as_they_were_given) {
    fixture f;
    f.session.receive(fixture::request(1));
    f.session.send_head(1, 200, fields("X-Name", "Value"), false);
    f.session.send_data(1, "first", false);
    auto frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 2u);
    h2::field_decoder decoder;
    auto const head = decoder.decode(frames[0].content());
    BOOST_TEST(h2::value_of(head, ":status") == "200");
    BOOST_TEST(h2::value_of(head, "x-name") == "Value");
    BOOST_TEST(frames[1] == (h2::frame{h2::frame_type::data, 0, 1, "first"}));
    BOOST_TEST((f.session.take_drained() == std::vector<std::int32_t>{1}));

    f.session.send_data(1, "second", true);
    frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0] == (h2::frame{h2::frame_type::data, h2::end_stream, 1, "second"}));
    BOOST_TEST(f.happened() == "head 1 request 1 closed 1 ");
}

BOOST_AUTO_TEST_CASE(fields_of_a_connection_are_left_out) {
    fixture f;
    f.session.receive(fixture::request(1));
    telnyx::headers all;
    for (auto const* const name : {"Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade", "kept"})
        all.append(name, "x");
    f.session.send_head(1, 204, all, true);
    auto const frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0].has(h2::end_stream));
    h2::field_decoder decoder;
    BOOST_TEST((decoder.decode(frames[0].content()) == h2::field_list{{":status", "204"}, {"kept", "x"}}));
}

BOOST_AUTO_TEST_CASE(end_may_come_after_the_data) {
    fixture f;
    f.session.receive(fixture::request(1));
    f.session.send_head(1, 200, {}, false);
    f.session.send_data(1, "x", false);
    f.sent();
    f.session.finish(1);
    auto const frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0] == (h2::frame{h2::frame_type::data, h2::end_stream, 1, ""}));
}

BOOST_AUTO_TEST_CASE(full_window_stops_its_stream_and_no_other) {
    fixture f({}, {{h2::initial_window_size, 10}});
    f.session.receive(fixture::request(1) + fixture::request(3));
    f.session.send_head(1, 200, {}, false);
    f.session.send_data(1, std::string(25, 'a'), true);
    f.session.send_head(3, 200, {}, false);
    f.session.send_data(3, "b", true);
    std::string first;
    std::string second;
    for (auto const& frame : f.sent())
        if (frame.type == h2::frame_type::data) (frame.stream == 1 ? first : second) += frame.payload;
    BOOST_TEST(first.size() == 10u);
    BOOST_TEST(second == "b");
    BOOST_TEST((f.session.take_drained() == std::vector<std::int32_t>{3}));
    BOOST_TEST(f.sent().empty());
    f.session.receive(h2::window_update(1, 100));
    auto const rest = f.sent();
    BOOST_TEST_REQUIRE(rest.size() == 1u);
    BOOST_TEST(rest[0] == (h2::frame{h2::frame_type::data, h2::end_stream, 1, std::string(15, 'a')}));
}

BOOST_AUTO_TEST_CASE(window_opens_as_a_body_is_read_and_not_when_it_is_not) {
    fixture f({.stream_window = 1000});
    f.session.receive(fixture::request(1, true) + h2::data(1, std::string(900, 'x')));
    auto const frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0] == (h2::frame{h2::frame_type::window_update, 0, 1, h2::big_endian(900, 4)}));
    f.session.stop_reading(1);
    f.session.receive(h2::data(1, std::string(900, 'x')));
    BOOST_TEST(f.sent().empty());
    BOOST_TEST(f.session.request(1).body.size() == 900u);
}

BOOST_AUTO_TEST_CASE(rest_of_a_request_is_refused_once_it_has_its_response) {
    fixture f;
    f.session.receive(fixture::request(1, true) + h2::data(1, "some"));
    f.session.stop_reading(1);
    f.session.send_head(1, 413, {}, true);
    auto const frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 2u);
    BOOST_TEST(frames[0].type == h2::frame_type::headers);
    BOOST_TEST(frames[1] == (h2::frame{h2::frame_type::rst_stream, 0, 1, h2::big_endian(0, 4)}));
    BOOST_TEST(f.happened() == "head 1 closed 1 ");
}

BOOST_AUTO_TEST_CASE(limits_of_head_and_body_are_reported) {
    fixture f({.max_head_size = 200, .max_body_size = 10});
    f.session.receive(fixture::request(1, false, {{"long", std::string(300, 'x')}}));
    BOOST_TEST(f.happened() == "head_too_large 1 ");
    f.session.receive(fixture::request(3, true) + h2::data(3, "12345678901", h2::end_stream));
    BOOST_TEST(f.happened() == "head 3 body_too_large 3 ");
}

BOOST_AUTO_TEST_CASE(resets_of_both_sides_close_a_stream) {
    fixture f;
    f.session.receive(fixture::request(1) + h2::rst_stream(1, 8));
    BOOST_TEST(f.happened() == "head 1 request 1 reset 1 closed 1 ");
    f.session.send_data(1, "too late", true);
    f.session.forget(1);
    BOOST_TEST(f.sent().empty());
    f.session.receive(fixture::request(3));
    f.session.reset(3, stream_error::refused_stream);
    auto const frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0] == (h2::frame{h2::frame_type::rst_stream, 0, 3, h2::big_endian(7, 4)}));
    BOOST_TEST(f.happened() == "head 3 request 3 closed 3 ");
}

BOOST_AUTO_TEST_CASE(more_streams_than_allowed_are_refused) {
    fixture f({.max_streams = 1});
    f.session.receive(fixture::request(1) + fixture::request(3));
    BOOST_TEST(f.happened() == "head 1 request 1 ");
}

BOOST_AUTO_TEST_CASE(going_away_lets_streams_end_and_ignores_new_ones) {
    fixture f;
    f.session.receive(fixture::request(1));
    f.session.go_away();
    f.session.receive(fixture::request(3));
    BOOST_TEST(f.happened() == "head 1 request 1 ");
    auto const frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0] == (h2::frame{h2::frame_type::goaway, 0, 0, h2::big_endian(1, 4) + h2::big_endian(0, 4)}));
    BOOST_TEST(!f.session.over());
    f.session.send_head(1, 200, {}, true);
    f.sent();
    BOOST_TEST(f.happened() == "closed 1 ");
    f.session.forget(1);
    BOOST_TEST(f.session.over());
}

BOOST_AUTO_TEST_CASE(last_request_can_be_set_before) {
    fixture f({.last_request = 2});
    f.session.receive(fixture::request(1) + fixture::request(3) + fixture::request(5));
    BOOST_TEST(f.happened() == "head 1 request 1 head 3 request 3 ");
    auto const frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0].number() == 3u);
}

BOOST_AUTO_TEST_CASE(violations_end_the_connection) {
    http2_server_session other({});
    other.receive("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    BOOST_TEST(other.over());
    fixture f;
    f.session.receive(h2::data(1, "on an idle stream"));
    auto const frames = f.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0].type == h2::frame_type::goaway);
    BOOST_TEST(frames[0].number(4) == static_cast<std::uint32_t>(stream_error::protocol_error));
    BOOST_TEST(f.session.over());
}

BOOST_AUTO_TEST_CASE(output_is_produced_in_parts) {
    fixture f({}, {{h2::initial_window_size, 1'000'000}});
    f.session.receive(h2::window_update(0, 1'000'000) + fixture::request(1));
    f.session.send_head(1, 200, {}, false);
    f.session.send_data(1, std::string(500'000, 'x'), true);
    std::string bytes;
    f.session.produce(bytes, 30'000);
    BOOST_TEST(bytes.size() >= 30'000u);
    BOOST_TEST(bytes.size() < 60'000u);
    BOOST_TEST(f.session.take_drained().empty());
}

BOOST_AUTO_TEST_SUITE_END()

#endif
