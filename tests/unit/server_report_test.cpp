#include "telnyx/errors/server_report.hpp"

#include "telnyx/base/quoted_beginning.hpp"

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/base/utf8.hpp"

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using telnyx::error_detail;
using telnyx::base::quoted_beginning;
using telnyx::errors::parse_server_report;
using telnyx::errors::summarize_server_report;

error_detail only(std::string_view body) {
    auto const errors = parse_server_report(body);
    BOOST_TEST_REQUIRE(errors.size() == 1u);
    return errors.front();
}

std::string summary(std::string_view body) {
    return summarize_server_report(parse_server_report(body), body);
}

} // namespace

BOOST_AUTO_TEST_SUITE(server_report_tests)

BOOST_AUTO_TEST_CASE(reads_telnyx_errors) {
    auto const errors = parse_server_report(R"({"errors": [
        {"code": "10015", "title": "Bad Request", "detail": "The 'n' is too large",
         "source": {"pointer": "/n"}, "meta": {"url": "https://developers.telnyx.com/10015"}},
        {"code": 20, "title": "Other", "source": {"parameter": "page[size]"}}]})");
    BOOST_TEST_REQUIRE(errors.size() == 2u);
    BOOST_TEST(errors[0].code == "10015");
    BOOST_TEST(errors[0].title == "Bad Request");
    BOOST_TEST(errors[0].detail == "The 'n' is too large");
    BOOST_TEST(errors[0].pointer == "/n");
    BOOST_TEST(errors[0].parameter == "");
    BOOST_TEST(errors[0].url == "https://developers.telnyx.com/10015");
    BOOST_TEST(errors[1].code == "20");
    BOOST_TEST(errors[1].parameter == "page[size]");
    BOOST_TEST(errors[1].detail == "");
}

BOOST_AUTO_TEST_CASE(reads_openai_errors) {
    auto const read = only(R"({"error": {"message": "No such model", "type": "invalid_request_error",
                                         "param": "model", "code": "model_not_found"}})");
    BOOST_TEST(read.detail == "No such model");
    BOOST_TEST(read.title == "invalid_request_error");
    BOOST_TEST(read.parameter == "model");
    BOOST_TEST(read.code == "model_not_found");
    BOOST_TEST(only(R"({"object": "error", "message": "flat", "type": "BadRequestError", "code": 400})").detail ==
               "flat");
    BOOST_TEST(only(R"({"error": "just a text"})").detail == "just a text");
    BOOST_TEST(only(R"({"error": {"message": null, "code": 400}})").code == "400");
}

BOOST_AUTO_TEST_CASE(reads_fastapi_errors) {
    auto const read = only(R"({"detail": [{"loc": ["body", "messages", 0, "role"], "msg": "field required",
                                           "type": "value_error.missing"}]})");
    BOOST_TEST(read.pointer == "/body/messages/0/role");
    BOOST_TEST(read.detail == "field required");
    BOOST_TEST(read.code == "value_error.missing");
    BOOST_TEST(only(R"({"detail": "Not authenticated"})").detail == "Not authenticated");
}

BOOST_AUTO_TEST_CASE(reads_words_wherever_servers_put_them) {
    for (std::string_view const body : {R"({"message": "no"})",
                                        R"({"msg": "no"})",
                                        R"({"detail": "no"})",
                                        R"({"error_description": "no"})",
                                        R"({"error_message": "no"})",
                                        R"({"errorMessage": "no"})",
                                        R"({"Message": "no"})",
                                        R"({"error": "no"})",
                                        R"({"error": {"msg": "no"}})",
                                        R"({"error": {"detail": "no"}})",
                                        R"({"error": ["no"]})",
                                        R"({"error": [{"message": "no"}]})",
                                        R"({"error": true, "message": "no"})",
                                        R"({"errors": "no"})",
                                        R"({"errors": [{"message": "no", "locations": []}]})",
                                        R"({"errors": {"message": "no"}})",
                                        R"({"errors": {"to": ["no"]}, "message": "invalid"})",
                                        R"({"errors": {"to": "no"}})",
                                        R"({"detail": null, "message": "no"})",
                                        R"({"errors": [], "message": "no"})",
                                        "\"no\""})
        BOOST_TEST(only(body).detail == "no", body);
}

BOOST_AUTO_TEST_CASE(reads_what_stands_beside_the_words) {
    auto const oauth = only(R"({"error": "invalid_grant", "error_description": "expired"})");
    BOOST_TEST(oauth.code == "invalid_grant");
    BOOST_TEST(oauth.detail == "expired");
    auto const named = only(R"({"statusCode": 404, "message": "no such route", "error": "Not Found"})");
    BOOST_TEST(named.title == "Not Found");
    BOOST_TEST(named.detail == "no such route");
    BOOST_TEST(only(R"({"status": 404, "error": "Not Found", "message": "", "path": "/x"})").detail == "Not Found");
    BOOST_TEST(only(R"({"error": 17, "message": "no"})").code == "17");
    auto const problem = only(R"({"type": "https://example.com/credit", "title": "No credit", "status": 403,
                                  "detail": "30 of 50", "instance": "/a"})");
    BOOST_TEST(problem.title == "No credit");
    BOOST_TEST(problem.detail == "30 of 50");
    BOOST_TEST(problem.url == "https://example.com/credit");
    BOOST_TEST(only(R"({"type": "about:blank", "title": "Not Found", "status": 404})").title == "Not Found");
    auto const by_field = parse_server_report(R"({"errors": {"to": ["missing", "short"], "from": "odd"}})");
    BOOST_TEST_REQUIRE(by_field.size() == 3u);
    BOOST_TEST(by_field[0].pointer == "/to");
    BOOST_TEST(by_field[1].detail == "short");
    BOOST_TEST(by_field[2].pointer == "/from");
    BOOST_TEST(only(R"({"type": "error", "error": {"type": "overloaded_error", "message": "busy"}})").title ==
               "overloaded_error");
}

BOOST_AUTO_TEST_CASE(tells_a_report_from_words_that_may_be_good_news) {
    auto const certain = [](std::string_view body) {
        return telnyx::errors::find_server_report(telnyx::errors::parse_small_document(body)).certain;
    };
    for (std::string_view const body :
         {R"({"error": "no"})", R"({"errors": ["no"]})", R"({"object": "error", "message": "no"})",
          R"({"success": false, "message": "no"})", R"({"status": "error", "message": "no"})",
          R"({"type": "error", "message": "no"})", R"({"status": 404, "title": "no"})"})
        BOOST_TEST(certain(body), body);
    for (std::string_view const body :
         {R"({"message": "no"})", R"({"detail": "no"})", R"({"status": 200, "message": "no"})",
          R"({"success": true, "message": "no"})", "\"no\""})
        BOOST_TEST(!certain(body), body);
}

BOOST_AUTO_TEST_CASE(half_a_surrogate_pair_does_not_cost_the_report) {
    BOOST_TEST(only(R"({"error": {"message": "bad \ud83d", "code": "c", "\ude00": 1}})").detail == "bad \xef\xbf\xbd");
    BOOST_TEST(only(R"({"errors": [{"code": "1", "detail": "\ude00 bad"}]})").detail == "\xef\xbf\xbd bad");
}

BOOST_AUTO_TEST_CASE(whatever_the_members_are_nothing_breaks) {
    BOOST_TEST(only(R"({"errors": ["text"]})").detail == "text");
    BOOST_TEST(only(R"({"errors": [null]})").detail == "");
    BOOST_TEST(only(R"({"errors": [{"code": {"a": [1]}, "title": false, "source": "x", "meta": []}]})").code ==
               R"({"a":[1]})");
    BOOST_TEST(only(R"({"detail": [{"loc": "body"}]})").pointer == "");
    BOOST_TEST(only(R"({"detail": {"msg": "m", "loc": [{"a": null}, null]}})").pointer == R"(/{"a":null}/)");
}

BOOST_AUTO_TEST_CASE(anything_else_is_no_report) {
    for (std::string_view const body : {"",
                                        " ",
                                        "null",
                                        "[]",
                                        "{}",
                                        "{",
                                        "<html>502 Bad Gateway</html>",
                                        R"({"errors": []})",
                                        R"({"error": null})",
                                        R"({"object": "list", "message": "hello"})",
                                        R"([{"errors": [{"code": "1"}]}])",
                                        "\"\"",
                                        "7",
                                        R"({"error": {}})",
                                        R"({"error": false, "data": 1})",
                                        R"({"error": ""})",
                                        R"({"error": 0})",
                                        R"({"errors": {}})",
                                        R"({"errors": 1})",
                                        R"({"message": ""})",
                                        R"({"message": {"role": "user"}})",
                                        R"({"title": "Book"})",
                                        R"({"detail": []})",
                                        R"({"errors": [{"code": "1"}]} x)"})
        BOOST_TEST(parse_server_report(body).empty(), body);
    std::string const deep = R"({"error": )" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
    BOOST_TEST(parse_server_report(deep).empty());
}

BOOST_AUTO_TEST_CASE(report_without_an_end_is_not_taken_apart) {
    auto const report_of = [](std::size_t count) {
        std::string list = "{}";
        for (std::size_t i = 1; i < count; ++i)
            list += ",{}";
        return R"({"errors":[)" + list + "]}";
    };
    BOOST_TEST(parse_server_report(report_of(1000)).size() == 1000u);
    BOOST_TEST(parse_server_report(report_of(40'000)).size() == 1000u);
    BOOST_TEST(parse_server_report(report_of(100'000)).empty());
}

BOOST_AUTO_TEST_CASE(summary_is_one_line) {
    BOOST_TEST(summary(R"({"errors": [{"code": "10015", "title": "Bad", "detail": "too large",
                                       "source": {"pointer": "/n"}}, {}, {}]})") ==
               R"("Bad: too large" at "/n" (code "10015") and 2 more)");
    BOOST_TEST(summary(R"({"errors": [{"detail": "d", "source": {"parameter": "p"}}]})") == R"("d" at "p")");
    BOOST_TEST(summary(R"({"errors": [{"title": "t"}]})") == R"("t")");
    BOOST_TEST(summary(R"({"error": "a\nb\u0000\u001b[31mc"})") == R"("a b  [31mc")");
    BOOST_TEST(summary("<html>\r\n<body>") == R"("<html>  <body>")");
    BOOST_TEST(summary("") == "no body");
}

BOOST_AUTO_TEST_CASE(entry_without_words_shows_the_body) {
    BOOST_TEST(summary(R"({"errors": [{}]})") == R"("{"errors": [{}]}")");
    BOOST_TEST(summary(R"({"errors": [{"code": "7"}]})") == R"("" (code "7"))");
}

BOOST_AUTO_TEST_CASE(what_the_server_says_is_shortened) {
    std::string const text(10'000, 'x');
    auto const line = summary(R"({"errors": [{"title": ")" + text + R"(", "code": ")" + text +
                              R"(", "source": {"pointer": ")" + text + R"("}}]})");
    BOOST_TEST(line.size() < 700u);
    BOOST_TEST(summary(text).size() == 205u);
}

BOOST_AUTO_TEST_CASE(texts_are_cut_between_characters) {
    BOOST_TEST(quoted_beginning("abc", 3) == "\"abc\"");
    BOOST_TEST(quoted_beginning("abcd", 3) == "\"abc...\"");
    BOOST_TEST(quoted_beginning("", 3) == "\"\"");
    std::string const text = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z";
    for (std::size_t limit = 0; limit <= text.size(); ++limit) {
        auto const shown = quoted_beginning(text, limit);
        BOOST_TEST(telnyx::is_utf8(shown), limit);
        BOOST_TEST(shown.size() <= limit + 5, limit);
    }
    BOOST_TEST(quoted_beginning(std::string(10, '\x80'), 3).size() <= 8u);
}

BOOST_AUTO_TEST_CASE(control_characters_and_broken_text_do_not_get_through) {
    BOOST_TEST(quoted_beginning("a\tb\x7f"
                                "c\x1b[0m") == "\"a b c [0m\"");
    BOOST_TEST(telnyx::is_utf8(quoted_beginning("a\xff\xc3"
                                                "b\xe2\x82")));
    BOOST_TEST(quoted_beginning("a\xc2\x9b"
                                "31mb") == "\"a 31mb\"");
    BOOST_TEST(quoted_beginning("a\xc2\xa0\xc3\xa9") == "\"a\xc2\xa0\xc3\xa9\"");
}

BOOST_AUTO_TEST_SUITE_END()
