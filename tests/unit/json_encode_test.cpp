#include "telnyx/json/encode.hpp"

#include "telnyx/json/decode.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace json_encode_types {

enum class mode { fast, slow };

constexpr auto enum_texts(mode) {
    return std::array<std::string_view, 2>{"fast", "slow"};
}

struct message {
    telnyx::required<std::string> role;
    std::optional<std::variant<std::string, std::vector<message>>> content{};
};
BOOST_DESCRIBE_STRUCT(message, (), (role, content))

struct params {
    telnyx::required<std::vector<message>> messages;
    std::optional<double> temperature{};
    std::optional<bool> stream{};
    std::optional<telnyx::open_enum<json_encode_types::mode>> mode{};
    telnyx::optional_nullable<std::string> note{};
    std::optional<boost::json::value> extra{};
    std::optional<std::map<std::string, std::string>> metadata{};
};
BOOST_DESCRIBE_STRUCT(params, (), (messages, temperature, stream, mode, note, extra, metadata))

struct fixed {
    telnyx::constant<"webhook"> type{};
    telnyx::nullable<std::string> url{};
    std::string or_{};
    std::int32_t page_number{};

    static constexpr auto json_names =
        std::array{std::pair<std::string_view, std::string_view>{"page_number", "page[number]"}};
};
BOOST_DESCRIBE_STRUCT(fixed, (), (type, url, or_, page_number))

struct tree {
    std::vector<tree> children{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (children))

struct empty {};
BOOST_DESCRIBE_STRUCT(empty, (), ())

} // namespace json_encode_types

using namespace json_encode_types;
using telnyx::json::encode;
using telnyx::json::encode_error;

namespace {

template <class T>
encode_error error_of(T const& value) {
    try {
        static_cast<void>(encode(value));
    } catch (encode_error const& error) {
        return error;
    }
    BOOST_FAIL("encoded");
    return encode_error("", "");
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_encode)

BOOST_AUTO_TEST_CASE(absent_members_are_left_out) {
    params const value{.messages = std::vector<message>{}};
    BOOST_TEST(encode(value) == R"({"messages":[]})");
    BOOST_TEST(encode(empty{}) == "{}");
}

BOOST_AUTO_TEST_CASE(members_come_in_declared_order) {
    params value{.messages = {message{.role = "user", .content = "hi"}},
                 .temperature = 0.5,
                 .stream = true,
                 .mode = mode::slow,
                 .note = telnyx::null,
                 .extra = boost::json::value{{"a", 1}},
                 .metadata = {{{"k", "v"}}}};
    BOOST_TEST(encode(value) == R"({"messages":[{"role":"user","content":"hi"}],"temperature":0.5,"stream":true,)"
                                R"("mode":"slow","note":null,"extra":{"a":1},"metadata":{"k":"v"}})");
}

BOOST_AUTO_TEST_CASE(constants_nulls_and_odd_names_are_written) {
    BOOST_TEST(encode(fixed{.or_ = "x", .page_number = 2}) ==
               R"({"type":"webhook","url":null,"or":"x","page[number]":2})");
}

BOOST_AUTO_TEST_CASE(every_kind_of_value_can_be_the_whole_document) {
    BOOST_TEST(encode(true) == "true");
    BOOST_TEST(encode(std::string("x")) == R"("x")");
    BOOST_TEST(encode(std::vector<std::int64_t>{1, 2}) == "[1,2]");
    BOOST_TEST(encode(std::map<std::string, double>{{"b", 1}, {"a", 2}}) == R"({"a":2,"b":1})");
    BOOST_TEST(encode(std::optional<int>{}) == "null");
    BOOST_TEST(encode(std::vector<std::optional<int>>{1, std::nullopt}) == "[1,null]");
    BOOST_TEST(encode(std::variant<int, std::string>{"x"}) == R"("x")");
    BOOST_TEST(encode(telnyx::open_enum<mode>::from_text("other")) == R"("other")");
    BOOST_TEST(encode(boost::json::array{1, nullptr, "a", true, 1.5}) == R"([1,null,"a",true,1.5])");
    BOOST_TEST(encode(boost::json::object{{"a", {1, 2}}, {"b", boost::json::object{}}}) == R"({"a":[1,2],"b":{}})");
}

BOOST_AUTO_TEST_CASE(integers_are_exact) {
    BOOST_TEST(encode(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    BOOST_TEST(encode(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    BOOST_TEST(encode(std::int8_t{-128}) == "-128");
    BOOST_TEST(encode(std::uint8_t{255}) == "255");
    BOOST_TEST(encode(std::int16_t{-300}) == "-300");
    BOOST_TEST(encode(std::uint16_t{65535}) == "65535");
    BOOST_TEST(encode(-70000) == "-70000");
    BOOST_TEST(encode(4000000000u) == "4000000000");
    BOOST_TEST(encode(boost::json::value(std::numeric_limits<std::uint64_t>::max())) == "18446744073709551615");
}

BOOST_AUTO_TEST_CASE(doubles_are_short_and_come_back_the_same) {
    BOOST_TEST(encode(0.1) == "0.1");
    BOOST_TEST(encode(0.1f) == "0.1");
    BOOST_TEST(encode(1.0) == "1");
    BOOST_TEST(encode(0.0) == "0");
    BOOST_TEST(encode(-0.0) == "-0.0");
    BOOST_TEST(encode(-0.0f) == "-0.0");
    BOOST_TEST(encode(boost::json::value{{"a", {-0.0, 0.0}}}) == R"({"a":[-0.0,0]})");
    BOOST_TEST(std::signbit(telnyx::json::decode<double>(encode(-0.0))));
    BOOST_TEST(encode(100000.0) == "100000");
    BOOST_TEST(encode(0.000001) == "0.000001");
    BOOST_TEST(encode(1e21) == "1e+21");
    BOOST_TEST(encode(boost::json::value(2.5)) == "2.5");
    for (double value : {0.1, 1.0 / 3, 1e-7, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
                         123456789.123456789, 1e20, 1.2345678901234567e20, -9007199254740993.0, 1e22, 1e23})
        BOOST_TEST(telnyx::json::decode<double>(encode(value)) == value);
}

BOOST_AUTO_TEST_CASE(numbers_that_json_does_not_have_are_errors) {
    auto const nan = std::numeric_limits<double>::quiet_NaN();
    auto const infinity = std::numeric_limits<double>::infinity();
    BOOST_TEST(error_of(nan).reason() == "not a finite number");
    BOOST_TEST(error_of(-infinity).reason() == "not a finite number");
    BOOST_TEST(error_of(std::numeric_limits<float>::infinity()).reason() == "not a finite number");
    BOOST_TEST(error_of(params{.messages = {message{.role = "a"}}, .temperature = nan}).path() == "temperature");
    BOOST_TEST(
        error_of(params{.messages = {message{.role = "a"}}, .extra = boost::json::value{{"a", {1, nan}}}}).path() ==
        R"(extra["a"][1])");
}

BOOST_AUTO_TEST_CASE(text_is_escaped) {
    BOOST_TEST(encode(std::string("\"\\/\b\f\n\r\t\x01\x1f\x7f")) == R"("\"\\/\b\f\n\r\t\u0001\u001f)"
                                                                     "\x7f\"");
    BOOST_TEST(encode(std::string(1, '\0')) == R"("\u0000")");
    BOOST_TEST(encode(std::map<std::string, int>{{"a\"\n", 1}}) == R"({"a\"\n":1})");
    BOOST_TEST(encode(boost::json::value{{"a\"\n", "\t"}}) == R"({"a\"\n":"\t"})");
    BOOST_TEST(encode(std::string("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80")) ==
               "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_an_error) {
    for (auto const* text :
         {"\xff", "a\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xe2\x28\xa1"})
        BOOST_TEST(error_of(std::string(text)).reason() == "not UTF-8");
    for (auto const* text : {"\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf", "\xf0\x90\x80\x80", "\xe0\xa0\x80"})
        BOOST_CHECK_NO_THROW(static_cast<void>(encode(std::string(text))));
    params value{.messages = {message{.role = "a"}, message{.role = "b", .content = "\xff"}}};
    BOOST_TEST(error_of(value).path() == "messages[1].content");
    BOOST_TEST(error_of(std::map<std::string, int>{{"\xff", 1}}).reason() == "not UTF-8");
    BOOST_TEST(error_of(boost::json::value{{"\xff", 1}}).reason() == "not UTF-8");
    BOOST_TEST(error_of(telnyx::open_enum<mode>::from_text("\xff")).reason() == "not UTF-8");
}

BOOST_AUTO_TEST_CASE(nesting_is_limited) {
    auto const nested = [](int depth) {
        boost::json::value value = boost::json::array{};
        for (int i = 1; i < depth; ++i)
            value = boost::json::array{std::move(value)};
        return value;
    };
    BOOST_CHECK_NO_THROW(static_cast<void>(encode(nested(64))));
    BOOST_CHECK_THROW(static_cast<void>(encode(nested(65))), encode_error);
    tree root;
    for (int i = 0; i < 100; ++i) {
        tree next;
        next.children.push_back(std::move(root));
        root = std::move(next);
    }
    BOOST_CHECK_THROW(static_cast<void>(encode(root)), encode_error);
}

BOOST_AUTO_TEST_CASE(failure_leaves_the_output_as_it_was) {
    std::string out = "before";
    params const value{.messages = {message{.role = "\xff"}}};
    BOOST_CHECK_THROW(telnyx::json::encode_to(out, value), encode_error);
    BOOST_TEST(out == "before");
    telnyx::json::encode_to(out, true);
    BOOST_TEST(out == "beforetrue");
}

BOOST_AUTO_TEST_CASE(extra_members_are_added_and_replace_those_of_the_same_name) {
    params const value{.messages = {message{.role = "a"}}, .stream = true};
    std::string out;
    telnyx::json::encode_object_to(out, value, {{"top_k", 3}, {"stream", "replaced"}});
    BOOST_TEST(out == R"({"messages":[{"role":"a"}],"top_k":3,"stream":"replaced"})");
    out.clear();
    telnyx::json::encode_object_to(out, empty{}, {{"a", 1}});
    BOOST_TEST(out == R"({"a":1})");
    out.clear();
    telnyx::json::encode_object_to(out, empty{}, {});
    BOOST_TEST(out == "{}");
    out.clear();
    telnyx::json::encode_object_to(out, fixed{}, {{"page[number]", 9}, {"or", nullptr}, {"url", "u"}, {"type", "t"}});
    BOOST_TEST(out == R"({"page[number]":9,"or":null,"url":"u","type":"t"})");
}

BOOST_AUTO_TEST_CASE(what_was_encoded_decodes_to_the_same) {
    message inner{.role = "a", .content = "b"};
    params const value{.messages = {message{.role = "u", .content = std::vector{inner, inner}}}, .note = "n"};
    auto const text = encode(value);
    BOOST_TEST(encode(telnyx::json::decode<params>(text)) == text);
}

BOOST_AUTO_TEST_SUITE_END()
