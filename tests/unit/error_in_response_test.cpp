// Errors that a server reports in an answer with a success status, in place of what was asked for.

#include "support/every_endpoint.hpp"
#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/assistant_tests.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/conversations.hpp"
#include "telnyx/ai/embeddings.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using telnyx::api_response_error;
using telnyx::errc;
using telnyx::testing::scripted_reply;
using telnyx::tests::endpoint;
using telnyx::tests::every_endpoint;
using telnyx::tests::run;
using telnyx::tests::thrown_by;
namespace ai = telnyx::ai;
namespace text_to_speech = telnyx::text_to_speech;

// Each says "no credit".
constexpr std::string_view certain_reports[] = {
    R"({"error": {"message": "no credit", "type": "billing", "code": 402}})",
    R"({"error": "no credit"})",
    R"({"errors": [{"code": "10015", "title": "Bad", "detail": "no credit"}]})",
    R"({"errors": ["no credit"]})",
    R"({"errors": {"account": ["no credit"]}})",
    R"({"data": null, "errors": [{"detail": "no credit"}]})",
    R"({"data": {}, "error": {"message": "no credit"}})",
    R"({"data": [], "error": {"message": "no credit"}})",
    R"({"choices": null, "error": {"message": "no credit"}})",
    R"({"object": "error", "message": "no credit", "code": 402})",
    R"({"success": false, "message": "no credit"})",
    R"({"title": "Payment", "status": 402, "detail": "no credit"})",
};

// These may be good news where nothing was asked for.
constexpr std::string_view words[] = {
    R"({"message": "no credit"})",
    R"({"detail": "no credit"})",
    R"({"msg": "no credit"})",
    R"({"detail": [{"loc": ["body"], "msg": "no credit", "type": "x"}]})",
    R"({"data": null, "message": "no credit"})",
};

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

struct fixture : telnyx::tests::scripted_fixture {
    std::string call(endpoint const& row, scripted_reply const& answer) {
        network->expect(std::string(row.method), "/v2" + std::string(row.path)).reply(answer);
        std::vector<std::string> path_values;
        for (auto const& name : row.placeholders())
            path_values.push_back(name);
        std::optional<std::string> params;
        if (auto const document = row.smallest_params()) params = boost::json::serialize(*document);
        return run(io, row.call(client, path_values, params));
    }

    void check_report(endpoint const& row, std::string_view body, std::string_view content_type) {
        BOOST_TEST_CONTEXT(row.id << " answered with " << body << " as " << content_type) {
            auto const answer = scripted_reply(200, std::string(body), content_type).header("x-request-id", "r-1");
            auto const failure = thrown_by<api_response_error>([&] { call(row, answer); });
            BOOST_TEST((failure.code() == errc::error_in_response));
            BOOST_TEST_REQUIRE(failure.errors().size() == 1u);
            BOOST_TEST(failure.errors()[0].detail == "no credit");
            BOOST_TEST(holds(failure.what(), "no credit"));
            BOOST_TEST(holds(failure.what(), std::string(row.method) + " " + std::string(row.path) + ": "));
            BOOST_TEST(failure.status() == 200);
            BOOST_TEST(failure.request_id() == "r-1");
            BOOST_TEST(failure.attempts() == 1);
            BOOST_TEST(failure.http().body() == body);
        }
    }

    api_response_error refused(endpoint const& row, scripted_reply const& answer) {
        return thrown_by<api_response_error>([&] { call(row, answer); });
    }

    static endpoint const& endpoint_of(std::string_view id) {
        for (auto const& row : every_endpoint())
            if (row.id == id) return row;
        throw std::logic_error("no such endpoint");
    }

    text_to_speech::speech generate(scripted_reply answer) {
        network->expect("POST", "/v2/text-to-speech/speech").reply(std::move(answer));
        text_to_speech::text_to_speech_generate_params const hello{.text = "Hello"};
        return run(io, client.text_to_speech.generate(hello)).value();
    }

    std::string stream(scripted_reply answer) {
        network->expect("POST", "/v2/text-to-speech/speech").reply(std::move(answer));
        text_to_speech::text_to_speech_generate_params const hello{.text = "Hello"};
        auto audio = run(io, client.text_to_speech.stream_generate(hello));
        return run(io, audio.collect(10'000'000));
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(error_in_response, fixture)

BOOST_AUTO_TEST_CASE(every_endpoint_throws_what_the_server_reports) {
    for (auto const& row : every_endpoint())
        for (auto const body : certain_reports)
            check_report(row, body, "application/json");
}

BOOST_AUTO_TEST_CASE(words_alone_are_a_report_where_something_else_was_asked_for) {
    for (auto const& row : every_endpoint())
        for (auto const body : words) {
            if (row.answer != telnyx::tests::answer_kind::empty)
                check_report(row, body, "application/json");
            else
                BOOST_CHECK_NO_THROW(call(row, scripted_reply(200, std::string(body), "application/json")));
        }
}

BOOST_AUTO_TEST_CASE(report_is_found_whatever_its_content_type_is) {
    for (auto const& row : every_endpoint())
        for (auto const* const type : {"", "text/plain", "application/problem+json", "application/octet-stream"})
            check_report(row, certain_reports[0], type);
}

BOOST_AUTO_TEST_CASE(web_page_is_no_response) {
    for (auto const& row : every_endpoint()) {
        auto const failure = refused(row, scripted_reply(200, "<html>Sign in</html>", "text/html; charset=utf-8"));
        BOOST_TEST((failure.code() == errc::malformed_response), row.id);
        BOOST_TEST(holds(failure.what(), "Sign in"), row.id);
        for (auto const* const page : {"<html>Sign in</html>", " \n<!DOCTYPE HTML><p>Sign in"})
            BOOST_TEST((refused(row, scripted_reply(200, page, "application/json")).code() == errc::malformed_response),
                       row.id);
    }
}

BOOST_AUTO_TEST_CASE(response_without_anything_is_told_as_such) {
    for (auto const& row : every_endpoint()) {
        if (row.answer == telnyx::tests::answer_kind::empty) continue;
        for (int const status : {200, 204})
            for (auto const* const body : {"", " \r\n"}) {
                if ((row.answer == telnyx::tests::answer_kind::binary || row.id == "text_to_speech.generate") &&
                    *body != '\0')
                    continue;
                auto const failure = refused(row, scripted_reply(status, body));
                BOOST_TEST((failure.code() == errc::malformed_response), row.id);
                BOOST_TEST(holds(failure.what(), "found an empty body"), row.id);
                BOOST_TEST(failure.path() == "", row.id);
            }
    }
}

BOOST_AUTO_TEST_CASE(payload_that_is_null_is_none) {
    auto const path_of = [&](std::string_view id, std::string_view body) {
        BOOST_TEST_INFO(id << " " << body);
        auto const failure = refused(endpoint_of(id), scripted_reply::json(200, body));
        BOOST_TEST((failure.code() == errc::malformed_response));
        BOOST_TEST(failure.errors().empty());
        return failure.path();
    };
    for (auto const* const id : {"ai.retrieve_models", "ai.assistants.list", "ai.conversations.list",
                                 "ai.assistants.tests.list", "ai.conversations.insights.list", "ai.embeddings.retrieve",
                                 "ai.clusters.retrieve", "ai.clusters.list", "ai.integrations.list", "ai.summarize"})
        for (auto const* const body :
             {R"({"data": null})", R"({"data": null, "meta": {"total_pages": 1}, "object": "list", "model": "m"})",
              R"({"data": null, "error": null, "errors": []})"})
            BOOST_TEST(path_of(id, body) == "data");
    // Optional by the contract, but there is nothing else to ask for.
    for (auto const* const id : {"ai.conversations.retrieve", "ai.conversations.update",
                                 "legacy.reporting.usage_reports.retrieve_speech_to_text"})
        BOOST_TEST(path_of(id, R"({"data": null})") == "data");
    BOOST_TEST(path_of("ai.assistants.tests.list", R"({"meta": {"total_pages": 1}})") == "data");
    BOOST_TEST(path_of("ai.assistants.tests.list", "{}") == "data");
    BOOST_TEST(
        path_of(
            "ai.openai.embeddings.create_embeddings",
            R"({"data": null, "object": "list", "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}})") ==
        "data");
    BOOST_TEST(path_of("ai.chat.create_completion", R"({"id": "c", "choices": null})") == "choices");
    BOOST_TEST(path_of("ai.assistants.chat", R"({"content": null})") == "content");
    BOOST_TEST(path_of("ai.conversations.create",
                       R"({"id": null, "created_at": null, "last_message_at": null, "metadata": null})") == "id");
}

BOOST_AUTO_TEST_CASE(nothing_may_come_of_a_deletion) {
    BOOST_TEST(call(endpoint_of("legacy.reporting.batch_detail_records.speech_to_text.delete"),
                    scripted_reply::json(200, R"({"data": null})")) == "{}");
}

BOOST_AUTO_TEST_CASE(null_further_inside_is_a_default) {
    network->expect("POST", "/v2/ai/conversations")
        .reply(scripted_reply::json(
            200, R"({"id": "c", "created_at": null, "last_message_at": null, "metadata": null, "x": null})"));
    BOOST_TEST(run(io, client.ai.conversations.create()).id == "c");
    BOOST_TEST(call(endpoint_of("ai.embeddings.retrieve"),
                    scripted_reply::json(200, R"({"data": {"status": null}})")) == R"({"data":{}})");
}

BOOST_AUTO_TEST_CASE(payload_beside_a_report_is_a_response) {
    for (auto const* const report :
         {R"("error": null)", R"("errors": [])", R"("errors": null)", R"("error": {})", R"("error": "")",
          R"("error": false)", R"("message": "success")", R"("detail": "ok")", R"("error": {"message": "slow today"})",
          R"("errors": [{"title": "deprecated"}])"}) {
        BOOST_TEST_CONTEXT(report) {
            network->expect("GET", "/v2/ai/models")
                .reply(scripted_reply::json(200, R"({"data": [{"id": "m", "created": 1, "owned_by": "o"}], )" +
                                                     std::string(report) + "}"));
            BOOST_TEST(run(io, client.ai.retrieve_models()).data.size() == 1u);
            network->expect("POST", "/v2/ai/chat/completions")
                .reply(scripted_reply::json(200, "{" + std::string(report) +
                                                     R"(, "choices": [{"index": 0, "message": {"content": "hi"}}]})"));
            ai::chat_completion_params hello{.messages = {ai::user_message("hi")}};
            BOOST_TEST(run(io, client.ai.chat.create_completion(hello)).choices.size() == 1u);
        }
    }
    for (auto const* const nothing :
         {R"({"data": []})", R"({"data": [], "error": null})", R"({"errors": [], "data": [], "detail": null})",
          R"({"data": [], "error": {}})"}) {
        network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, nothing));
        BOOST_TEST(run(io, client.ai.retrieve_models()).data.empty(), nothing);
    }
}

BOOST_AUTO_TEST_CASE(members_of_a_type_are_no_report) {
    auto const& row = endpoint_of("ai.assistants.scheduled_events.retrieve");
    std::string const event =
        R"({"assistant_id":"a","telnyx_conversation_channel":"sms_chat","telnyx_end_user_target":"a","telnyx_agent_target":"b",)"
        R"("text":"t","scheduled_at_fixed_datetime":"d","errors":["busy"]})";
    BOOST_TEST(holds(call(row, scripted_reply::json(200, event)), R"("errors":["busy"])"));
    auto const failure = refused(row, scripted_reply::json(200, R"({"errors": ["no such event"]})"));
    BOOST_TEST((failure.code() == errc::error_in_response));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_malformed_unless_it_is_explained) {
    auto const& models = endpoint_of("ai.retrieve_models");
    auto const plain = refused(models, scripted_reply::json(200, R"({"data": [{"id": 1}], "message": "hello"})"));
    BOOST_TEST((plain.code() == errc::malformed_response));
    BOOST_TEST(plain.path() == "data[0].id");
    auto const explained = refused(models, scripted_reply::json(200, R"({"data": 1, "error": "no credit"})"));
    BOOST_TEST((explained.code() == errc::error_in_response));
    for (auto const* const body : {"null", "[]", "\"no credit\"", "7", "{\"error\": ", "{}"})
        BOOST_TEST((refused(models, scripted_reply::json(200, body)).code() == errc::malformed_response), body);
}

BOOST_AUTO_TEST_CASE(report_is_not_retried) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, certain_reports[0]));
    BOOST_CHECK_THROW(run(io, client.ai.retrieve_models()), api_response_error);
    BOOST_TEST(network->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(lists_and_waits_end_with_the_report) {
    network->expect("GET", "/v2/ai/assistants/tests")
        .reply(scripted_reply::json(200, R"({"data": null, "errors": [{"detail": "no credit"}]})"));
    auto tests = client.ai.assistants.tests.list();
    auto const failure = thrown_by<api_response_error>([&] { run(io, tests.collect()); });
    BOOST_TEST(failure.errors().at(0).detail == "no credit");
    network->expect("GET", "/v2/ai/embeddings/t").reply(scripted_reply::json(200, certain_reports[0]));
    BOOST_CHECK_THROW(run(io, client.ai.embeddings.wait("t", telnyx::wait_options())), api_response_error);
}

BOOST_AUTO_TEST_CASE(calls_without_a_type_show_what_came) {
    network->expect("GET", "/v2/x").reply(scripted_reply::json(200, certain_reports[0]));
    BOOST_TEST(run(io, client.get("/x")).json.at("error").at("message") == "no credit");
    network->expect("GET", "/v2/x").reply(scripted_reply::json(200, R"({"data": null})"));
    BOOST_TEST(run(io, client.get("/x")).json.at("data").is_null());
}

BOOST_AUTO_TEST_CASE(calls_without_a_type_read_json_that_nobody_has_named) {
    for (auto const* const body : {R"({"a": 1})", " [1]", "\"text\"", "7", "true"}) {
        network->expect("GET", "/v2/x").reply(scripted_reply(200, body));
        BOOST_TEST(run(io, client.get("/x")).json == boost::json::parse(body), body);
    }
    for (auto const* const body : {"", "hello", "<a/>", "{\"a\": ", "\xff"}) {
        network->expect("GET", "/v2/x").reply(scripted_reply(200, body));
        auto const answer = run(io, client.get("/x"));
        BOOST_TEST(answer.json.is_null(), body);
        BOOST_TEST(answer.http().body() == body);
    }
    network->expect("GET", "/v2/x").reply(scripted_reply::text(200, R"({"a": 1})"));
    BOOST_TEST(run(io, client.get("/x")).json.is_null()); // a server is believed that says that it is text
}

// Audio.

BOOST_AUTO_TEST_CASE(speech_without_audio_is_an_error) {
    for (auto const body : certain_reports)
        for (auto const* const type :
             {"application/json", "", "audio/mpeg", "application/octet-stream", "text/plain"}) {
            BOOST_TEST_CONTEXT(body << " as " << type) {
                auto const whole =
                    thrown_by<api_response_error>([&] { generate(scripted_reply(200, std::string(body), type)); });
                BOOST_TEST((whole.code() == errc::error_in_response));
                BOOST_TEST(whole.errors().at(0).detail == "no credit");
                for (std::size_t const size : {1u, 2u, 1000u}) {
                    auto const streamed = thrown_by<api_response_error>(
                        [&] { stream(scripted_reply(200, std::string(body), type).pieces(size).waits()); });
                    BOOST_TEST((streamed.code() == errc::error_in_response));
                    BOOST_TEST(streamed.errors().at(0).detail == "no credit");
                    BOOST_TEST(streamed.operation() == "POST /text-to-speech/speech");
                }
            }
        }
    for (auto const* const body : {"{}", R"({"base64_audio": null})", R"({"base64_audio": ""})"}) {
        auto const failure = thrown_by<api_response_error>([&] { generate(scripted_reply::json(200, body)); });
        BOOST_TEST((failure.code() == errc::malformed_response), body);
        BOOST_TEST(failure.path() == "base64_audio");
    }
    for (auto const* const type : {"", "audio/mpeg"}) {
        BOOST_CHECK_THROW(generate(scripted_reply(200, "", type)), api_response_error);
        BOOST_CHECK_THROW(stream(scripted_reply(200, "", type)), api_response_error);
    }
}

BOOST_AUTO_TEST_CASE(type_that_cannot_be_audio_is_refused) {
    for (auto const* const type :
         {"text/html", "text/plain; charset=utf-8", "application/xml", "image/png", "application/xhtml+xml",
          "image/svg+xml", "multipart/form-data", "application/pdf", "text/event-stream", "TEXT/HTML"}) {
        auto const whole = thrown_by<api_response_error>([&] { generate(scripted_reply(200, "Welcome", type)); });
        BOOST_TEST((whole.code() == errc::malformed_response), type);
        auto const streamed = thrown_by<api_response_error>([&] { stream(scripted_reply(200, "Welcome", type)); });
        BOOST_TEST((streamed.code() == errc::malformed_response), type);
        BOOST_TEST(holds(streamed.what(), "Welcome"), type);
    }
    for (auto const* const page : {"<!DOCTYPE html><p>", "\r\n<HTML><body>Sign in"})
        for (auto const* const type : {"", "audio/mpeg"}) {
            BOOST_CHECK_THROW(generate(scripted_reply(200, page, type)), api_response_error);
            BOOST_CHECK_THROW(stream(scripted_reply(200, page, type).pieces(3)), api_response_error);
        }
}

BOOST_AUTO_TEST_CASE(audio_is_audio_whatever_it_begins_with) {
    std::string const silence(300'000, ' ');
    for (std::string const& audio :
         {std::string("\xff\xfb\0\r\n{", 6), std::string("{"), std::string("{\"not JSON"), std::string("< html"),
          std::string("<htmk"), silence, "{\"" + silence, std::string("[1]")})
        for (auto const* const type :
             {"audio/mpeg", "video/webm", "application/octet-stream", "application/ogg", "", "mp3"})
            for (std::size_t const size : {1u, 1000u, 1'000'000u}) {
                if (size == 1 && audio.size() > 1000) continue;
                BOOST_TEST((stream(scripted_reply(200, audio, type).pieces(size)) == audio));
                BOOST_TEST((generate(scripted_reply(200, audio, type)).audio == audio));
            }
}

BOOST_AUTO_TEST_SUITE_END()
