#include "telnyx/core/decoded_body.hpp"

#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/insights.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/impl/compressor.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace {

using boost::asio::awaitable;
using telnyx::errc;
using telnyx::request_options;
using telnyx::testing::scripted_reply;
using telnyx::testing::detail::compressed;
using telnyx::testing::detail::compressor;
using telnyx::tests::models_json;
using telnyx::tests::run;
using telnyx::tests::run_until;
using telnyx::tests::task;
using telnyx::tests::thrown_by;
using format = compressor::format;

scripted_reply coded(std::string_view codings, std::string body, int status = 200) {
    return scripted_reply::json(status, body).header("content-encoding", codings);
}

std::string chunk(std::string const& content) {
    return R"({"choices": [{"index": 0, "delta": {"content": ")" + content + "\"}}]}";
}

/// Most bytes that the process has had in memory, in KiB.
std::size_t peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        std::size_t size = 0;
        if (word == "VmHWM:" && status >> size) return size;
    }
    return 0;
}

struct fixture : telnyx::tests::scripted_fixture {
    telnyx::response<telnyx::ai::model_list> get(scripted_reply answer,
                                                 request_options const& options = request_options()) {
        network->expect("GET", "/v2/ai/models").reply(std::move(answer));
        return run(io, client.ai.retrieve_models(options));
    }

    template <class Error>
    Error failure_of(scripted_reply answer, request_options options = request_options()) {
        options.max_retries(0);
        return thrown_by<Error>([&] { get(answer, options); });
    }

    /// The contents of a streamed chat; `failure` gets what ends it early.
    awaitable<std::vector<std::string>> stream(std::exception_ptr* failure = nullptr) {
        std::vector<std::string> contents;
        auto const handle = client;
        telnyx::ai::chat_completion_params hello{.messages = {telnyx::ai::user_message("hi")}};
        try {
            auto events = co_await handle.ai.chat.stream_completion(hello);
            while (true) {
                auto const next = co_await events.next();
                if (!next) break;
                contents.push_back(next->choices.at(0).delta.content.value_or(""));
                seen = contents.size();
            }
        } catch (...) {
            if (failure == nullptr) throw;
            *failure = std::current_exception();
        }
        co_return contents;
    }

    awaitable<std::string> bytes(std::size_t limit) {
        auto const core = telnyx::core::make_client_core<void>(io.get_executor(), options());
        telnyx::core::prepared_request request("GET", "/audio", request_options());
        auto audio = co_await telnyx::core::open_byte_stream(core, std::move(request));
        co_return co_await audio.collect(limit);
    }

    std::size_t seen = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(decoded_body_tests, fixture)

BOOST_AUTO_TEST_CASE(responses_are_decoded) {
    for (std::size_t const size : {1u, 10u, 100'000u}) {
        for (auto const* const name : {"gzip", "x-gzip", "GZIP", "identity, gzip"})
            BOOST_TEST(get(coded(name, compressed(models_json)).pieces(size).waits()).data.size() == 1u, name);
        for (auto const made : {format::zlib, format::bare_deflate})
            BOOST_TEST(get(coded("deflate", compressed(models_json, made)).pieces(size)).data.size() == 1u);
        BOOST_TEST(
            get(coded("deflate, gzip", compressed(compressed(models_json, format::zlib))).pieces(size)).data.size() ==
            1u);
        BOOST_TEST(get(coded("gzip, deflate", compressed(compressed(models_json), format::bare_deflate)).pieces(size))
                       .data.size() == 1u);
    }
    BOOST_TEST(get(coded("identity", models_json)).data.size() == 1u);
    BOOST_TEST(get(coded("", models_json)).data.size() == 1u);
}

BOOST_AUTO_TEST_CASE(body_is_shown_decoded_and_the_headers_as_they_came) {
    auto const text = compressed(models_json);
    auto const found =
        get(coded("gzip", text).header("content-length", std::to_string(text.size())).header("etag", "\"x\""));
    BOOST_TEST(found.http().body() == models_json);
    BOOST_TEST(found.http().headers().get("content-encoding").value() == "gzip");
    BOOST_TEST(found.http().headers().get("content-length").value() == std::to_string(text.size()));
}

BOOST_AUTO_TEST_CASE(errors_are_decoded) {
    std::string const report = R"({"errors": [{"code": "10015", "title": "Bad"}]})";
    auto const failure = failure_of<telnyx::bad_request_error>(coded("gzip", compressed(report), 400).pieces(3));
    BOOST_TEST(failure.errors().at(0).code == "10015");
    BOOST_TEST(failure.body() == report);
}

BOOST_AUTO_TEST_CASE(error_tells_its_status_whatever_its_body_is) {
    BOOST_TEST(failure_of<telnyx::not_found_error>(coded("br", "\x8b\x01", 404).may_be_given_up()).body() == "");
    BOOST_TEST(failure_of<telnyx::not_found_error>(coded("gzip", "<html>", 404).may_be_given_up()).body() == "");
    auto const whole = compressed("text");
    auto const half = failure_of<telnyx::not_found_error>(coded("gzip", whole.substr(0, whole.size() - 8), 404));
    BOOST_TEST(half.body() == "text");
}

BOOST_AUTO_TEST_CASE(unknown_coding_is_a_typed_error) {
    for (auto const* const name : {"br", "zstd", "gzip, br", "gzip, gzip, gzip", "evil\xff"}) {
        auto const failure = failure_of<telnyx::api_response_error>(
            coded(name, "abc").header("x-request-id", "req-1").may_be_given_up());
        BOOST_TEST((failure.code() == errc::unsupported_coding), name);
        BOOST_TEST(failure.request_id() == "req-1");
        BOOST_TEST(failure.attempts() == 1);
        BOOST_TEST(failure.operation() == "GET /ai/models");
    }
}

BOOST_AUTO_TEST_CASE(response_without_a_body_has_no_coding) {
    for (auto const* const name : {"gzip", "deflate", "br", "gzip, deflate"}) {
        network->expect("DELETE", "/v2/x").reply(scripted_reply(204).header("content-encoding", name));
        BOOST_TEST(run(io, client.delete_("/x")).http().status() == 204, name);
        network->expect("DELETE", "/v2/x").reply(scripted_reply(200).header("content-encoding", name).waits());
        BOOST_TEST(run(io, client.delete_("/x")).http().body() == "", name);
    }
}

BOOST_AUTO_TEST_CASE(body_that_breaks_off_is_an_incomplete_response) {
    auto const whole = compressed(models_json);
    for (std::size_t size = 1; size < whole.size(); ++size) {
        auto const failure = failure_of<telnyx::api_connection_error>(coded("gzip", whole.substr(0, size)));
        BOOST_TEST((failure.code() == boost::asio::error::eof));
    }
    // Reading may simply be tried again.
    network->expect("GET", "/v2/ai/models").reply(coded("gzip", whole.substr(0, whole.size() - 1)));
    BOOST_TEST(get(coded("gzip", whole)).http().attempts() == 2);
}

BOOST_AUTO_TEST_CASE(damaged_body_is_a_broken_response) {
    auto damaged = compressed(models_json);
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 0x10);
    for (auto const& body : {damaged, std::string(models_json), compressed(models_json) + "xyz"}) {
        auto const failure = failure_of<telnyx::api_connection_error>(coded("gzip", body).may_be_given_up());
        BOOST_TEST((failure.code() == errc::malformed_response));
    }
}

BOOST_AUTO_TEST_CASE(limit_is_for_the_decoded_size) {
    std::string const body = R"({"data": [], "x": ")" + std::string(50'000, 'x') + "\"}";
    auto const coded_body = compressed(body);
    BOOST_TEST(coded_body.size() < 1000u);
    BOOST_TEST(get(coded("gzip", coded_body), request_options().max_response_size(body.size())).data.empty());
    auto const failure = failure_of<telnyx::api_response_error>(coded("gzip", coded_body).may_be_given_up(),
                                                                request_options().max_response_size(body.size() - 1));
    BOOST_TEST((failure.code() == errc::response_too_large));
}

BOOST_AUTO_TEST_CASE(bomb_is_stopped_before_it_fills_the_memory) {
    std::string nested;
    std::string plain;
    {
        // 300 MB in 300 KB, and that in a few kilobytes.
        compressor source(format::gzip);
        std::string const zeros(1'000'000, '\0');
        for (int i = 0; i < 300; ++i)
            plain += source.flush(zeros);
        plain += source.finish();
        nested = compressed(plain);
    }
    BOOST_TEST(plain.size() < 600'000u);
    BOOST_TEST(nested.size() < 50'000u);
    auto const before = peak_memory();
    BOOST_TEST_REQUIRE(before > 0u);
    request_options const limit = request_options().max_response_size(1'000'000);
    auto const one = failure_of<telnyx::api_response_error>(coded("gzip", plain).may_be_given_up(), limit);
    BOOST_TEST((one.code() == errc::response_too_large));
    auto const two = failure_of<telnyx::api_response_error>(coded("gzip, gzip", nested).may_be_given_up(), limit);
    BOOST_TEST((two.code() == errc::response_too_large));
    failure_of<telnyx::internal_server_error>(coded("gzip", plain, 500).may_be_given_up(), limit);
    // Copies of the coded body are in the script as well.
    BOOST_TEST(peak_memory() - before < 32u * 1024);
}

BOOST_AUTO_TEST_CASE(events_are_seen_as_soon_as_they_are_flushed) {
    compressor source(format::gzip);
    telnyx::testing::gate next;
    scripted_reply answer(200, {}, "text/event-stream");
    answer.header("content-encoding", "gzip");
    answer.then(source.flush("data: " + chunk("a") + "\n\n"));
    answer.then_hold(next);
    answer.then(source.flush("data: " + chunk("b") + "\n\n"));
    answer.then(source.finish("data: [DONE]\n\n"));
    network->expect("POST", "/v2/ai/chat/completions").reply(answer);
    task reading(io, stream());
    run_until(io, [this] { return seen == 1; });
    BOOST_TEST(!reading.over());
    next.release();
    BOOST_TEST(reading.get() == (std::vector<std::string>{"a", "b"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(stream_is_decoded_byte_by_byte) {
    for (auto const made : {format::gzip, format::zlib, format::bare_deflate}) {
        auto const text = "data: " + chunk("a") + "\n\ndata: " + chunk("b") + "\n\ndata: [DONE]\n\n";
        network->expect("POST", "/v2/ai/chat/completions")
            .reply(scripted_reply(200, compressed(text, made), "text/event-stream")
                       .header("content-encoding", made == format::gzip ? "gzip" : "deflate")
                       .pieces(1)
                       .waits());
        BOOST_TEST(run(io, stream()) == (std::vector<std::string>{"a", "b"}), boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(stream_that_breaks_off_or_is_not_known_fails) {
    auto const answer = [this](std::string_view coding, std::string body) {
        network->expect("POST", "/v2/ai/chat/completions")
            .reply(scripted_reply(200, std::move(body), "text/event-stream")
                       .header("content-encoding", coding)
                       .may_be_given_up());
        std::exception_ptr failure;
        run(io, stream(&failure));
        BOOST_REQUIRE(failure);
        return failure;
    };
    compressor source(format::gzip);
    auto const broken = answer("gzip", source.flush("data: " + chunk("a") + "\n\n"));
    BOOST_TEST(seen == 1u);
    BOOST_CHECK_THROW(std::rethrow_exception(broken), telnyx::api_connection_error);
    auto const unknown = answer("br", "abc");
    BOOST_CHECK_THROW(std::rethrow_exception(unknown), telnyx::api_response_error);
}

BOOST_AUTO_TEST_CASE(size_of_an_event_is_limited_decoded) {
    network->expect("POST", "/v2/ai/chat/completions")
        .reply(scripted_reply(200, compressed("data: " + std::string(3'000'000, 'x') + "\n\n"), "text/event-stream")
                   .header("content-encoding", "gzip")
                   .may_be_given_up());
    std::exception_ptr failure;
    run(io, stream(&failure));
    BOOST_REQUIRE(failure);
    BOOST_CHECK_EXCEPTION(std::rethrow_exception(failure), telnyx::api_response_error,
                          [](auto const& found) { return found.code() == errc::response_too_large; });
}

BOOST_AUTO_TEST_CASE(byte_streams_are_decoded) {
    std::string const sound(100'000, 's');
    network->expect("GET", "/v2/audio")
        .reply(scripted_reply(200, compressed(sound), "audio/mpeg").header("content-encoding", "gzip").pieces(5));
    BOOST_TEST((run(io, bytes(200'000)) == sound));
    network->expect("GET", "/v2/audio")
        .reply(
            scripted_reply(200, compressed(sound), "audio/mpeg").header("content-encoding", "gzip").may_be_given_up());
    BOOST_CHECK_THROW(run(io, bytes(99'999)), telnyx::api_response_error);
    network->expect("GET", "/v2/audio")
        .reply(scripted_reply(200, "x", "audio/mpeg").header("content-encoding", "br").may_be_given_up());
    BOOST_CHECK_THROW(run(io, bytes(10)), telnyx::api_response_error);
}

// Asking.

BOOST_AUTO_TEST_CASE(lists_are_asked_for_in_gzip) {
    auto const asked = [this](telnyx::client_options const& with) {
        client = telnyx::client(io.get_executor(), with);
        network->expect("GET", "/v2/ai/conversations/insights").reply(scripted_reply::json(200, R"({"data": []})"));
        auto insights = client.ai.conversations.insights.list();
        BOOST_TEST(!run(io, insights.next()).has_value());
        network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models_json));
        run(io, client.ai.retrieve_models());
        network->expect("POST", "/v2/ai/chat/completions")
            .reply(scripted_reply::events({R"({"choices":[{"delta":{"content":"a"}}]})", "[DONE]"}));
        run(io, stream());
        std::string found;
        auto const sent = network->requests();
        for (auto each = sent.end() - 3; each != sent.end(); ++each)
            found.append(each->headers.get("accept-encoding").value_or("-")).append(" ");
        return found;
    };
    BOOST_TEST(asked(options()) == "gzip - - ");
    BOOST_TEST(asked(options().compression(telnyx::compression::off)) == "- - - ");
    BOOST_TEST(asked(options().compression(telnyx::compression::responses)) == "gzip gzip - ");
    BOOST_TEST(asked(options().header("Accept-Encoding", "identity")) == "identity identity identity ");
}

BOOST_AUTO_TEST_SUITE_END()
