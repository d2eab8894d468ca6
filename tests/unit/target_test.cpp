#include "telnyx/core/target.hpp"

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace target_types {

struct filter {
    std::optional<std::string> created_at{};
    std::optional<std::vector<std::string>> status{};
    std::optional<std::int64_t> page_number{};
    std::optional<bool> all{};
    std::optional<double> ratio{};
    telnyx::optional_nullable<std::string> note{};
    std::optional<std::map<std::string, std::string>> metadata{};

    static constexpr auto json_names =
        std::array{std::pair<std::string_view, std::string_view>{"page_number", "page[number]"}};
};
BOOST_DESCRIBE_STRUCT(filter, (), (created_at, status, page_number, all, ratio, note, metadata))

} // namespace target_types

namespace {

using namespace telnyx::core;

/// Every byte of an ASCII text, and what it becomes.
std::string all_ascii() {
    std::string text;
    for (char c = 0x20; c < 0x7f; ++c)
        text += c;
    return text;
}

std::string path_of(std::string_view value) {
    return fill_path("/{id}", {{"id", value}});
}

std::string query_of(std::string_view value) {
    std::string target = "/";
    append_query(target, "a", value);
    return target.substr(4);
}

std::string query_of_json(std::string_view json) {
    std::string target = "/";
    append_query(target, boost::json::parse({json.data(), json.size()}).as_object());
    return target.substr(1);
}

auto names(std::string parameter) {
    return [parameter](telnyx::invalid_argument_error const& failure) { return failure.parameter() == parameter; };
}

} // namespace

BOOST_AUTO_TEST_SUITE(target_tests)

BOOST_AUTO_TEST_CASE(fills_placeholders_in_order) {
    BOOST_TEST(fill_path("/ai/models", {}) == "/ai/models");
    BOOST_TEST(fill_path("/a/{x}/b/{y}", {{"x", "1"}, {"y", "2"}}) == "/a/1/b/2");
    BOOST_TEST(fill_path("/a/{x}/b", {{"x", "{y}"}}) == "/a/%7By%7D/b");
}

BOOST_AUTO_TEST_CASE(path_keeps_these_characters_and_no_others) {
    BOOST_TEST(path_of(all_ascii()) == "/%20!%22%23$%25&'()*+,-.%2F0123456789:;%3C=%3E%3F@"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60"
                                       "abcdefghijklmnopqrstuvwxyz%7B%7C%7D~");
    BOOST_TEST(path_of("a/b?c#d") == "/a%2Fb%3Fc%23d");
    BOOST_TEST(path_of("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80") == "/%C3%A9%E2%82%AC%F0%9F%98%80");
    BOOST_TEST(path_of(std::string_view("\0\n\x7f", 3)) == "/%00%0A%7F");
}

BOOST_AUTO_TEST_CASE(query_keeps_these_characters_and_no_others) {
    BOOST_TEST(query_of(all_ascii()) == "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40"
                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60"
                                        "abcdefghijklmnopqrstuvwxyz%7B%7C%7D~");
    BOOST_TEST(query_of("\xc3\xa9") == "%C3%A9");
    BOOST_TEST(query_of("") == "");
}

BOOST_AUTO_TEST_CASE(what_would_change_the_path_is_refused) {
    for (std::string_view const value : {"", ".", "..", "%2e", "%2E", ".%2e", "%2E.", "%2e%2E", "\xff", "\xc0\x80",
                                         "\xed\xa0\x80", "\xf4\x90\x80\x80", "abc\xc3"})
        BOOST_CHECK_EXCEPTION(path_of(value), telnyx::invalid_argument_error, names("id"));
    for (std::string_view const value : {"...", "a.", ".a", "..a", "%2ea", "%252e", ". ", "%2"})
        BOOST_CHECK_NO_THROW(path_of(value));
    BOOST_CHECK_EXCEPTION(fill_path("/a/{x}/b/{y}", {{"x", "1"}, {"y", ""}}), telnyx::invalid_argument_error,
                          names("y"));
}

BOOST_AUTO_TEST_CASE(path_parameter_with_encoded_dots_is_not_taken_for_dots_later) {
    BOOST_TEST(path_of("%2e%2e%2fx") == "/%252e%252e%252fx");
}

BOOST_AUTO_TEST_CASE(names_are_encoded_as_a_whole) {
    std::string target = "/x";
    append_query(target, "page[number]", "2");
    append_query(target, "metadata->assistant_id", "eq.a b");
    append_query(target, "or", "(a.gte.1,b.lt.2)");
    BOOST_TEST(target == "/x?page%5Bnumber%5D=2&metadata-%3Eassistant_id=eq.a%20b&or=%28a.gte.1%2Cb.lt.2%29");
}

BOOST_AUTO_TEST_CASE(texts_that_are_no_utf8_are_refused) {
    std::string target = "/x";
    BOOST_CHECK_EXCEPTION(append_query(target, "a", "\xff"), telnyx::invalid_argument_error, names("a"));
    BOOST_CHECK_EXCEPTION(append_query(target, "\xff", "a"), telnyx::invalid_argument_error, names("query"));
    BOOST_TEST(target == "/x");
}

BOOST_AUTO_TEST_CASE(values_of_all_kinds_become_texts) {
    BOOST_TEST(query_of_json(R"({"a": "x y", "b": 1, "c": -9223372036854775808, "d": true, "e": false})") ==
               "?a=x%20y&b=1&c=-9223372036854775808&d=true&e=false");
    BOOST_TEST(query_of_json(R"({"u": 18446744073709551615})") == "?u=18446744073709551615");
    BOOST_TEST(query_of_json(R"({"a": null, "b": ""})") == "?a=&b=");
    BOOST_TEST(query_of_json("{}") == "");
}

BOOST_AUTO_TEST_CASE(lists_are_joined_with_commas_and_empty_ones_left_out) {
    BOOST_TEST(query_of_json(R"({"status": ["queued", "processing"]})") == "?status=queued%2Cprocessing");
    BOOST_TEST(query_of_json(R"({"a": [], "b": [1, true, "x"], "c": []})") == "?b=1%2Ctrue%2Cx");
    BOOST_TEST(query_of_json(R"({"a": ["", "x"]})") == "?a=%2Cx");
    BOOST_TEST(query_of_json(R"({"a": [null, "x", null]})") == "?a=%2Cx%2C");
    BOOST_TEST(query_of_json(R"({"a": [""]})") == "?a=");
}

BOOST_AUTO_TEST_CASE(objects_become_names_in_brackets) {
    BOOST_TEST(query_of_json(R"({"metadata": {"assistant_id": "1", "deep": {"er": [1, 2]}, "none": null}})") ==
               "?metadata%5Bassistant_id%5D=1&metadata%5Bdeep%5D%5Ber%5D=1%2C2&metadata%5Bnone%5D=");
    BOOST_TEST(query_of_json(R"({"a": {}, "b": {"c": {}}})") == "");
}

BOOST_AUTO_TEST_CASE(structs_become_queries) {
    target_types::filter params{.created_at = "gte.2025-01-01",
                                .status = {{"queued", "processing"}},
                                .page_number = 2,
                                .all = false,
                                .ratio = 0.5,
                                .note = telnyx::null,
                                .metadata = {{{"k", "v"}}}};
    prepared_request request("GET", "/x", telnyx::request_options());
    request.query(params);
    BOOST_TEST(request.target() == "/x?created_at=gte.2025-01-01&status=queued%2Cprocessing&page%5Bnumber%5D=2&"
                                   "all=false&ratio=0.5&note=&metadata%5Bk%5D=v");
}

BOOST_AUTO_TEST_CASE(numbers_in_a_query_are_those_that_were_given) {
    std::mt19937_64 random(1);
    std::vector<double> values{-0.0, 0.0, 5e-324, -2.2250738585072014e-308, 1.7976931348623157e308, 0.1 + 0.2};
    while (values.size() < 1000)
        if (auto const value = std::bit_cast<double>(random()); std::isfinite(value)) values.push_back(value);
    for (auto const value : values) {
        target_types::filter const params{.ratio = value};
        prepared_request request("GET", "/x", telnyx::request_options());
        request.query(params);
        BOOST_TEST(request.query_value("ratio").value() == telnyx::json::encode(value));
    }
    target_types::filter const beyond_doubles{.page_number = 9007199254740993};
    prepared_request request("GET", "/x", telnyx::request_options());
    request.query(beyond_doubles);
    BOOST_TEST(request.target() == "/x?page%5Bnumber%5D=9007199254740993");
}

BOOST_AUTO_TEST_CASE(members_of_the_caller_may_be_nested_as_deeply_as_a_body) {
    boost::json::value nested = "x";
    for (int i = 0; i != 40; ++i)
        nested = boost::json::array{std::move(nested)};
    telnyx::request_options options;
    options.body_field("nested", nested);
    prepared_request const request("POST", "/x", options);
    target_types::filter const params{.created_at = "t"};
    auto const members = request.body_members(params);
    BOOST_TEST((members == boost::json::object{{"created_at", "t"}, {"nested", nested}}));
}

BOOST_AUTO_TEST_CASE(struct_that_cannot_be_sent_is_refused_by_name) {
    prepared_request request("GET", "/x", telnyx::request_options());
    target_types::filter not_a_number{.ratio = std::numeric_limits<double>::quiet_NaN()};
    BOOST_CHECK_EXCEPTION(request.query(not_a_number), telnyx::invalid_argument_error, names("ratio"));
    target_types::filter not_text{.status = {{"a", "\xff"}}};
    BOOST_CHECK_EXCEPTION(request.query(not_text), telnyx::invalid_argument_error, names("status[1]"));
    BOOST_TEST(request.target() == "/x");
}

BOOST_AUTO_TEST_CASE(options_add_to_the_query_and_replace_what_has_the_same_name) {
    telnyx::request_options options;
    options.query("status", "done").query("new", "1").query("page[number]", "7");
    prepared_request request("GET", "/x", options);
    target_types::filter params{.created_at = "x", .status = {{"queued"}}, .page_number = 2};
    request.query(params);
    request.finish();
    BOOST_TEST(request.target() == "/x?created_at=x&status=done&new=1&page%5Bnumber%5D=7");
}

BOOST_AUTO_TEST_CASE(removes_parameters_by_their_plain_name) {
    std::string target = "/x?a=1&page%5Bnumber%5D=2&b&a=3&aa=4&c=";
    remove_query(target, "a");
    BOOST_TEST(target == "/x?page%5Bnumber%5D=2&b&aa=4&c=");
    remove_query(target, "page[number]");
    BOOST_TEST(target == "/x?b&aa=4&c=");
    remove_query(target, "b");
    remove_query(target, "none");
    BOOST_TEST(target == "/x?aa=4&c=");
    remove_query(target, "c");
    remove_query(target, "aa");
    BOOST_TEST(target == "/x");
    remove_query(target, "a");
    BOOST_TEST(target == "/x");
}

BOOST_AUTO_TEST_CASE(finds_a_parameter_decoded) {
    BOOST_TEST(find_query("/x?a=1&page%5Bnumber%5D=2%203&a=4", "page[number]").value() == "2 3");
    BOOST_TEST(find_query("/x?a=1&a=4", "a").value() == "1");
    BOOST_TEST(!find_query("/x?a=1", "b"));
    BOOST_TEST(!find_query("/x", "b"));
}

BOOST_AUTO_TEST_SUITE_END()
