#include "support/client_fixture.hpp"
#include "support/task.hpp"
#include "telnyx/testing/sandbox.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace text_to_speech = telnyx::text_to_speech;
using params = text_to_speech::text_to_speech_generate_params;
using telnyx::testing::reply;
using namespace telnyx::tests;

namespace {

constexpr auto path = "/v2/text-to-speech/speech";

struct fixture {
    void answer(reply with) { server.expect("POST", path).reply(std::move(with)); }

    telnyx::response<text_to_speech::speech> generate() {
        params const hello{.text = "Hello", .voice = "Telnyx.NaturalHD.astra"};
        return run(io, client.text_to_speech.generate(hello));
    }

    telnyx::byte_stream stream() {
        params const hello{.output_type = params::audio_output::base64_output, .text = "Hello"};
        return run(io, client.text_to_speech.stream_generate(hello));
    }

    std::string next(telnyx::byte_stream& audio) { return std::string(run(io, audio.next())); }

    telnyx::testing::sandbox server{telnyx::testing::sandbox_options().strict()};
    boost::asio::io_context io;
    telnyx::client client{io.get_executor(), options_for(server)};
};

std::string const sound("\xff\xfb\0\r\n{", 6);

} // namespace

BOOST_FIXTURE_TEST_SUITE(speech_tests, fixture)

BOOST_AUTO_TEST_CASE(parameters_are_the_body) {
    answer(reply(200, sound, "audio/mpeg"));
    params::telnyx_settings const ultra{.emotion = params::emotion_kind::happy, .voice_speed = 1.5};
    params const what{.inworld = boost::json::object{{"a", 1}},
                      .output_type = params::audio_output::binary_output,
                      .provider = params::tts_provider::telnyx,
                      .telnyx = ultra,
                      .text = "<speak/>",
                      .text_type = params::text_kind::ssml};
    run(io, client.text_to_speech.generate(what));
    BOOST_TEST(server.requests().back().body ==
               R"({"inworld":{"a":1},"output_type":"binary_output","provider":"telnyx",)"
               R"("telnyx":{"emotion":"happy","voice_speed":1.5},"text":"<speak/>","text_type":"ssml"})");
}

BOOST_AUTO_TEST_CASE(audio_that_comes_as_bytes_is_given_as_it_is) {
    answer(reply(200, sound, "audio/mpeg"));
    auto const spoken = generate();
    BOOST_TEST(spoken.audio == sound);
    BOOST_TEST(spoken.content_type == "audio/mpeg");
    BOOST_CHECK(!spoken.base64_audio.has_value());
    BOOST_TEST(spoken.http().status() == 200);
}

BOOST_AUTO_TEST_CASE(audio_that_comes_as_base64_is_decoded) {
    answer(reply(200, R"({"base64_audio": "//sADQp7", "new": 1})", "application/json; charset=utf-8"));
    auto const spoken = generate();
    BOOST_TEST(spoken.audio == sound);
    BOOST_TEST(spoken.base64_audio.value() == "//sADQp7");
    BOOST_TEST(spoken.content_type == "");
    BOOST_TEST(spoken.http().content_type() == "application/json; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(response_without_audio_is_an_error) {
    answer(reply::json(200, "{}"));
    BOOST_CHECK_THROW(generate(), telnyx::api_response_error);
    answer(reply::json(200, R"({"errors": [{"title": "No such voice"}]})"));
    try {
        stream();
        BOOST_ERROR("nothing was thrown");
    } catch (telnyx::api_response_error const& failure) {
        BOOST_TEST(failure.errors().at(0).title == "No such voice");
        BOOST_TEST(failure.operation() == "POST /text-to-speech/speech");
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_base64_is_a_malformed_response) {
    answer(reply::json(200, R"({"base64_audio": "//sADQp-"})"));
    try {
        generate();
        BOOST_ERROR("nothing was thrown");
    } catch (telnyx::api_response_error const& failure) {
        BOOST_TEST(failure.path() == "base64_audio");
        BOOST_CHECK(failure.code() == telnyx::make_error_code(telnyx::errc::malformed_response));
        BOOST_TEST(failure.operation() == "POST /text-to-speech/speech");
    }
}

BOOST_AUTO_TEST_CASE(broken_json_is_a_malformed_response) {
    answer(reply::json(200, R"({"base64_audio": 1})"));
    BOOST_CHECK_THROW(generate(), telnyx::api_response_error);
}

BOOST_AUTO_TEST_CASE(errors_are_those_of_other_calls) {
    answer(reply::json(422, R"({"errors": [{"code": "10015", "title": "No such voice"}]})"));
    BOOST_CHECK_THROW(generate(), telnyx::unprocessable_entity_error);
    answer(reply::json(401, "{}"));
    BOOST_CHECK_THROW(stream(), telnyx::authentication_error);
}

BOOST_AUTO_TEST_CASE(audio_can_be_read_while_it_is_being_made) {
    telnyx::testing::gate gate;
    std::string const first(1'000, 'a');
    auto pieces = std::vector<std::string>{first, "second"};
    answer(reply::stream(200, "audio/mpeg", [pieces, next = std::size_t(0)]() mutable -> std::optional<std::string> {
               if (next == pieces.size()) return std::nullopt;
               return pieces[next++];
           }).hold(gate, 1'000));
    auto audio = stream();
    BOOST_TEST(audio.content_type() == "audio/mpeg");
    BOOST_TEST(audio.http().status() == 200);
    auto begin = next(audio);
    BOOST_TEST(!begin.empty());
    BOOST_TEST(first.starts_with(begin));
    gate.release();
    BOOST_TEST(begin + run(io, audio.collect(10'000)) == first + "second");
    BOOST_TEST(next(audio) == "");
}

BOOST_AUTO_TEST_CASE(stream_is_always_asked_for_as_bytes) {
    answer(reply(200, sound, "audio/mpeg"));
    auto audio = stream();
    BOOST_TEST(run(io, audio.collect(100)) == sound);
    auto const request = server.requests().back();
    BOOST_TEST(request.body == R"({"text":"Hello","output_type":"binary_output"})");
    BOOST_TEST(request.headers.get("accept").value_or("") == "*/*");
}

BOOST_AUTO_TEST_CASE(stream_is_retried_before_it_begins) {
    answer(reply::json(503, "{}").header("retry-after-ms", "0"));
    answer(reply(200, sound, "audio/mpeg"));
    auto audio = stream();
    BOOST_TEST(audio.http().attempts() == 2);
    BOOST_TEST(run(io, audio.collect(100)) == sound);
}

BOOST_AUTO_TEST_CASE(stream_that_breaks_off_is_not_taken_for_a_whole) {
    answer(reply(200, std::string(1'000, 'a'), "audio/mpeg").cut_after_bytes(800));
    auto audio = stream();
    BOOST_CHECK_THROW(run(io, audio.collect(10'000)), telnyx::api_connection_error);
}

BOOST_AUTO_TEST_CASE(voices_are_listed_by_provider) {
    server.expect("GET", "/v2/text-to-speech/voices")
        .with_query("provider", "elevenlabs")
        .with_query("api_key", "k&y")
        .reply(reply::json(200, R"({"voices": [{"name": "Ann", "voice_id": "1"}, {"provider": "new"}]})"));
    server.expect("GET", "/v2/text-to-speech/voices").reply(reply::json(200, "{}"));
    text_to_speech::text_to_speech_list_voices_params const some{
        .api_key = "k&y", .provider = text_to_speech::text_to_speech_list_voices_params::tts_provider::elevenlabs};
    auto const voices = run(io, client.text_to_speech.list_voices(some));
    BOOST_TEST(voices.voices.value().size() == 2U);
    BOOST_TEST(voices.voices->front().voice_id.value() == "1");
    BOOST_CHECK(!run(io, client.text_to_speech.list_voices()).voices.has_value());
    BOOST_TEST(server.requests().back().target == "/v2/text-to-speech/voices");
}

BOOST_AUTO_TEST_SUITE_END()
