// Whatever a caller passes on from its own users, a request stays the one request that it is.

#include "support/scripted_fixture.hpp"
#include "telnyx/ai/assistants.hpp"
#include "telnyx/ai/audio.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/errors.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using telnyx::client_options;
using telnyx::configuration_error;
using telnyx::invalid_argument_error;
using telnyx::request_options;
using telnyx::testing::scripted_reply;
using telnyx::tests::models_json;
using telnyx::tests::run;

std::vector<std::string> hostile_texts() {
    return {"a\r\nX-Injected: 1",
            "a\r\n\r\nGET /evil HTTP/1.1\r\nHost: evil.test\r\n\r\n",
            "a\nX-Injected: 1",
            "a\rb",
            "\r\n",
            std::string("a\0b", 3),
            std::string(1, '\0'),
            "a\x1b[31m",
            "a\x7f",
            "a\x01",
            "a\tb",
            "a b",
            "caf\xc3\xa9",
            "\xe5\x98\x8a\xe5\x98\x8d", // letters whose low bytes are CR and LF
            "\xff\xfe",
            "\xc0\x8d\xc0\x8a", // CR and LF, too long
            "\xed\xa0\x80",
            "a\" b=\"c",
            "a/../../b",
            "a?b=c&d#e",
            "a%0d%0ab"};
}

bool valid_utf8(std::string_view text) {
    return text.find('\xff') == text.npos && text.find('\xc0') == text.npos && text.find("\xed\xa0") == text.npos;
}

bool breaks_a_header(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        auto const code = static_cast<unsigned char>(c);
        return (code < 0x20 && c != '\t') || code == 0x7f;
    });
}

struct fixture : telnyx::tests::scripted_fixture {
    fixture() { network->expect("*", "/*").always().reply(scripted_reply::json(200, models_json)); }

    /// Whether a request went out, which then has to be the one that was meant.
    template <class Call>
    bool sends(Call call) {
        auto const before = network->requests().size();
        try {
            call();
        } catch (invalid_argument_error const&) {
            BOOST_TEST(network->requests().size() == before);
            return false;
        } catch (telnyx::api_response_error const&) {
            // The answer fits only one of the calls.
        }
        auto const sent = network->requests();
        BOOST_TEST_REQUIRE(sent.size() == before + 1);
        auto const& target = sent.back().target;
        BOOST_TEST(std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 0x7f; }), target);
        BOOST_TEST(target.starts_with("/v2/"));
        for (auto const& each : sent.back().headers) {
            BOOST_TEST(!breaks_a_header(each.name));
            BOOST_TEST(!breaks_a_header(each.value));
        }
        auto const text = std::string(sent.back().headers.text());
        BOOST_TEST(text.find("\nX-Injected") == text.npos);
        return true;
    }

    telnyx::response<telnyx::ai::model_list> get(request_options const& options) {
        return run(io, client.ai.retrieve_models(options));
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(injection, fixture)

BOOST_AUTO_TEST_CASE(header_value_stays_in_its_line) {
    for (auto const& text : hostile_texts()) {
        bool const sent = sends([&] { get(request_options().header("X-A", text)); });
        BOOST_TEST(sent == !breaks_a_header(text), text);
        if (sent) BOOST_TEST(network->requests().back().headers.get("x-a").value() == text);
        bool const by_client = sends([&] {
            telnyx::client const other(io.get_executor(), options().header("X-A", text));
            run(io, other.ai.retrieve_models());
        });
        BOOST_TEST(by_client == sent, text);
    }
}

BOOST_AUTO_TEST_CASE(header_name_is_a_token_or_nothing) {
    for (auto const& text : hostile_texts())
        if (text != "a%0d%0ab") BOOST_TEST(!sends([&] { get(request_options().header(text, "b")); }), text);
    for (auto const* const own : {"Host", "host", "Content-Length", "TRANSFER-ENCODING", "connection", "Upgrade"})
        BOOST_TEST(!sends([&] { get(request_options().header(own, "b")); }), own);
}

BOOST_AUTO_TEST_CASE(query_is_encoded_or_refused) {
    for (auto const& text : hostile_texts()) {
        BOOST_TEST(sends([&] { get(request_options().query("n", text)); }) == valid_utf8(text), text);
        BOOST_TEST(sends([&] { get(request_options().query(text, "v")); }) == valid_utf8(text), text);
    }
    get(request_options().query("n", "\r\n&a=b#c"));
    BOOST_TEST(network->requests().back().target == "/v2/ai/models?n=%0D%0A%26a%3Db%23c");
}

BOOST_AUTO_TEST_CASE(path_parameter_stays_one_segment) {
    for (auto const& text : hostile_texts()) {
        bool const sent = sends([&] { run(io, client.ai.assistants.retrieve(text)); });
        BOOST_TEST(sent == valid_utf8(text), text);
        if (!sent) continue;
        auto const target = network->requests().back().target;
        BOOST_TEST(std::count(target.begin(), target.end(), '/') == 4, target);
        BOOST_TEST(target.find('?') == target.npos);
        BOOST_TEST(target.find('#') == target.npos);
    }
}

BOOST_AUTO_TEST_CASE(path_of_the_callers_own_is_sent_as_it_is_or_refused) {
    for (auto const& text : hostile_texts()) {
        bool const printable =
            std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f && c != '#'; });
        BOOST_TEST(sends([&] { run(io, client.get("/" + text)); }) == printable, text);
    }
}

BOOST_AUTO_TEST_CASE(form_keeps_names_and_files_apart) {
    for (auto const& text : hostile_texts()) {
        telnyx::ai::audio_transcribe_params params{
            .model = telnyx::ai::audio_transcribe_params::speech_model::deepgram_nova_3,
            .file = telnyx::file_upload::from_bytes("beep", text, "audio/mpeg")};
        bool const named = sends([&] { run(io, client.ai.audio.transcribe(params)); });
        BOOST_TEST(named == (valid_utf8(text) && text.find('\0') == text.npos), text);
        if (named) {
            auto const body = network->requests().back().body;
            BOOST_TEST(body.find("\nX-Injected") == body.npos);
            BOOST_TEST(body.find("\nGET") == body.npos);
            BOOST_TEST(body.find("b=\"c") == body.npos);
        }
        params.file = telnyx::file_upload::from_bytes("beep", "x", text);
        BOOST_TEST(sends([&] { run(io, client.ai.audio.transcribe(params)); }) == !breaks_a_header(text), text);
        params.file = telnyx::file_upload::from_bytes("beep", "x", "audio/mpeg");
        bool const field =
            sends([&] { run(io, client.ai.audio.transcribe(params, request_options().body_field(text, "v"))); });
        BOOST_TEST(field == (valid_utf8(text) && text.find('\0') == text.npos), text);
        if (field) BOOST_TEST(network->requests().back().body.find("\nX-Injected") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(what_makes_a_client_is_checked) {
    for (auto const& text : hostile_texts()) {
        bool const printable = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
        auto const make = [&](client_options const& with) {
            try {
                telnyx::client const made(io.get_executor(), with);
                return true;
            } catch (configuration_error const& failure) {
                BOOST_TEST(!breaks_a_header(failure.what()));
                return false;
            }
        };
        BOOST_TEST(make(options().api_key(text)) == printable, text);
        BOOST_TEST(make(options().user_agent_suffix(text)) == !breaks_a_header(text), text);
        BOOST_TEST(!make(options().base_url("https://api.test\r\n/" + text)), text);
        if (text != "a/../../b") BOOST_TEST(!make(options().base_url("https://" + text + "/v2")), text);
    }
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_SUITE_END()
