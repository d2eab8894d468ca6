#ifdef TELNYX_HTTP2

#include "support/raw_h2_frames.hpp"
#include "telnyx/http/h2_session.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace h2 = telnyx::tests::raw_h2;
using session = telnyx::http::h2_session;
using ending = session::ending;

namespace {

struct recorded : session::stream {
    void on_head(int received, telnyx::headers fields) override {
        status = received;
        head = std::string(fields.text());
    }
    void on_data(std::string_view chunk) override { body.append(chunk); }
    void on_end() override { ended = true; }
    void on_request_packed() override { packed = true; }
    session::body_part read_body(char* out, std::size_t size) override {
        session::body_part part;
        part.size = std::min(size, upload.size());
        upload.copy(out, part.size);
        upload.erase(0, part.size);
        part.last = upload.empty() && upload_complete;
        return part;
    }
    void on_closed(ending reason, std::uint32_t error) override {
        ++closed;
        why = reason;
        code = error;
    }

    int status = 0;
    std::string head;
    std::string body;
    std::string upload;
    bool upload_complete = true;
    bool ended = false;
    bool packed = false;
    int closed = 0;
    ending why = ending::complete;
    std::uint32_t code = 0;
};

/// A session whose server is the test.
struct fixture {
    explicit fixture(session::limits const& limits = {}) : tested(limits) {}

    std::shared_ptr<recorded> open(std::string const& method = "GET", std::string upload = {}) {
        auto opened = open_unsent(method, std::move(upload));
        sent();
        return opened;
    }

    std::shared_ptr<recorded> open_unsent(std::string const& method = "GET", std::string upload = {}) {
        auto opened = std::make_shared<recorded>();
        opened->upload = std::move(upload);
        telnyx::headers fields;
        fields.append("Authorization", "Bearer KEY");
        fields.append("X-Field", "value");
        session::request what{method, "host:1", "/v2/path", fields};
        what.has_body = !opened->upload.empty() || method == "POST";
        BOOST_TEST_REQUIRE(tested.open(opened, what));
        return opened;
    }

    bool feed(std::string const& bytes) { return tested.feed(bytes, now); }

    bool feed_byte_by_byte(std::string const& bytes) {
        for (char const each : bytes)
            if (!feed(std::string(1, each))) return false;
        return true;
    }

    /// What the client has sent since.
    std::vector<h2::sent_frame> sent() {
        tested.pump(1 << 20);
        return h2::take_frames(tested.output());
    }

    /// The code of the frame by which the client has reset a stream or, with 0, ended the session.
    std::optional<std::uint32_t> refusal(std::uint32_t stream) {
        for (auto const& each : sent()) {
            if (each.type == h2::rst_stream && each.stream == stream) return each.code();
            if (each.type == h2::goaway && stream == 0) {
                auto last = each;
                last.payload.erase(0, 4);
                return last.code();
            }
        }
        return std::nullopt;
    }

    session tested;
    session::time_point now{};
};

std::vector<h2::field> const ok{{":status", "200"}};

} // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(ending)

BOOST_AUTO_TEST_SUITE(http_h2_session)

BOOST_AUTO_TEST_CASE(it_begins_with_the_preface_and_refuses_pushes) {
    fixture with;
    with.tested.pump(1 << 20);
    BOOST_TEST(with.tested.output().starts_with(h2::preface));
    auto const frames = with.sent();
    BOOST_TEST_REQUIRE(frames.size() == 2u);
    BOOST_TEST(frames[0].type == h2::settings);
    BOOST_TEST(frames[0].payload == h2::setting(2, 0) + h2::setting(4, 256 * 1024) + h2::setting(6, 64 * 1024));
    BOOST_TEST(frames[1].type == h2::window_update);
}

BOOST_AUTO_TEST_CASE(response_arrives_whatever_the_chunks_of_its_bytes) {
    auto const bytes = h2::greeting() + h2::head(1, {{":status", "100"}}) +
                       h2::head(1, {{":status", "200"}, {"content-type", "text/plain"}}) +
                       h2::frame(h2::data, 0, 1, "Hel") + h2::frame(h2::ping, 0, 0, "12345678") +
                       h2::frame(h2::data, h2::padded, 1, std::string("\x03lo\0\0\0", 6)) +
                       h2::head(1, {{"trailer", "dropped"}}, h2::end_stream);
    for (bool const in_one_piece : {true, false}) {
        fixture with;
        auto const stream = with.open();
        BOOST_TEST(stream->packed);
        BOOST_TEST((in_one_piece ? with.feed(bytes) : with.feed_byte_by_byte(bytes)));
        BOOST_TEST(stream->status == 200);
        BOOST_TEST(stream->head == "content-type: text/plain\r\n");
        BOOST_TEST(stream->body == "Hello");
        BOOST_TEST(stream->ended);
        BOOST_TEST(stream->closed == 1);
        BOOST_TEST((stream->why == ending::complete));
        BOOST_TEST(with.tested.streams() == 0u);
        auto const frames = with.sent();
        auto const pong = [](auto const& each) { return each.type == h2::ping && each.flags == h2::ack; };
        BOOST_TEST(std::any_of(frames.begin(), frames.end(), pong));
    }
}

BOOST_AUTO_TEST_CASE(response_to_head_has_no_body_but_may_announce_one) {
    fixture with;
    auto const stream = with.open("HEAD");
    BOOST_TEST(with.feed(h2::greeting() + h2::head(1, {{":status", "200"}, {"content-length", "9"}}, h2::end_stream)));
    BOOST_TEST((stream->ended && stream->why == ending::complete));
}

BOOST_AUTO_TEST_CASE(body_is_sent_as_it_is_produced) {
    fixture with;
    with.feed(h2::greeting());
    auto const stream = std::make_shared<recorded>();
    stream->upload_complete = false;
    telnyx::headers const none;
    session::request what{"POST", "host", "/", none, true, 10};
    BOOST_TEST(with.tested.open(stream, what));
    auto frames = with.sent();
    BOOST_TEST(frames.back().type == h2::headers);
    BOOST_TEST((frames.back().flags & h2::end_stream) == 0);
    stream->upload = "first";
    with.tested.resume(*stream);
    frames = with.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0].payload == "first");
    stream->upload = "later";
    stream->upload_complete = true;
    with.tested.resume(*stream);
    frames = with.sent();
    BOOST_TEST_REQUIRE(frames.size() == 1u);
    BOOST_TEST(frames[0].payload == "later");
    BOOST_TEST((frames[0].flags & h2::end_stream) != 0);
}

BOOST_AUTO_TEST_CASE(response_may_come_before_the_request_is_complete) {
    fixture with;
    with.feed(h2::greeting());
    auto const stream = with.open("POST", std::string(1'000'000, 'x')); // more than the window
    BOOST_TEST(with.feed(h2::head(1, {{":status", "413"}}, h2::end_stream)));
    BOOST_TEST(stream->ended);
    BOOST_TEST(stream->closed == 0); // the request still wants to be sent
    with.tested.cancel(*stream);
    BOOST_TEST((with.refusal(1) == 0u)); // NO_ERROR
    BOOST_TEST((stream->why == ending::cancelled));
}

BOOST_AUTO_TEST_CASE(server_may_reset_the_rest_of_a_request_behind_its_response) {
    fixture with;
    with.feed(h2::greeting());
    auto const stream = with.open("POST", std::string(1'000'000, 'x'));
    BOOST_TEST(with.feed(h2::head(1, ok, h2::end_stream) + h2::reset(1, 0)));
    BOOST_TEST((stream->ended && stream->closed == 1 && stream->why == ending::complete));
}

BOOST_AUTO_TEST_CASE(cancelled_stream_hears_no_more_and_the_others_go_on) {
    fixture with;
    with.feed(h2::greeting());
    auto const first = with.open();
    auto const second = with.open();
    with.feed(h2::head(1, ok) + h2::head(3, ok) + h2::frame(h2::data, 0, 1, "one"));
    with.tested.cancel(*first);
    BOOST_TEST((with.refusal(1) == 8u)); // CANCEL
    BOOST_TEST((first->closed == 1 && first->why == ending::cancelled));
    BOOST_TEST(with.feed(h2::frame(h2::data, 0, 1, "late") + h2::frame(h2::data, h2::end_stream, 3, "two")));
    BOOST_TEST(first->body == "one");
    BOOST_TEST((second->body == "two" && second->ended));
}

BOOST_AUTO_TEST_CASE(stream_that_is_cancelled_before_it_was_sent_is_never_sent) {
    fixture with;
    with.feed(h2::greeting());
    with.sent();
    auto const stream = std::make_shared<recorded>();
    telnyx::headers const none;
    with.tested.open(stream, {"GET", "host", "/", none});
    with.tested.cancel(*stream);
    BOOST_TEST((stream->closed == 1 && !stream->packed && stream->why == ending::cancelled));
    BOOST_TEST(with.sent().empty());
}

BOOST_AUTO_TEST_CASE(reader_that_stops_stops_its_stream_and_no_other) {
    fixture with;
    with.feed(h2::greeting());
    auto const stalled = with.open();
    auto const read = with.open();
    with.feed(h2::head(1, ok) + h2::head(3, ok));
    with.sent();
    std::string const chunk(16 * 1024, 'x');
    for (int i = 0; i < 16; ++i)
        BOOST_TEST(with.feed(h2::frame(h2::data, 0, 1, chunk) + h2::frame(h2::data, 0, 3, chunk)));
    with.tested.consume(*read, 256 * 1024);
    bool connection_updated = false;
    for (auto const& each : with.sent()) {
        BOOST_TEST(each.type == h2::window_update);
        BOOST_TEST(each.stream != 1u);
        connection_updated = connection_updated || each.stream == 0;
    }
    BOOST_TEST(!connection_updated); // its window is much larger
    BOOST_TEST(with.feed(h2::frame(h2::data, 0, 3, chunk)));
    BOOST_TEST(with.feed(h2::frame(h2::data, 0, 1, "x"))); // more than it may
    BOOST_TEST((with.refusal(1) == 3u));                   // FLOW_CONTROL_ERROR
    BOOST_TEST((stalled->why == ending::malformed));
    BOOST_TEST(read->closed == 0);
}

BOOST_AUTO_TEST_CASE(window_grows_for_a_reader_that_keeps_up_and_no_further_than_its_limit) {
    session::limits limits;
    limits.stream_window = 64 * 1024;
    limits.largest_window = 200 * 1024;
    fixture with(limits);
    with.feed(h2::greeting());
    auto const stream = with.open();
    with.feed(h2::head(1, ok));
    std::uint64_t granted = 64 * 1024;
    std::uint64_t received = 0;
    std::string const chunk(16 * 1024, 'x');
    for (int i = 0; i < 64; ++i) {
        BOOST_TEST_REQUIRE(with.feed(h2::frame(h2::data, 0, 1, chunk)));
        received += chunk.size();
        with.tested.consume(*stream, chunk.size());
        for (auto const& each : with.sent())
            if (each.stream == 1) granted += each.code();
    }
    BOOST_TEST(granted - received > 64u * 1024); // more than the first window is open
    BOOST_TEST(granted - received <= 200u * 1024);
}

BOOST_AUTO_TEST_CASE(all_windows_together_grow_no_further_than_their_budget_until_readers_let_go) {
    session::limits limits;
    limits.stream_window = 64 * 1024;
    limits.budget = std::make_shared<telnyx::http::window_budget>(64 * 1024);
    fixture with(limits);
    with.feed(h2::greeting());
    std::string const window(64 * 1024, 'x');
    // What the server may send on a stream after the reader has taken its first window.
    auto const allowed_after_one_window = [&](recorded& of, std::uint32_t id) {
        with.feed(h2::head(id, ok));
        for (std::size_t at = 0; at < window.size(); at += 16 * 1024)
            with.feed(h2::frame(h2::data, 0, id, std::string_view(window).substr(at, 16 * 1024)));
        with.tested.consume(of, window.size());
        std::size_t allowed = 0;
        for (auto const& each : with.sent())
            if (each.type == h2::window_update && each.stream == id) allowed += each.code();
        return allowed;
    };
    auto first = with.open();
    auto const second = with.open();
    BOOST_TEST(allowed_after_one_window(*first, 1) == 2 * window.size());
    BOOST_TEST(allowed_after_one_window(*second, 3) == window.size());
    with.feed(h2::frame(h2::data, h2::end_stream, 1, "end"));
    BOOST_TEST(first->closed == 1);
    auto const third = with.open();
    BOOST_TEST(allowed_after_one_window(*third, 5) == window.size()); // the first one's reader may have stopped
    first.reset();
    auto const fourth = with.open();
    BOOST_TEST(allowed_after_one_window(*fourth, 7) == 2 * window.size());
}

BOOST_AUTO_TEST_CASE(streams_that_the_server_has_not_processed_are_refused) {
    fixture with;
    with.feed(h2::greeting());
    auto const first = with.open();
    auto const second = with.open();
    auto const third = with.open();
    BOOST_TEST(with.feed(h2::reset(1, 7)));
    BOOST_TEST((first->closed == 1 && first->why == ending::refused));
    BOOST_TEST(with.feed(h2::go_away(3, 0)));
    BOOST_TEST((third->closed == 1 && third->why == ending::refused));
    BOOST_TEST(!with.tested.open_to_streams());
    BOOST_TEST((with.tested.goaway_code() == 0u));
    BOOST_TEST(second->closed == 0);
    BOOST_TEST(with.feed(h2::head(3, ok, h2::end_stream)));
    BOOST_TEST((second->ended && second->why == ending::complete));
}

BOOST_AUTO_TEST_CASE(requests_that_were_not_sent_when_the_server_went_away_are_refused) {
    fixture with;
    with.feed(h2::greeting(h2::setting(3, 1)));
    auto const first = with.open();
    auto const second = std::make_shared<recorded>();
    telnyx::headers const none;
    with.tested.open(second, {"GET", "host", "/", none});
    BOOST_TEST(with.sent().empty()); // the server allows one at a time
    BOOST_TEST(with.tested.server_limit() == 1u);
    with.feed(h2::go_away(1, 0));
    with.feed(h2::head(1, ok, h2::end_stream));
    with.sent();
    BOOST_TEST((second->closed == 1 && second->why == ending::refused && !second->packed));
}

BOOST_AUTO_TEST_CASE(requests_beyond_a_lowered_limit_are_refused_if_they_have_not_been_sent) {
    fixture with;
    with.feed(h2::greeting());
    auto const sent = with.open();
    std::vector<std::shared_ptr<recorded>> unsent;
    for (int i = 0; i < 4; ++i)
        unsent.push_back(with.open_unsent("POST", "text"));
    BOOST_TEST(with.feed(h2::frame(h2::settings, 0, 0, h2::setting(3, 2))));
    BOOST_TEST(sent->closed == 0);
    BOOST_TEST((unsent[0]->closed == 0 && unsent[0]->packed));
    for (std::size_t i = 1; i < 4; ++i)
        BOOST_TEST((unsent[i]->closed == 1 && unsent[i]->why == ending::refused && !unsent[i]->packed));
    BOOST_TEST(with.tested.streams() == 2u);
    BOOST_TEST(with.feed(h2::head(1, ok, h2::end_stream) + h2::head(3, ok, h2::end_stream)));
    with.sent();
    BOOST_TEST(unsent[0]->closed == 1);
    auto const next = with.open();
    BOOST_TEST(next->packed);
    BOOST_TEST(with.feed(h2::head(11, ok, h2::end_stream)));
    BOOST_TEST(next->closed == 1);
}

BOOST_AUTO_TEST_CASE(request_that_waits_for_the_servers_limit_is_forgotten_when_it_is_cancelled) {
    fixture with;
    with.feed(h2::greeting(h2::setting(3, 0)));
    std::weak_ptr<recorded> forgotten;
    for (int i = 0; i < 100; ++i) {
        auto const stream = with.open("POST", "text");
        with.tested.cancel(*stream);
        BOOST_TEST((stream->closed == 1 && stream->why == ending::cancelled));
        BOOST_TEST(with.tested.streams() == 0u);
        forgotten = stream;
    }
    BOOST_TEST(forgotten.expired());
    BOOST_TEST(with.feed(h2::frame(h2::settings, 0, 0, h2::setting(3, 100))));
    for (auto const& each : with.sent())
        BOOST_TEST((each.type == h2::settings && each.stream == 0)); // the acknowledgement
    auto const next = with.open();
    BOOST_TEST(next->packed);
}

BOOST_AUTO_TEST_CASE(reset_keeps_its_code) {
    fixture with;
    with.feed(h2::greeting());
    auto const stream = with.open();
    BOOST_TEST(with.feed(h2::head(1, ok) + h2::reset(1, 11)));
    BOOST_TEST((stream->why == ending::reset));
    BOOST_TEST(stream->code == session::enhance_your_calm);
    BOOST_TEST(session::code_name(11) == "ENHANCE_YOUR_CALM");
}

BOOST_AUTO_TEST_CASE(response_that_is_cut_by_a_reset_is_not_complete) {
    for (std::uint32_t const code : {0u, 7u}) { // REFUSED_STREAM is a lie here
        fixture with;
        with.feed(h2::greeting());
        auto const stream = with.open();
        with.feed(h2::head(1, ok) + h2::frame(h2::data, 0, 1, "half") + h2::reset(1, code));
        BOOST_TEST((stream->closed == 1 && !stream->ended && stream->why == ending::reset));
    }
}

BOOST_AUTO_TEST_CASE(refused_head_does_not_count_what_other_streams_receive) {
    session::limits limits;
    limits.header_bytes = 1000;
    for (h2::field const& refused : {h2::field{"Upper", "x"}, h2::field{"x", std::string(1000, 'x')}}) {
        fixture with(limits);
        with.feed(h2::greeting());
        auto const broken = with.open();
        auto const other = with.open();
        BOOST_TEST_REQUIRE(with.feed(h2::head(3, ok)));
        BOOST_TEST_REQUIRE(with.feed(h2::head(1, {{":status", "200"}, refused})));
        with.sent();
        BOOST_TEST(broken->closed == 1);
        std::string const chunk(16 * 1024, 'd');
        for (int i = 0; i < 64; ++i) {
            BOOST_TEST_REQUIRE(with.feed(h2::frame(h2::data, 0, 3, chunk)));
            with.tested.consume(*other, chunk.size());
            with.sent();
        }
        BOOST_TEST(other->body.size() == 64 * chunk.size());
    }
}

BOOST_AUTO_TEST_CASE(response_that_breaks_the_rules_fails_its_stream_only) {
    using h2::field;
    std::vector<std::string> const responses{
        h2::head(1, {{"content-type", "text/plain"}}),                       // no status
        h2::head(1, {{":status", "200"}, {":status", "200"}}),               // two
        h2::head(1, {{"x", "y"}, {":status", "200"}}),                       // too late
        h2::head(1, {{":status", "2x0"}}),                                   // no number
        h2::head(1, {{":status", "000"}}),                                   // neither final nor interim
        h2::head(1, {{":status", "101"}}),                                   // not in HTTP/2
        h2::head(1, {{":status", "200"}, {":other", "x"}}),                  // unknown
        h2::head(1, {{":status", "200"}, {":path", "/"}}),                   // of requests
        h2::head(1, {{":status", "200"}, {"Upper", "x"}}),                   // upper case
        h2::head(1, {{":status", "200"}, {"na me", "x"}}),                   // no token
        h2::head(1, {{":status", "200"}, {"", "x"}}),                        // no name
        h2::head(1, {{":status", "200"}, {"x", "a\r\nb"}}),                  // a line of its own
        h2::head(1, {{":status", "200"}, {"x", std::string("a\0b", 3)}}),    // NUL
        h2::head(1, {{":status", "200"}, {"connection", "close"}}),          // of HTTP/1.1
        h2::head(1, {{":status", "200"}, {"transfer-encoding", "chunked"}}), // the same
        h2::head(1, {{":status", "200"}, {"content-length", "x"}}),          // no number
        h2::head(1, {{":status", "200"}, {"content-length", "1"}, {"content-length", "2"}}),
        h2::head(1, {{":status", "200"}, {"content-length", "5"}}, h2::end_stream), // too little
        h2::head(1, {{":status", "200"}, {"content-length", "1"}}) + h2::frame(h2::data, 0, 1, "23"),
        h2::head(1, {{":status", "200"}, {"content-length", "9"}}) + h2::frame(h2::data, h2::end_stream, 1, "23"),
        h2::head(1, ok) + h2::head(1, {{":status", "200"}}, h2::end_stream), // trailers with a status
        h2::head(1, ok) + h2::head(1, {{"x", "y"}}),                         // trailers that do not end
        h2::head(1, {{":status", "100"}}, h2::end_stream),                   // an end without a response
    };
    for (std::size_t i = 0; i < responses.size(); ++i) {
        fixture with;
        with.feed(h2::greeting());
        auto const stream = with.open();
        auto const other = with.open();
        BOOST_TEST_CONTEXT("response " << i) {
            BOOST_TEST(with.feed(responses[i]));
            auto const code = with.refusal(1);
            BOOST_TEST((code == 1u || code == 2u));
            BOOST_TEST((stream->closed == 1 && !stream->ended && stream->why == ending::malformed));
            BOOST_TEST(with.feed(h2::head(3, ok, h2::end_stream)));
            BOOST_TEST(other->ended);
        }
    }
}

BOOST_AUTO_TEST_CASE(server_that_breaks_the_connection_fails_the_session) {
    std::string const promise = h2::number(2, 4) + h2::head_block({{":method", "GET"}});
    std::vector<std::string> const attacks{
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        h2::frame(h2::settings, 0, 0, "short"),
        h2::frame(h2::settings, 0, 1),
        h2::greeting(h2::setting(4, 0x80000000)),                                       // a window too large
        h2::greeting(h2::setting(5, 1)),                                                // frames too small
        h2::greeting(h2::setting(2, 1)),                                                // a client that pushes
        h2::greeting() + h2::frame(h2::push_promise, h2::end_headers, 1, promise),      // although refused
        h2::greeting() + h2::frame(h2::data, 0, 0, "x"),                                // no stream
        h2::greeting() + h2::frame(h2::data, 0, 1, "x"),                                // before its head
        h2::greeting() + h2::frame(h2::data, 0, 9, "x"),                                // idle
        h2::greeting() + h2::head(2, ok),                                               // the server's own
        h2::greeting() + h2::reset(9, 0),                                               // idle
        h2::greeting() + h2::frame(h2::rst_stream, 0, 1, "abc"),                        // too short
        h2::greeting() + h2::frame(h2::window_update, 0, 0, h2::number(0, 4)),          // by nothing
        h2::greeting() + h2::frame(h2::window_update, 0, 0, h2::number(0x7fffffff, 4)), // overflow
        h2::greeting() + h2::frame(h2::ping, 0, 0, "short"),
        h2::greeting() + h2::frame(h2::data, h2::padded, 1, "\x09x"), // more padding than frame
        h2::greeting() + h2::frame(h2::continuation, 0, 1),           // of nothing
        h2::greeting() + h2::frame(h2::headers, 0, 1) + h2::frame(h2::ping, 0, 0, "12345678"), // within a head
        h2::greeting() + h2::frame(h2::headers, h2::end_headers, 1, "\x80"),                   // HPACK index 0
        h2::greeting() + h2::frame(h2::headers, h2::end_headers, 1, "\xff\xff\xff\xff\xff\xff\xff\x7f"),
        h2::greeting() + h2::frame(h2::headers, h2::end_headers, 1, "\x3f\xe2\xff\x7f"),      // a table too large
        h2::greeting() + h2::number(0x4001, 3) + h2::number(0, 6) + std::string(0x4001, 'x'), // larger than allowed
        h2::greeting() + h2::go_away(1, 0) + h2::go_away(3, 0),                               // a later last stream
    };
    for (std::size_t i = 0; i < attacks.size(); ++i) {
        fixture with;
        auto const stream = with.open();
        BOOST_TEST_CONTEXT("attack " << i) {
            BOOST_TEST(!with.feed(attacks[i]));
            BOOST_TEST(!with.tested.failure().empty());
            BOOST_TEST(!with.tested.open_to_streams());
            with.tested.end();
            BOOST_TEST((stream->closed == 1 && (stream->why == ending::broken || stream->why == ending::malformed)));
            auto const code = with.refusal(0);
            BOOST_TEST((code && *code != 0));
        }
    }
}

BOOST_AUTO_TEST_CASE(head_that_is_too_large_fails_its_stream_only) {
    session::limits limits;
    limits.header_bytes = 1000;
    fixture with(limits);
    with.feed(h2::greeting());
    auto const stream = with.open();
    auto const other = with.open();
    std::vector<h2::field> fields{{":status", "200"}};
    for (int i = 0; i < 30; ++i)
        fields.emplace_back("x", "y"); // 34 bytes each
    BOOST_TEST(with.feed(h2::head(1, fields)));
    BOOST_TEST(with.refusal(1).has_value());
    BOOST_TEST((stream->closed == 1 && stream->why == ending::too_large));
    BOOST_TEST(with.feed(h2::head(3, ok, h2::end_stream)));
    BOOST_TEST(other->ended);
}

BOOST_AUTO_TEST_CASE(interim_responses_count_against_the_limit_of_the_head) {
    session::limits limits;
    limits.header_bytes = 1000;
    fixture with(limits);
    with.feed(h2::greeting());
    auto const stream = with.open();
    for (int i = 0; i < 30; ++i)
        with.feed(h2::head(1, {{":status", "103"}}));
    BOOST_TEST((stream->closed == 1 && stream->why == ending::too_large));
}

BOOST_AUTO_TEST_CASE(small_block_that_grows_large_in_decoding_is_too_large) {
    fixture with;
    with.feed(h2::greeting());
    auto const stream = with.open();
    // A field of 3,000 bytes enters the table, and is then named 60,000 times by one byte each.
    std::string const large(3000, 'x');
    auto block = h2::head_block({{":status", "200"}}) + "\x40\x01x" + h2::hpack_length(large.size()) + large;
    block.append(12'000, '\xbe');
    BOOST_TEST(with.feed(h2::frame(h2::headers, h2::end_headers, 1, block)));
    BOOST_TEST((stream->closed == 1 && stream->why == ending::too_large));
}

BOOST_AUTO_TEST_CASE(head_without_end_fails_the_session) {
    for (std::string const& part : {std::string(1000, '\x20'), std::string()}) { // in large frames, and in empty ones
        fixture with;
        with.feed(h2::greeting());
        with.open();
        BOOST_TEST(with.feed(h2::frame(h2::headers, 0, 1, h2::head_block(ok))));
        std::size_t total = 0;
        auto const more = h2::frame(h2::continuation, 0, 1, part);
        while (total < 1'000'000 && with.feed(more))
            total += more.size();
        BOOST_TEST(total < 300'000u);
        BOOST_TEST(with.refusal(0).has_value());
    }
}

BOOST_AUTO_TEST_CASE(floods_of_frames_that_carry_nothing_fail_the_session) {
    std::vector<std::string> const floods{
        h2::frame(h2::settings, 0, 0),
        h2::frame(h2::ping, 0, 0, "12345678"),
        h2::frame(h2::ping, h2::ack, 0, "12345678"),
        h2::frame(h2::data, 0, 1),
        h2::frame(h2::unknown, 0, 0),
        h2::frame(h2::priority, 0, 1, std::string(5, '\0')),
        h2::frame(h2::window_update, 0, 1, h2::number(1, 4)),
        h2::go_away(0x7fffffff, 0),
    };
    for (auto const& each : floods) {
        fixture with;
        with.feed(h2::greeting());
        auto const stream = with.open();
        with.feed(h2::head(1, ok));
        int count = 0;
        while (count < 100'000 && with.feed(each)) {
            ++count;
            with.tested.output().clear(); // the client can send
        }
        BOOST_TEST_CONTEXT("frame of type " << int(each[3]))
        BOOST_TEST(count >= 9'000);
        BOOST_TEST_CONTEXT("frame of type " << int(each[3])) BOOST_TEST(count <= 10'000);
        BOOST_TEST(!with.tested.failure().empty());
        BOOST_TEST(stream->closed == 0); // its owner ends it
    }
}

BOOST_AUTO_TEST_CASE(flood_for_closed_streams_fails_the_session) {
    fixture with;
    with.feed(h2::greeting());
    with.open();
    with.feed(h2::head(1, ok, h2::end_stream));
    auto const ignored = h2::frame(h2::data, 0, 1, std::string(16 * 1024, 'x'));
    int count = 0;
    while (count < 10'000 && with.feed(ignored)) {
        ++count;
        with.tested.output().clear();
    }
    BOOST_TEST(count > 1'000); // streams that were cancelled may bring that much
    BOOST_TEST(count < 10'000);
}

BOOST_AUTO_TEST_CASE(what_has_to_be_acknowledged_is_limited_while_nothing_can_be_sent) {
    for (auto const& each : {h2::frame(h2::settings, 0, 0), h2::frame(h2::ping, 0, 0, "12345678")}) {
        fixture with;
        with.feed(h2::greeting());
        int count = 0;
        while (count < 100'000 && with.feed(each))
            ++count;
        BOOST_TEST(count < 10'000);
        BOOST_TEST(with.tested.output().size() < 200'000u);
    }
}

BOOST_AUTO_TEST_CASE(frames_that_have_to_be_refused_are_limited_while_nothing_can_be_sent) {
    fixture with;
    auto const stream = with.open();
    BOOST_TEST(with.feed(h2::frame(h2::settings, 0, 0) + h2::head(1, ok)));
    // Pushes from before the server knows that there may be none, and data so that it is no flood of idle frames.
    std::string const field =
        h2::head_block({{":method", "GET"}, {":scheme", "https"}, {":path", "/"}, {":authority", "a"}});
    std::uint32_t promised = 2;
    bool alive = true;
    for (int round = 0; round < 10 && alive; ++round) {
        std::string pushes;
        for (int i = 0; i < 2'000; ++i, promised += 2)
            pushes += h2::frame(h2::push_promise, h2::end_headers, 1, h2::number(promised, 4) + field);
        alive = with.feed(pushes + h2::frame(h2::data, 0, 1, "x"));
    }
    BOOST_TEST(!alive);
    BOOST_TEST(with.tested.failure().find("does not read") != std::string::npos, with.tested.failure());
}

BOOST_AUTO_TEST_CASE(many_calls_that_end_at_once_are_no_flood_of_responses) {
    fixture with;
    with.feed(h2::greeting(h2::setting(3, 10'000)));
    std::vector<std::shared_ptr<recorded>> streams;
    for (int i = 0; i < 5'000; ++i)
        streams.push_back(with.open_unsent());
    with.sent();
    for (auto const& each : streams)
        with.tested.cancel(*each);
    BOOST_TEST(with.feed(h2::frame(h2::ping, 0, 0, "12345678")));
    for (int i = 0; i < 5'000; ++i)
        with.open_unsent();
    BOOST_TEST(with.feed(h2::frame(h2::settings, 0, 0, h2::setting(3, 0))));
    BOOST_TEST(with.feed(h2::frame(h2::ping, 0, 0, "12345678")));
}

BOOST_AUTO_TEST_CASE(rare_pings_are_no_flood) {
    fixture with;
    with.feed(h2::greeting());
    auto const stream = with.open();
    with.feed(h2::head(1, ok));
    for (int i = 0; i < 30'000; ++i) {
        with.now += std::chrono::milliseconds(500);
        BOOST_TEST_REQUIRE(with.feed(h2::frame(h2::ping, 0, 0, "12345678")));
        with.tested.output().clear();
    }
}

BOOST_AUTO_TEST_CASE(unknown_frames_and_settings_and_priorities_are_ignored) {
    fixture with;
    auto const stream = with.open();
    BOOST_TEST(with.feed(h2::greeting(h2::setting(0x99, 7)) + h2::frame(h2::unknown, 0xff, 1, "whatever") +
                         h2::frame(h2::priority, 0, 1, std::string(5, '\0')) + h2::head(1, ok, h2::end_stream)));
    BOOST_TEST(stream->ended);
}

BOOST_AUTO_TEST_CASE(settings_may_change_under_way) {
    fixture with;
    with.feed(h2::greeting(h2::setting(4, 0))); // no stream may send a body
    auto const stream = with.open("POST", std::string(100, 'x'));
    BOOST_TEST(with.sent().empty());
    BOOST_TEST(with.feed(h2::frame(h2::settings, 0, 0, h2::setting(4, 10) + h2::setting(3, 5))));
    BOOST_TEST(with.tested.server_limit() == 5u);
    std::size_t bytes = 0;
    for (auto const& each : with.sent())
        if (each.type == h2::data) bytes += each.payload.size();
    BOOST_TEST(bytes == 10u);
    BOOST_TEST(stream->closed == 0);
}

BOOST_AUTO_TEST_CASE(key_enters_no_table) {
    fixture with;
    with.feed(h2::greeting());
    with.sent();
    std::vector<std::size_t> sizes;
    for (int i = 0; i < 2; ++i) {
        auto const stream = std::make_shared<recorded>();
        telnyx::headers fields;
        fields.append("Authorization", "Bearer KEY_of_some_length_0123456789");
        with.tested.open(stream, {"GET", "host", "/", fields});
        auto const frames = with.sent();
        BOOST_TEST_REQUIRE(frames.size() == 1u);
        sizes.push_back(frames[0].payload.size());
        BOOST_TEST((frames[0].payload.find('\x1f') != std::string::npos)); // never indexed, RFC 7541, section 6.2.3
    }
    BOOST_TEST(sizes[1] > 20u);
}

BOOST_AUTO_TEST_CASE(pings_are_answered_and_counted) {
    fixture with;
    with.feed(h2::greeting());
    with.tested.ping();
    auto const frames = with.sent();
    auto const found =
        std::find_if(frames.begin(), frames.end(), [](auto const& each) { return each.type == h2::ping; });
    BOOST_TEST_REQUIRE((found != frames.end()));
    BOOST_TEST(with.tested.pings_answered() == 0u);
    with.feed(h2::frame(h2::ping, h2::ack, 0, found->payload));
    BOOST_TEST(with.tested.pings_answered() == 1u);
}

BOOST_AUTO_TEST_CASE(session_that_is_shut_down_lets_its_streams_end) {
    fixture with;
    with.feed(h2::greeting());
    auto const stream = with.open();
    with.tested.shut_down();
    BOOST_TEST((with.refusal(0) == 0u));
    BOOST_TEST(!with.tested.open_to_streams());
    BOOST_TEST(with.feed(h2::head(1, ok, h2::end_stream)));
    BOOST_TEST(stream->ended);
}

BOOST_AUTO_TEST_SUITE_END()

#endif
