#include "telnyx/errors.hpp"

#include "telnyx/errors/make_status_error.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <exception>
#include <set>
#include <string>
#include <typeinfo>
#include <utility>

namespace {

telnyx::http_info answer(int status, std::string body = {}, std::string_view request_id = {}) {
    telnyx::headers fields;
    if (!request_id.empty()) fields.append("X-Request-Id", request_id);
    fields.append("Content-Type", "application/json");
    return telnyx::http_info(status, std::move(fields), std::move(body), 1);
}

void throw_status_error(telnyx::http_info http) {
    std::rethrow_exception(telnyx::errors::make_status_error(std::move(http), {}));
}

template <class Error>
void check_class(int status) {
    try {
        throw_status_error(answer(status));
    } catch (telnyx::api_status_error const& failure) {
        BOOST_TEST((typeid(failure) == typeid(Error)), status);
        BOOST_TEST(failure.status() == status);
        BOOST_TEST((failure.code() == telnyx::errc::http_status));
    }
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(errors_tests)

BOOST_AUTO_TEST_CASE(each_status_has_its_class) {
    check_class<telnyx::bad_request_error>(400);
    check_class<telnyx::authentication_error>(401);
    check_class<telnyx::permission_denied_error>(403);
    check_class<telnyx::not_found_error>(404);
    check_class<telnyx::conflict_error>(409);
    check_class<telnyx::unprocessable_entity_error>(422);
    check_class<telnyx::rate_limit_error>(429);
    for (int const status : {500, 501, 502, 503, 504, 599, 999})
        check_class<telnyx::internal_server_error>(status);
    for (int const status : {199, 300, 301, 304, 402, 405, 408, 410, 413, 418, 499})
        check_class<telnyx::api_status_error>(status);
}

BOOST_AUTO_TEST_CASE(all_errors_have_one_base_that_asio_knows) {
    BOOST_CHECK_THROW(throw_status_error(answer(401)), telnyx::api_error);
    BOOST_CHECK_THROW(throw_status_error(answer(401)), telnyx::error);
    BOOST_CHECK_THROW(throw_status_error(answer(401)), boost::system::system_error);
    BOOST_CHECK_THROW(throw telnyx::api_timeout_error(telnyx::errc::connect_timeout), telnyx::api_connection_error);
    BOOST_CHECK_THROW(throw telnyx::certificate_error({}, "x"), telnyx::api_connection_error);
    BOOST_CHECK_THROW(throw telnyx::api_user_abort_error(), telnyx::api_error);
    BOOST_CHECK_THROW(throw telnyx::invalid_argument_error("a", "b"), telnyx::error);
    BOOST_CHECK_THROW(throw telnyx::configuration_error("a"), telnyx::error);
    BOOST_TEST((telnyx::api_user_abort_error().code() == boost::asio::error::operation_aborted));
}

BOOST_AUTO_TEST_CASE(what_the_server_said_is_at_hand) {
    telnyx::api_status_error const failure(
        answer(422, R"({"errors": [{"code": "10015", "title": "Bad", "source": {"pointer": "/n"}}, {"code": "2"}]})",
               "req-1"));
    BOOST_TEST(failure.status() == 422);
    BOOST_TEST(failure.request_id() == "req-1");
    BOOST_TEST(failure.errors().size() == 2u);
    BOOST_TEST(failure.errors()[0].pointer == "/n");
    BOOST_TEST(holds(failure.body(), "10015"));
    BOOST_TEST(failure.http().content_type() == "application/json");
    BOOST_TEST(failure.message() ==
               R"(the server answered 422: "Bad" at "/n" (code "10015") and 1 more, request id "req-1")");
    BOOST_TEST(failure.operation() == "");
    BOOST_TEST(failure.attempts() == 0);
}

BOOST_AUTO_TEST_CASE(body_of_another_kind_is_shown_as_it_is) {
    telnyx::api_status_error const html(answer(502, "<html>Bad Gateway</html>"));
    BOOST_TEST(html.errors().empty());
    BOOST_TEST(html.message() == R"(the server answered 502: "<html>Bad Gateway</html>")");
    BOOST_TEST(telnyx::api_status_error(answer(500)).message() == "the server answered 500: no body");
}

BOOST_AUTO_TEST_CASE(context_goes_in_front) {
    telnyx::api_connection_error failure(boost::asio::error::connection_refused, "cannot connect to host");
    BOOST_TEST(failure.what() == "cannot connect to host");
    failure.set_context("POST /ai/chat/completions", 1);
    BOOST_TEST(failure.what() == "POST /ai/chat/completions: cannot connect to host");
    failure.set_context("POST /ai/chat/completions", 3);
    BOOST_TEST(failure.what() == "POST /ai/chat/completions: cannot connect to host (after 3 attempts)");
    BOOST_TEST(failure.message() == "cannot connect to host");
    BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
    BOOST_TEST(failure.attempts() == 3);
}

BOOST_AUTO_TEST_CASE(copies_keep_everything) {
    telnyx::rate_limit_error failure(answer(429, "{}", "req-1"));
    failure.set_context("GET /x", 2);
    auto const copy = failure;
    BOOST_TEST(copy.what() == failure.what());
    BOOST_TEST(copy.request_id() == "req-1");
    BOOST_TEST(copy.attempts() == 2);
}

BOOST_AUTO_TEST_CASE(bad_response_says_where_and_shows_its_beginning) {
    telnyx::api_response_error const failure(telnyx::errc::malformed_response, "expected a string",
                                             "choices[0].message", answer(200, R"({"choices": 1})", "req-1"));
    BOOST_TEST(failure.path() == "choices[0].message");
    BOOST_TEST(failure.status() == 200);
    BOOST_TEST(failure.request_id() == "req-1");
    BOOST_TEST((failure.code() == telnyx::errc::malformed_response));
    BOOST_TEST(failure.message() ==
               R"(choices[0].message: expected a string in a response with status 200 and content type )"
               R"("application/json", request id "req-1", body "{"choices": 1}")");

    telnyx::api_response_error const long_one(telnyx::errc::response_too_large, "more than 5 bytes", {},
                                              answer(200, std::string(10'000, 'x')));
    BOOST_TEST(long_one.path() == "");
    BOOST_TEST(holds(long_one.message(), std::string(120, 'x') + "...\""));
    BOOST_TEST(!holds(long_one.message(), std::string(121, 'x')));
    BOOST_TEST(long_one.http().body().size() == 10'000u);
    telnyx::api_response_error const bare(telnyx::errc::malformed_response, "no", {}, {});
    BOOST_TEST(bare.message() == "no");
}

BOOST_AUTO_TEST_CASE(broken_stream_says_what_the_server_reported) {
    telnyx::api_stream_error const reported(R"({"error": {"message": "overloaded", "code": 503}})", "req-1");
    BOOST_TEST((reported.code() == telnyx::errc::stream_failed));
    BOOST_TEST(reported.message() ==
               R"(the server reported within the stream: "overloaded" (code "503"), request id "req-1")");
    BOOST_TEST(reported.errors().size() == 1u);
    BOOST_TEST(holds(reported.payload(), "overloaded"));
    BOOST_TEST(reported.request_id() == "req-1");

    telnyx::api_stream_error const plain("no JSON", "");
    BOOST_TEST(plain.message() == R"(the server reported within the stream: "no JSON")");
    telnyx::api_stream_error const cut("req-1");
    BOOST_TEST((cut.code() == telnyx::errc::stream_incomplete));
    BOOST_TEST(cut.message() == R"(the stream ended before its response was complete, request id "req-1")");
    BOOST_TEST(cut.payload() == "");
}

BOOST_AUTO_TEST_CASE(bad_input_is_named) {
    telnyx::invalid_argument_error const failure("messages[0].content", "not valid UTF-8");
    BOOST_TEST(failure.parameter() == "messages[0].content");
    BOOST_TEST(failure.what() == "messages[0].content: not valid UTF-8");
    BOOST_TEST((failure.code() == telnyx::errc::invalid_argument));
}

BOOST_AUTO_TEST_CASE(timeouts_tell_which_limit_it_was) {
    std::set<std::string> texts;
    for (auto const limit : {telnyx::errc::connect_timeout, telnyx::errc::response_timeout,
                             telnyx::errc::silence_timeout, telnyx::errc::deadline_exceeded}) {
        telnyx::api_timeout_error const failure(limit);
        BOOST_TEST((failure.code() == limit));
        texts.insert(failure.what());
    }
    BOOST_TEST(texts.size() == 4u);
}

BOOST_AUTO_TEST_CASE(every_code_has_a_message) {
    constexpr auto last = telnyx::errc::unexpected_output;
    std::set<std::string> texts;
    for (int value = static_cast<int>(telnyx::errc::invalid_argument); value <= static_cast<int>(last); ++value) {
        boost::system::error_code const code = static_cast<telnyx::errc>(value);
        BOOST_TEST(code.category().name() == "telnyx");
        texts.insert(code.message());
    }
    BOOST_TEST(texts.size() == 21u);
    BOOST_TEST(!texts.contains("unknown error"));
    BOOST_TEST(telnyx::error_category().message(99) == "unknown error");
}

BOOST_AUTO_TEST_SUITE_END()
