#include "support/body_sources.hpp"
#include "support/client_fixture.hpp"
#include "support/task.hpp"
#include "support/temporary_directory.hpp"
#include "telnyx/ai/audio.hpp"
#include "telnyx/body/file_source.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace ai = telnyx::ai;
using telnyx::file_upload;
using telnyx::testing::reply;
using namespace telnyx::tests;
using model = ai::audio_transcribe_params::speech_model;

namespace {

constexpr auto path = "/v2/ai/audio/transcriptions";

struct fixture {
    void answer(reply with) { server.expect("POST", path).reply(std::move(with)); }
    void answer() { answer(reply::json(200, R"({"text": "Hello"})")); }

    static ai::audio_transcribe_params params(std::optional<file_upload> file = {}) {
        return {.model = model::deepgram_nova_3, .file = std::move(file)};
    }

    telnyx::response<ai::audio_transcription> transcribe(ai::audio_transcribe_params const& what) {
        return run(io, client.ai.audio.transcribe(what));
    }

    telnyx::testing::recorded_request last_request() const { return server.requests().back(); }

    telnyx::testing::sandbox server{telnyx::testing::sandbox_options().strict().max_body_size(200'000'000)};
    boost::asio::io_context io;
    telnyx::client client{io.get_executor(), options_for(server)};
};

std::string boundary_of(telnyx::testing::recorded_request const& request) {
    std::string_view const type = request.headers.get("content-type").value_or("");
    constexpr std::string_view begin = "multipart/form-data; boundary=";
    BOOST_REQUIRE(type.starts_with(begin));
    return std::string(type.substr(begin.size()));
}

/// A form with these parts, each of them its head's rest and its content.
std::string form(std::string const& boundary, std::vector<std::pair<std::string, std::string>> const& parts) {
    std::string text;
    for (auto const& [head, content] : parts)
        text += "--" + boundary + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
    return text + "--" + boundary + "--\r\n";
}

std::pair<std::string, std::string> const model_part{"name=\"model\"", "deepgram/nova-3"};

std::pair<std::string, std::string> file_part(std::string const& name, std::string const& type, std::string content) {
    return {"name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: " + type, std::move(content)};
}

std::string noise(std::size_t size) {
    std::string bytes(size, '\0');
    std::uint32_t state = 1;
    for (auto& byte : bytes)
        byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

/// Waits for ever, or until it is cancelled.
class silent_source final : public telnyx::body_source {
  public:
    explicit silent_source(boost::asio::any_io_executor executor)
        : never_(std::move(executor), std::chrono::steady_clock::time_point::max()) {}

    std::optional<std::uint64_t> size() const override { return 1; }
    boost::asio::awaitable<std::string_view> read() override {
        co_await never_.async_wait(boost::asio::use_awaitable);
        co_return std::string_view();
    }
    bool rewind() override { return true; }

  private:
    boost::asio::steady_timer never_;
};

class failing_source final : public telnyx::body_source {
  public:
    std::optional<std::uint64_t> size() const override { return 1; }
    boost::asio::awaitable<std::string_view> read() override {
        throw std::runtime_error("the microphone is broken");
        co_return std::string_view();
    }
    bool rewind() override { return true; }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(transcribe, fixture)

BOOST_AUTO_TEST_CASE(file_on_disk_is_sent_in_a_form) {
    temporary_directory const folder;
    auto const content = noise(300'000);
    auto const params = fixture::params(file_upload::from_file(folder.write("speech.wav", content)));
    answer();
    BOOST_TEST(transcribe(params).text == "Hello");
    auto const request = last_request();
    auto const expected = form(boundary_of(request), {model_part, file_part("speech.wav", "audio/wav", content)});
    BOOST_CHECK(request.body == expected);
    BOOST_TEST(request.headers.get("content-length").value_or("") == std::to_string(expected.size()));
    BOOST_TEST(!request.headers.contains("transfer-encoding"));
}

BOOST_AUTO_TEST_CASE(bytes_are_sent_in_a_form) {
    auto const params = fixture::params(file_upload::from_bytes(noise(1'000), "a.mp3", "audio/mpeg"));
    answer();
    transcribe(params);
    auto const request = last_request();
    BOOST_CHECK(request.body ==
                form(boundary_of(request), {model_part, file_part("a.mp3", "audio/mpeg", noise(1'000))}));
}

BOOST_AUTO_TEST_CASE(all_parameters_are_fields_of_the_form) {
    auto params = fixture::params();
    params.file_url = "https://example.com/a.wav";
    params.language = "en-US";
    params.model_config = {{"smart_format", true}, {"keywords", {"a", "b"}}};
    params.response_format = ai::audio_transcribe_params::transcript_format::verbose_json;
    params.timestamp_granularities = ai::audio_transcribe_params::granularity::segment;
    answer();
    transcribe(params);
    auto const request = last_request();
    BOOST_TEST(request.body == form(boundary_of(request), {model_part,
                                                           {"name=\"file_url\"", "https://example.com/a.wav"},
                                                           {"name=\"language\"", "en-US"},
                                                           {"name=\"model_config[smart_format]\"", "true"},
                                                           {"name=\"model_config[keywords][]\"", "a"},
                                                           {"name=\"model_config[keywords][]\"", "b"},
                                                           {"name=\"response_format\"", "verbose_json"},
                                                           {"name=\"timestamp_granularities[]\"", "segment"}}));
}

BOOST_AUTO_TEST_CASE(fields_can_be_added) {
    auto const params = fixture::params();
    answer();
    run(io, client.ai.audio.transcribe(
                params, telnyx::request_options().body_field("model", "newer").body_field("temperature", 0.5)));
    auto const request = last_request();
    BOOST_TEST(request.body ==
               form(boundary_of(request), {{"name=\"model\"", "newer"}, {"name=\"temperature\"", "0.5"}}));
}

BOOST_AUTO_TEST_CASE(server_is_left_to_judge_both_a_file_and_a_url_and_neither) {
    answer();
    answer(reply::json(422, "{}"));
    auto both = fixture::params(file_upload::from_bytes("x", "a.wav", "audio/wav"));
    both.file_url = "https://example.com/a.wav";
    transcribe(both);
    auto const request = last_request();
    BOOST_TEST(request.body == form(boundary_of(request), {model_part,
                                                           {"name=\"file_url\"", "https://example.com/a.wav"},
                                                           file_part("a.wav", "audio/wav", "x")}));
    auto const neither = fixture::params();
    BOOST_CHECK_THROW(transcribe(neither), telnyx::unprocessable_entity_error);
    BOOST_TEST(last_request().body == form(boundary_of(last_request()), {model_part}));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_sent_is_refused_before_anything_is_sent) {
    auto params = fixture::params();
    params.language = "\xff";
    BOOST_CHECK_THROW(static_cast<void>(client.ai.audio.transcribe(params)), telnyx::invalid_argument_error);
    params.language.reset();
    params.model_config = {{"a", nullptr}};
    BOOST_CHECK_THROW(static_cast<void>(client.ai.audio.transcribe(params)), telnyx::invalid_argument_error);
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_CASE(response_may_tell_of_segments) {
    answer(reply::json(200, R"({"text": "Hello", "duration": 1.5,
                                "segments": [{"id": 0, "start": 0.25, "end": 1, "text": "Hello", "new": 1}]})"));
    auto const params = fixture::params();
    auto const answer = transcribe(params);
    BOOST_TEST(answer.duration.value() == 1.5);
    BOOST_TEST(answer.segments.value().size() == 1U);
    BOOST_TEST(answer.segments->front().start == 0.25);
    BOOST_TEST(answer.segments->front().text == "Hello");
}

BOOST_AUTO_TEST_CASE(one_upload_can_be_sent_again_and_twice_at_once) {
    for (int i = 0; i != 3; ++i)
        answer();
    auto const params = fixture::params(file_upload::from_bytes(noise(100'000), "a.wav"));
    transcribe(params);
    task one(io, client.ai.audio.transcribe(params));
    task other(io, client.ai.audio.transcribe(params));
    one.get();
    other.get();
    for (auto const& request : server.requests())
        BOOST_CHECK(request.body ==
                    form(boundary_of(request), {model_part, file_part("a.wav", "audio/wav", noise(100'000))}));
}

BOOST_AUTO_TEST_CASE(source_of_unknown_size_is_sent_in_chunks) {
    auto const params = fixture::params(file_upload::from_source(source_of({"one", " two", " three"}), "a.wav"));
    answer();
    transcribe(params);
    auto const request = last_request();
    BOOST_TEST(request.headers.get("transfer-encoding").value_or("none") == (runs_over_http2() ? "none" : "chunked"));
    BOOST_TEST(!request.headers.contains("content-length"));
    BOOST_TEST(request.body ==
               form(boundary_of(request), {model_part, file_part("a.wav", "audio/wav", "one two three")}));
}

BOOST_AUTO_TEST_CASE(large_file_is_read_no_faster_than_it_is_sent) {
    constexpr std::uint64_t size = 100'000'000;
    temporary_directory const folder;
    auto const file = folder.write("long.wav", "");
    std::filesystem::resize_file(file, size); // takes no room on the disk
    auto const source = std::make_shared<counting_source>(std::make_shared<telnyx::body::file_source>(file));
    auto const params = fixture::params(file_upload::from_source(source, "long.wav", "audio/wav"));
    telnyx::testing::gate gate;
    answer(reply::json(200, R"({"text": "Hello"})").hold(gate).at_head());

    task call(io, client.ai.audio.transcribe(params));
    // The server does not read, so that at some point nothing can be sent.
    while (io.run_one_for(std::chrono::milliseconds(200)) != 0) {
    }
    BOOST_TEST(source->bytes_read() > 0U);
    BOOST_TEST(source->bytes_read() < size / 4);
    BOOST_TEST(!call.over());
    gate.release();
    BOOST_TEST(call.get().text == "Hello");
    BOOST_TEST(source->bytes_read() < size / 4);
}

BOOST_AUTO_TEST_CASE(retry_sends_everything_from_the_beginning) {
    temporary_directory const folder;
    auto const content = noise(200'000);
    auto const own = source_of({"one", "two"});
    for (auto const& file : {file_upload::from_file(folder.write("a.wav", content)),
                             file_upload::from_bytes(content, "a.wav"), file_upload::from_source(own, "a.wav")}) {
        answer(reply::json(503, "{}").header("retry-after-ms", "0"));
        answer();
        auto const params = fixture::params(file);
        BOOST_TEST(transcribe(params).http().attempts() == 2);
        auto const requests = server.requests();
        BOOST_CHECK(requests[requests.size() - 2].body == requests.back().body);
    }
    BOOST_TEST(own->rewind_count() == 1);
    BOOST_TEST(last_request().body.find("\r\n\r\nonetwo\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_again_when_its_source_cannot_start_over) {
    auto const source = source_of({"one", "two"});
    source->never_rewind();
    answer(reply::json(503, "{}").header("retry-after-ms", "0"));
    auto const params = fixture::params(file_upload::from_source(source, "a.wav"));
    try {
        transcribe(params);
        BOOST_ERROR("nothing was thrown");
    } catch (telnyx::internal_server_error const& failure) {
        BOOST_TEST(failure.attempts() == 1);
    }
    BOOST_TEST(server.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(file_that_becomes_shorter_breaks_the_call_off) {
    temporary_directory const folder;
    auto const path = folder.write("a.wav", noise(200'000));
    auto const params = fixture::params(file_upload::from_file(path));
    auto call = client.ai.audio.transcribe(params);
    std::filesystem::resize_file(path, 100'000);
    BOOST_CHECK_THROW(run(io, std::move(call)), telnyx::invalid_argument_error);
    BOOST_TEST(client.statistics().open == kept_over_http2());
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_CASE(source_that_gives_less_than_it_announced_breaks_the_call_off) {
    auto const source = source_of({"one"});
    source->announce(4);
    auto const params = fixture::params(file_upload::from_source(source, "a.wav"));
    BOOST_CHECK_THROW(transcribe(params), telnyx::invalid_argument_error);
    BOOST_TEST(client.statistics().open == kept_over_http2());
}

BOOST_AUTO_TEST_CASE(source_that_gives_more_than_it_announced_breaks_the_call_off) {
    auto const source = source_of({std::string(100, 'x'), std::string(100, 'x')});
    source->announce(100);
    auto const params = fixture::params(file_upload::from_source(source, "a.wav"));
    BOOST_CHECK_THROW(transcribe(params), telnyx::invalid_argument_error);
    BOOST_TEST(client.statistics().open == kept_over_http2());
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_CASE(what_a_source_throws_comes_out_of_the_call) {
    auto const params = fixture::params(file_upload::from_source(std::make_shared<failing_source>(), "a.wav"));
    BOOST_CHECK_THROW(transcribe(params), std::runtime_error);
    BOOST_TEST(client.statistics().open == kept_over_http2());
}

BOOST_AUTO_TEST_CASE(call_whose_source_is_silent_can_be_cancelled) {
    auto const source = std::make_shared<silent_source>(io.get_executor());
    auto const params = fixture::params(file_upload::from_source(source, "a.wav"));
    task call(io, client.ai.audio.transcribe(params));
    while (!server.wait_for_connections(1, std::chrono::milliseconds(0)) || client.statistics().created == 0)
        io.run_one_for(std::chrono::milliseconds(5));
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    BOOST_TEST(client.statistics().open == kept_over_http2());
}

BOOST_AUTO_TEST_CASE(silent_source_does_not_outlast_the_time_for_the_call) {
    auto const source = std::make_shared<silent_source>(io.get_executor());
    auto const params = fixture::params(file_upload::from_source(source, "a.wav"));
    auto call = client.ai.audio.transcribe(
        params, telnyx::request_options().timeout(std::chrono::milliseconds(50)).max_retries(0));
    BOOST_CHECK_THROW(run(io, std::move(call)), telnyx::api_timeout_error);
}

BOOST_AUTO_TEST_SUITE_END()
