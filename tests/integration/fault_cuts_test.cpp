// What becomes of calls whose connection breaks, or falls silent, at every byte.

#include "support/fault_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::tests;
using telnyx::request_options;
using telnyx::testing::connection_end;
using telnyx::testing::sandbox_options;

constexpr connection_end all_cuts[] = {connection_end::fin, connection_end::reset, connection_end::close_notify};

char const* name_of(connection_end how) {
    static constexpr char const* names[] = {"close_notify", "FIN", "reset", "silence"};
    return names[static_cast<int>(how)];
}

/// What a cut is called by those who wait for more.
std::string effect_of(connection_end how) {
    return how == connection_end::reset ? "reset" : "eof";
}

/// An answer that is cut at every byte, and what of it reaches the caller.
struct row {
    char const* name;
    std::string head; ///< what comes before the caller learns of the status; on to the next attempt until then
    std::string body;
    std::string outcome;   ///< of the whole
    bool streamed = false; ///< the body is one of events
    bool ends_with_connection = false;
    bool status_is_enough = false; ///< the caller gets `outcome` from the head on

    std::string whole() const { return head + body; }

    /// What the caller has once so many bytes of the body have come: the text of all whole events. A last event does
    /// without its blank line where the body ends in order.
    std::string text_after(std::size_t size, bool in_order) const {
        std::string text;
        if (!streamed) return text;
        for (std::size_t at = 0; (at = body.find("\"content\":\"", at)) != std::string::npos;) {
            at += 11;
            if (body.find("\n\n", at) + (in_order ? 0 : 2) <= size) text += body[at];
        }
        return text + "|";
    }

    /// Whether the caller has all that matters.
    bool is_enough(std::size_t size, bool in_order) const {
        if (status_is_enough) return true;
        if (streamed) return size >= body.find("[DONE]\n\n") + (in_order ? 6 : 8);
        return size == body.size() && !ends_with_connection;
    }

    std::string outcome_after(std::size_t sent, connection_end how) const {
        bool const silent = how == connection_end::silence;
        if (sent < head.size()) {
            return (streamed ? "|" : "") + (silent ? "response timeout" : effect_of(how));
        }
        auto const size = sent - head.size();
        bool const in_order = ends_with_connection && how == connection_end::close_notify;
        if (is_enough(size, in_order)) return outcome;
        if (in_order) return streamed ? text_after(size, true) + "incomplete" : body.substr(0, size);
        return text_after(size, false) + (silent ? "silence timeout" : effect_of(how));
    }
};

std::string const ok = "HTTP/1.1 200 OK\r\n";

std::string event(std::string const& text) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}

std::string in_chunk(std::string const& text) {
    std::string size;
    for (auto rest = text.size(); rest != 0; rest /= 16)
        size.insert(size.begin(), "0123456789abcdef"[rest % 16]);
    return size + ";x=\"y\"\r\n" + text + "\r\n";
}

std::string const stream = ok + "Content-Type: text/event-stream\r\n";

std::vector<row> const answers{
    {"a length", ok + "Content-Length: 5\r\n\r\n", "hello", "hello"},
    {"chunks with extensions and trailers", ok + "Transfer-Encoding: chunked\r\n\r\n",
     in_chunk("hel") + in_chunk("lo") + "0;z\r\nX: y\r\nZ: z\r\n\r\n", "hello"},
    {"a body up to the end", ok + "\r\n", "hello", "hello", false, true},
    {"an answer behind others",
     "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n" + ok + "Content-Length: 1\r\n\r\n", "x",
     "x"},
    {"nothing but a head", "HTTP/1.1 204 No Content\r\n\r\n", "", ""},
    {"an error", "HTTP/1.1 400 Bad Request\r\nContent-Length: 5\r\n\r\n", "hello", "status 400", false, false, true},
    {"events in chunks", stream + "Transfer-Encoding: chunked\r\n\r\n",
     in_chunk(event("a")) + in_chunk(": ping\r\n\r\n" + event("b")) + in_chunk("data: [DONE]\n\n") + "0\r\n\r\n",
     "ab|end", true},
    {"events of a length", stream + "Content-Length: " + std::to_string(event("a").size() + 14) + "\r\n\r\n",
     event("a") + "data: [DONE]\n\n", "a|end", true},
    {"events up to the end", stream + "\r\n", event("a") + event("b") + "data: [DONE]\n\n", "ab|end", true, true},
};

/// One call, to see how it ends.
outcome call(fault_fixture& f, bool streamed, int retries) {
    return streamed ? f.stream(retries) : f.get(retries);
}

} // namespace

BOOST_AUTO_TEST_SUITE(fault_cuts, *boost::unit_test::label("once") * boost::unit_test::label("long"))

BOOST_AUTO_TEST_CASE(responses_are_cut_at_every_byte) {
    fault_fixture f;
    for (auto const& each : answers) {
        auto const whole = each.whole();
        for (std::size_t sent = 0; sent <= whole.size(); ++sent) {
            for (auto const how : all_cuts) {
                BOOST_TEST_CONTEXT(each.name << ", " << name_of(how) << " after " << sent) {
                    // In turn all at once, byte by byte, and in parts.
                    std::size_t const records[] = {16 * 1024, 1, 7};
                    f.server.hang_up();
                    f.server.plan({.answers = {whole}, .record = records[sent % 3], .sent = sent, .end = how});
                    auto const connections = f.server.connections();
                    BOOST_TEST(call(f, each.streamed, 0) == (outcome{each.outcome_after(sent, how), 1}));
                    BOOST_TEST(f.at_rest());
                    BOOST_TEST(f.server.connections() == connections + 1);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_cut_is_asked_for_again_where_that_does_no_harm) {
    fault_fixture f;
    for (auto const& each : answers) {
        if (each.streamed) continue;
        auto const whole = each.whole();
        for (std::size_t sent = 0; sent <= whole.size(); ++sent) {
            auto const how = all_cuts[sent % 3];
            auto const once = each.outcome_after(sent, how);
            bool const broken = once == effect_of(how);
            for (bool const is_safe : {true, false}) {
                BOOST_TEST_CONTEXT(each.name << ", " << name_of(how) << " after " << sent << (is_safe ? ", GET" : "")) {
                    f.server.hang_up();
                    f.server.plan({.answers = {whole}, .sent = sent, .end = how});
                    auto const requests = f.server.requests();
                    auto const ended = is_safe ? f.get(2) : f.post(2);
                    // Once a server has said yes, it may have done what it was asked for.
                    bool const repeated = broken && (is_safe || sent < each.head.size());
                    BOOST_TEST(ended.what == (repeated ? f.usual().what : once));
                    BOOST_TEST(ended.attempts == (repeated ? 2 : 1));
                    BOOST_TEST(f.server.requests() == requests + (repeated ? 2 : 1));
                    BOOST_TEST(f.at_rest());
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(response_on_a_used_connection_is_cut_at_every_byte) {
    fault_fixture f;
    for (auto const& each : answers) {
        auto const whole = each.whole();
        for (std::size_t sent = 0; sent <= whole.size(); ++sent) {
            auto const how = all_cuts[sent % 3];
            BOOST_TEST_CONTEXT(each.name << ", " << name_of(how) << " after " << sent) {
                f.server.hang_up();
                f.server.plan({.answers = {scripted_server::usual(0), whole}, .sent = sent, .end = how});
                f.get();
                auto const requests = f.server.requests();
                // Without a byte of an answer the server may not have seen the request: one that may be repeated is.
                bool const resent = sent == 0 && !each.streamed;
                auto const expected =
                    resent ? "{\"request\": " + std::to_string(requests + 2) + "}" : each.outcome_after(sent, how);
                BOOST_TEST(call(f, each.streamed, 0) == (outcome{expected, resent ? 2 : 1}));
                BOOST_TEST(f.server.requests() == requests + (resent ? 2 : 1));
                BOOST_TEST(f.at_rest());
            }
        }
    }
}

/// The TLS records of an answer are cut, so that what has come cannot be decrypted.
BOOST_AUTO_TEST_CASE(records_are_cut_at_every_byte) {
    fault_fixture f;
    auto const& each = answers.front();
    constexpr std::size_t overhead = 5 + 1 + 16;
    for (std::size_t sent = 0; sent < each.whole().size() + overhead; ++sent) {
        for (auto const how : all_cuts) {
            BOOST_TEST_CONTEXT(name_of(how) << " after " << sent) {
                f.server.hang_up();
                f.server.plan({.answers = {each.whole()}, .end = how, .answers_on_network = sent});
                BOOST_TEST(f.get() == (outcome{effect_of(how), 1}));
                BOOST_TEST(f.at_rest());
            }
        }
    }
    f.server.hang_up();
    f.server.plan({.answers = {each.whole()}, .answers_on_network = each.whole().size() + overhead});
    BOOST_TEST(f.get() == (outcome{"hello", 1}));
}

BOOST_AUTO_TEST_CASE(requests_are_cut_at_every_byte) {
    fault_fixture f;
    f.get();
    f.server.hang_up();
    f.get(); // resumes
    auto const handshake = f.server.handshake_bytes_received();
    auto const request = f.server.last_request().size();
    for (std::size_t received = handshake; received < handshake + request; ++received) {
        auto const how = all_cuts[received % 3];
        BOOST_TEST_CONTEXT(name_of(how) << " after " << received - handshake) {
            f.server.hang_up();
            f.server.plan({.answers = {""}, .end = how, .network_received = received});
            BOOST_TEST(f.get() == (outcome{effect_of(how), 1}));
            BOOST_TEST(f.at_rest());
        }
    }
    for (std::size_t asked = 0; asked < request; ++asked) {
        BOOST_TEST_CONTEXT("answered after " << asked) {
            f.server.hang_up();
            f.server.plan({.answers = {answers.front().whole()}, .asked = asked});
            BOOST_TEST(f.get() == (outcome{"hello", 1}));
            BOOST_TEST(f.at_rest());
        }
    }
}

namespace {

/// Cuts handshakes after every byte from either side, in one of the ways that there are.
void cut_handshakes(sandbox_options const& behaviour) {
    fault_fixture f(telnyx::client_options(), behaviour);
    f.get();
    f.server.hang_up();
    f.get();
    auto const all_received = f.server.handshake_bytes_received();
    // The size of a signature varies by a few bytes.
    for (std::size_t sent = 0; sent + 8 < f.server.handshake_bytes_sent(); ++sent) {
        auto const how = all_cuts[sent % 3];
        BOOST_TEST_CONTEXT(name_of(how) << " after " << sent << " to the client") {
            f.server.hang_up();
            f.server.plan({.answers = {""}, .end = how, .network_sent = sent});
            BOOST_TEST(f.get() == (outcome{effect_of(how), 1}));
            BOOST_TEST(f.at_rest());
        }
    }
    for (std::size_t received = 0; received < all_received; ++received) {
        auto const how = all_cuts[received % 3];
        BOOST_TEST_CONTEXT(name_of(how) << " after " << received << " from the client") {
            f.server.hang_up();
            f.server.plan({.answers = {""}, .end = how, .network_received = received});
            BOOST_TEST(f.get() == (outcome{effect_of(how), 1}));
            BOOST_TEST(f.at_rest());
        }
    }
    f.server.plan({.answers = {""}, .end = connection_end::fin, .network_sent = 100});
    f.server.hang_up();
    auto const again = f.post(1); // nothing has been asked yet
    BOOST_TEST(again == (outcome{f.usual().what, 2}));
}

} // namespace

BOOST_AUTO_TEST_CASE(handshakes_are_cut_at_every_byte) {
    cut_handshakes(sandbox_options().session_tickets(0));
}

BOOST_AUTO_TEST_CASE(resumed_handshakes_are_cut_at_every_byte) {
    cut_handshakes(sandbox_options());
}

BOOST_AUTO_TEST_CASE(handshakes_of_an_older_version_are_cut_at_every_byte) {
    using telnyx::tls_version;
    cut_handshakes(sandbox_options().tls_versions(tls_version::tls_1_2, tls_version::tls_1_2));
}

// Silence. Calls run side by side, so that their waiting does not add up.

namespace {

constexpr auto short_time = 400ms;
constexpr std::size_t side_by_side = 128;

} // namespace

BOOST_AUTO_TEST_CASE(servers_fall_silent_at_every_byte_of_a_response) {
    fault_fixture f(telnyx::client_options().max_connections(side_by_side));
    struct position {
        row const* answer;
        std::size_t sent;
    };
    std::vector<position> positions;
    for (auto const& each : answers)
        for (std::size_t sent = 0; sent <= each.whole().size(); ++sent)
            positions.push_back({&each, sent});
    for (std::size_t first = 0; first < positions.size(); first += side_by_side) {
        auto const last = std::min(first + side_by_side, positions.size());
        std::vector<task<outcome>> calls;
        f.server.hang_up();
        for (std::size_t i = first; i < last; ++i) {
            auto const& [answer, sent] = positions[i];
            f.server.plan({.answers = {answer->whole()}, .sent = sent, .end = connection_end::silence});
            auto options = request_options().silence_timeout(short_time);
            if (sent < answer->head.size()) options.timeout(short_time);
            calls.push_back(answer->streamed ? f.start_stream(options) : f.start_get(options));
        }
        for (std::size_t i = first; i < last; ++i) {
            auto const& [answer, sent] = positions[i];
            BOOST_TEST_CONTEXT(answer->name << " after " << sent)
            BOOST_TEST(calls[i - first].get() == (outcome{answer->outcome_after(sent, connection_end::silence), 1}));
        }
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(servers_fall_silent_at_every_byte_of_a_handshake) {
    fault_fixture f(telnyx::client_options().max_connections(side_by_side), sandbox_options().session_tickets(0));
    f.get();
    auto const flight = f.server.flight_bytes_sent() - 8; // the size of a signature varies
    for (std::size_t first = 0; first < flight; first += side_by_side) {
        auto const last = std::min(first + side_by_side, flight);
        std::vector<task<outcome>> calls;
        f.server.hang_up();
        for (std::size_t sent = first; sent < last; ++sent) {
            f.server.plan({.answers = {""}, .end = connection_end::silence, .network_sent = sent});
            calls.push_back(f.start_get(request_options().connect_timeout(short_time)));
        }
        for (std::size_t sent = first; sent < last; ++sent)
            BOOST_TEST_CONTEXT("after " << sent)
        BOOST_TEST(calls[sent - first].get() == (outcome{"connect timeout", 1}));
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_SUITE_END()
