#include "support/allocation_counter.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/json/encode.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace json_decode_types {

enum class reason { stop, length };

constexpr auto enum_texts(reason) {
    return std::array<std::string_view, 2>{"stop", "length"};
}

struct delta {
    std::optional<std::string> role{};
    telnyx::optional_nullable<std::string> content{};
};
BOOST_DESCRIBE_STRUCT(delta, (), (role, content))

struct chunk {
    struct choice {
        std::int64_t index{};
        json_decode_types::delta delta{};
        telnyx::nullable<telnyx::open_enum<reason>> finish_reason{};
    };

    std::string id{};
    std::string object{};
    std::int64_t created{};
    std::string model{};
    std::vector<choice> choices{};
};
BOOST_DESCRIBE_STRUCT(chunk::choice, (), (index, delta, finish_reason))
BOOST_DESCRIBE_STRUCT(chunk, (), (id, object, created, model, choices))

struct tolerant {
    struct inner {
        std::string name{};
        std::optional<std::vector<std::int64_t>> numbers{};
    };

    std::string needed{};
    std::int64_t omissible{};
    std::int64_t tolerated{};
    std::optional<inner> structure{};
    std::optional<std::string> parts{};
    std::optional<std::string> json{};

    static constexpr std::array omissible_members{std::string_view("omissible")};
    static constexpr std::array<std::string_view, 2> tolerated_members{"tolerated", "structure"};
    static constexpr std::array text_part_members{std::string_view("parts")};
    static constexpr std::array json_text_members{std::string_view("json")};
};
BOOST_DESCRIBE_STRUCT(tolerant::inner, (), (name, numbers))
BOOST_DESCRIBE_STRUCT(tolerant, (), (needed, omissible, tolerated, structure, parts, json))

struct plain {
    std::string text{};
    std::int64_t number{};
    bool flag{};
    double real{};
    std::vector<std::string> list{};
    std::map<std::string, std::int64_t, std::less<>> map{};
    telnyx::open_enum<reason> why{};
    delta nested{};
    boost::json::value any{};
};
BOOST_DESCRIBE_STRUCT(plain, (), (text, number, flag, real, list, map, why, nested, any))

constexpr std::string_view plain_text = R"({"text":"t","number":7,"flag":true,"real":1.5,"list":["a"],"map":{"k":1},)"
                                        R"("why":"stop","nested":{"role":"r"},"any":[1]})";

struct optionals {
    std::optional<std::string> text{};
    std::optional<std::vector<std::int64_t>> list{};
    std::optional<delta> nested{};
    std::optional<std::map<std::string, std::string>> map{};
    telnyx::optional_nullable<std::int64_t> number{};
    std::optional<telnyx::constant<"on">> on{};
    std::optional<boost::json::object> extra{};
};
BOOST_DESCRIBE_STRUCT(optionals, (), (text, list, nested, map, number, on, extra))

struct tree {
    std::string name{};
    std::vector<tree> children{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (name, children))

struct webhook_tool {
    telnyx::constant<"webhook"> type{};
    telnyx::required<std::string> url;
    std::optional<std::int64_t> timeout{};
};
BOOST_DESCRIBE_STRUCT(webhook_tool, (), (type, url, timeout))

struct hangup_tool {
    telnyx::constant<"hangup"> type{};
    boost::json::object hangup{};
};
BOOST_DESCRIBE_STRUCT(hangup_tool, (), (type, hangup))

struct phone {
    std::string to{};
    std::optional<std::string> conversation{};
};
BOOST_DESCRIBE_STRUCT(phone, (), (to, conversation))

struct sms {
    std::string to{};
    std::string text{};
    std::optional<std::string> conversation{};
};
BOOST_DESCRIBE_STRUCT(sms, (), (to, text, conversation))

struct named {
    std::string or_{};
    std::string delete_{};
    std::optional<std::int64_t> page_number{};

    static constexpr auto json_names =
        std::array{std::pair<std::string_view, std::string_view>{"page_number", "page[number]"}};
};
BOOST_DESCRIBE_STRUCT(named, (), (or_, delete_, page_number))

struct loose {
    std::variant<std::int64_t, std::string> either{};
    boost::json::value any{};
    boost::json::object object{};
    boost::json::array array{};
    std::uint8_t small{};
};
BOOST_DESCRIBE_STRUCT(loose, (), (either, any, object, array, small))

struct text_value {
    std::string value{};
};
BOOST_DESCRIBE_STRUCT(text_value, (), (value))

struct number_value {
    double value{};
    std::optional<std::string> unit{};
};
BOOST_DESCRIBE_STRUCT(number_value, (), (value, unit))

struct list_value {
    std::vector<int> value{};
};
BOOST_DESCRIBE_STRUCT(list_value, (), (value))

using alike = std::variant<text_value, number_value, list_value>;
using tool = std::variant<webhook_tool, hangup_tool, boost::json::value>;
using event = std::variant<phone, sms>;
using input = std::variant<std::string, std::vector<std::string>, std::vector<std::int64_t>, std::vector<tree>>;

} // namespace json_decode_types

using namespace json_decode_types;
using telnyx::json::decode;
using telnyx::json::decode_error;

namespace {

constexpr std::string_view chunk_text =
    R"({"id":"chatcmpl-0123456789abcdef","object":"chat.completion.chunk","created":1,)"
    R"("model":"meta-llama/Meta-Llama-3.1-8B-Instruct","choices":[{"index":0,"delta":{"content":)"
    R"("Hello world this is a long token text"},"finish_reason":null}]})";

/// The error that decoding gives.
template <class T>
decode_error error_of(std::string_view text) {
    try {
        static_cast<void>(decode<T>(text));
    } catch (decode_error const& error) {
        return error;
    }
    BOOST_FAIL("decoded: " << text);
    return decode_error("", "");
}

template <class T>
std::string path_of(std::string_view text) {
    return error_of<T>(text).path();
}

/// A text in which one value is replaced.
std::string with(std::string text, std::string_view from, std::string_view to) {
    auto const at = text.find(from);
    BOOST_REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_decode)

BOOST_AUTO_TEST_CASE(chat_chunk_arrives_with_all_its_fields) {
    auto const result = decode<chunk>(chunk_text);
    BOOST_TEST(result.id == "chatcmpl-0123456789abcdef");
    BOOST_TEST(result.created == 1);
    BOOST_REQUIRE(result.choices.size() == 1u);
    BOOST_TEST(*result.choices[0].delta.content == "Hello world this is a long token text");
    BOOST_TEST(!result.choices[0].delta.role.has_value());
    BOOST_TEST(result.choices[0].finish_reason.is_null());
}

BOOST_AUTO_TEST_CASE(every_kind_of_value_can_be_the_whole_document) {
    BOOST_TEST(decode<bool>("true"));
    BOOST_TEST(decode<std::int64_t>(" 12 ") == 12);
    BOOST_TEST(decode<double>("1e3") == 1000.0);
    BOOST_TEST(decode<float>("0.5") == 0.5f);
    BOOST_TEST(decode<std::string>(R"("x")") == "x");
    BOOST_TEST(!decode<std::optional<std::string>>("null").has_value());
    BOOST_TEST(decode<std::vector<std::int32_t>>("[1,2,3]").size() == 3u);
    BOOST_TEST((decode<std::map<std::string, std::string>>(R"({"a":"b"})").at("a")) == "b");
    BOOST_TEST(boost::json::serialize(decode<boost::json::value>(R"({"a":[1,{}]})")) == R"({"a":[1,{}]})");
    BOOST_TEST(decode<boost::json::array>("[1,2]").size() == 2u);
    BOOST_TEST(decode<boost::json::object>(R"({"a":1})").size() == 1u);
    BOOST_TEST(decode<std::vector<std::vector<double>>>("[[1,2.5],[]]")[0][1] == 2.5);
    BOOST_TEST((decode<telnyx::open_enum<reason>>(R"("length")") == reason::length));
    BOOST_TEST(std::get<std::string>(decode<input>(R"("x")")) == "x");
}

BOOST_AUTO_TEST_CASE(unknown_keys_are_skipped_whatever_they_hold) {
    for (auto const* value : {"1", "-1.5e3", "true", "null", R"("a\n\u00e9")", "[]", "{}", R"([[{"role":[1]}],2])",
                              R"({"role":"no","content":{"a\"b":["x"]}})"}) {
        auto const text = std::string(R"({"x":)") + value + R"(,"role":"r","y\n":)" + value + "}";
        auto const result = decode<delta>(text);
        BOOST_TEST(result.role.value() == "r");
        BOOST_TEST(result.content.is_absent());
    }
}

BOOST_AUTO_TEST_CASE(members_are_found_in_any_order) {
    auto const result = decode<sms>(R"({"conversation":"c","text":"t","to":"n"})");
    BOOST_TEST(result.to == "n");
    BOOST_TEST(result.text == "t");
    BOOST_TEST(result.conversation.value() == "c");
}

BOOST_AUTO_TEST_CASE(names_that_are_no_identifiers_are_mapped) {
    auto const result = decode<named>(R"({"or":"a","delete":"b","page[number]":3})");
    BOOST_TEST(result.or_ == "a");
    BOOST_TEST(result.delete_ == "b");
    BOOST_TEST(result.page_number.value() == 3);
}

BOOST_AUTO_TEST_CASE(missing_required_member_is_an_error_that_names_it) {
    BOOST_TEST(path_of<chunk>(R"({"id":"a","object":"b","created":1,"model":"m"})") == "choices");
    BOOST_TEST(path_of<chunk>(with(std::string(chunk_text), R"("index":0,)", "")) == "choices[0].index");
    BOOST_TEST(path_of<chunk>(with(std::string(chunk_text), R"(,"finish_reason":null)", "")) ==
               "choices[0].finish_reason");
    BOOST_TEST(path_of<webhook_tool>(R"({"type":"webhook"})") == "url");
    BOOST_TEST(error_of<webhook_tool>(R"({"type":"webhook"})").reason() == "missing");
    BOOST_TEST(path_of<std::vector<phone>>(R"([{"to":"a"},{}])") == "[1].to");
    BOOST_TEST((path_of<std::map<std::string, phone>>(R"({"a.b":{}})")) == R"(["a.b"].to)");
}

BOOST_AUTO_TEST_CASE(optional_members_may_be_missing_or_null) {
    auto const missing = decode<optionals>("{}");
    BOOST_TEST(!missing.text.has_value());
    BOOST_TEST(!missing.list.has_value());
    BOOST_TEST(!missing.nested.has_value());
    BOOST_TEST(missing.number.is_absent());
    auto const null =
        decode<optionals>(R"({"text":null,"list":null,"nested":null,"map":null,"number":null,"on":null,"extra":null})");
    BOOST_TEST(!null.text.has_value());
    BOOST_TEST(!null.nested.has_value());
    BOOST_TEST(!null.extra.has_value());
    BOOST_TEST(null.number.is_null());
}

BOOST_AUTO_TEST_CASE(null_leaves_a_plain_member_at_its_default) {
    auto result = decode<plain>(plain_text);
    BOOST_TEST(result.number == 7);
    telnyx::json::decode_into(result, R"({"text":null,"number":null,"flag":null,"real":null,"list":null,"map":null,)"
                                      R"("why":null,"nested":null,"any":null})");
    BOOST_TEST(result.text.empty());
    BOOST_TEST(result.number == 0);
    BOOST_TEST(!result.flag);
    BOOST_TEST(result.real == 0.0);
    BOOST_TEST(result.list.empty());
    BOOST_TEST(result.map.empty());
    BOOST_TEST(result.why.text().empty());
    BOOST_TEST(!result.nested.role.has_value());
    BOOST_TEST(result.any.is_null());
    BOOST_TEST(decode<webhook_tool>(R"({"url":null})").url->empty());
}

BOOST_AUTO_TEST_CASE(text_of_null_is_no_value) {
    BOOST_CHECK_THROW(decode<webhook_tool>("null"), telnyx::json::decode_error);
    BOOST_CHECK_THROW(decode<std::vector<std::string>>(" null "), telnyx::json::decode_error);
    BOOST_CHECK_THROW((decode<std::map<std::string, std::string>>("null")), telnyx::json::decode_error);
    BOOST_CHECK_THROW(decode<std::string>("null"), telnyx::json::decode_error);
    BOOST_CHECK_THROW(decode<bool>("null"), telnyx::json::decode_error);
    BOOST_TEST(decode<telnyx::nullable<std::string>>("null").is_null());
    BOOST_TEST(decode<boost::json::value>("null").is_null());
}

BOOST_AUTO_TEST_CASE(null_elements_become_default_values) {
    auto const texts = decode<std::vector<std::string>>(R"(["a",null,"b"])");
    BOOST_TEST(texts.size() == 3u);
    BOOST_TEST(texts[1].empty());
    BOOST_TEST(decode<std::vector<webhook_tool>>("[null]")[0].url->empty());
    BOOST_TEST((decode<std::map<std::string, std::int64_t>>(R"({"a":null})").at("a")) == 0);
}

BOOST_AUTO_TEST_CASE(integers_are_exact_to_64_bits) {
    BOOST_TEST(decode<std::int64_t>("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    BOOST_TEST(decode<std::int64_t>("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
    BOOST_TEST(decode<std::uint64_t>("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
    BOOST_TEST(decode<std::int64_t>("9007199254740993.0") == 9007199254740993);
    BOOST_TEST(decode<long>("-5") == -5);
    BOOST_TEST(decode<long long>("-5") == -5);
    BOOST_TEST(decode<std::int16_t>("-32768") == -32768);
    BOOST_TEST(decode<std::uint16_t>("65535") == 65535);
    BOOST_TEST(decode<std::int8_t>("-128") == -128);
    BOOST_TEST(decode<std::uint8_t>("255") == 255);
}

BOOST_AUTO_TEST_CASE(integers_out_of_range_are_errors) {
    for (auto const* text : {"9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e19", "1e300"})
        BOOST_TEST(!error_of<std::int64_t>(text).reason().empty());
    for (auto const* text : {"-1", "18446744073709551616", "1e20"})
        BOOST_TEST(!error_of<std::uint64_t>(text).reason().empty());
    BOOST_TEST(error_of<std::int32_t>("2147483648").reason() == "number out of range");
    BOOST_TEST(error_of<std::int32_t>("-2147483649").reason() == "number out of range");
    BOOST_TEST(error_of<std::uint32_t>("4294967296").reason() == "number out of range");
    BOOST_TEST(error_of<std::int8_t>("128").reason() == "number out of range");
    BOOST_TEST(error_of<std::uint8_t>("256").reason() == "number out of range");
    BOOST_TEST(path_of<chunk>(with(std::string(chunk_text), R"("index":0)", R"("index":1e40)")) == "choices[0].index");
}

BOOST_AUTO_TEST_CASE(numbers_convert_when_nothing_is_lost) {
    BOOST_TEST(decode<std::int64_t>("3.0") == 3);
    BOOST_TEST(decode<std::int64_t>("-3.000") == -3);
    BOOST_TEST(decode<std::int64_t>("1e3") == 1000);
    BOOST_TEST(decode<std::uint64_t>("1e19") == 10000000000000000000u);
    BOOST_TEST(decode<double>("3") == 3.0);
    BOOST_TEST(decode<double>("18446744073709551615") == 18446744073709551615.0);
    BOOST_TEST(!error_of<std::int64_t>("3.5").reason().empty());
    BOOST_TEST(!error_of<std::int64_t>("1e-1").reason().empty());
}

BOOST_AUTO_TEST_CASE(doubles_are_the_nearest_ones) {
    BOOST_TEST(decode<double>("0.1") == 0.1);
    BOOST_TEST(decode<double>("1.7976931348623157e308") == std::numeric_limits<double>::max());
    BOOST_TEST(decode<double>("2.2250738585072014e-308") == std::numeric_limits<double>::min());
    BOOST_TEST(decode<double>("5e-324") == std::numeric_limits<double>::denorm_min());
    BOOST_TEST(decode<double>("0.3000000000000000166") == 0.3);
    BOOST_TEST(decode<double>("123456789012345678901234567890") == 123456789012345678901234567890.0);
    BOOST_TEST(decode<std::vector<double>>("[8.41,1e23,4.35,9007199254740993.5]")[1] == 1e23);
    BOOST_TEST(decode<boost::json::value>("[1e23]").at(0).as_double() == 1e23);
    BOOST_TEST(error_of<double>("1e999").reason() == "number out of range");
    BOOST_TEST(error_of<double>("-1e999").reason() == "number out of range");
    BOOST_TEST(error_of<float>("1e300").reason() == "number out of range");
    BOOST_TEST(path_of<plain>(with(std::string(plain_text), R"("any":[1])", R"("any":[1e999])")) == "any");
    BOOST_TEST(decode<double>("1e-999") == 0.0);
}

BOOST_AUTO_TEST_CASE(numbers_of_any_length_are_read_exactly) {
    std::mt19937_64 random(1);
    auto const digits = [&](std::size_t most) { return std::to_string(random()).substr(0, random() % most + 1); };
    for (int i = 0; i < 5000; ++i) {
        auto const whole = std::string(random() % 2 == 0 ? "-" : "") + (random() % 2 == 0 ? "0" : digits(20));
        auto const text = whole + "." + std::string(random() % 4, '0') + digits(18) +
                          (random() % 2 == 0 ? "" : "e" + std::to_string(static_cast<int>(random() % 60) - 30));
        BOOST_TEST(decode<double>(text) == std::strtod(text.c_str(), nullptr), text);
        BOOST_TEST(decode<double>(whole) == std::strtod(whole.c_str(), nullptr), whole);
        auto const integer = static_cast<std::int64_t>(random()) >> random() % 64;
        BOOST_TEST(decode<std::int64_t>(std::to_string(integer)) == integer);
        auto const natural = random() >> random() % 64;
        BOOST_TEST(decode<std::uint64_t>(std::to_string(natural)) == natural);
    }
    BOOST_TEST(std::signbit(decode<double>("-0.0")));
    BOOST_TEST(decode<double>("0e617") == 0.0);
    BOOST_TEST(std::signbit(decode<double>("-0e617")));
    BOOST_TEST(decode<double>("0." + std::string(1000, '0') + "1e1001") == 1.0);
    BOOST_TEST(error_of<double>("1e9999999999").reason() == "number out of range");
}

BOOST_AUTO_TEST_CASE(white_space_is_allowed_between_all_parts) {
    auto const result = decode<chunk>("\r\n{ \"id\" : \"a\" ,\t\"object\":\"b\" , \"created\" :1\n,\"model\" : \"m\", "
                                      "\"choices\" : [ { \"index\" : 0 , "
                                      "\"delta\" : { } , \"finish_reason\" : null } ] , \"x\" : [ ] } \n");
    BOOST_TEST(result.created == 1);
    BOOST_REQUIRE(result.choices.size() == 1u);
    BOOST_TEST(decode<std::vector<double>>("[ 1.5 , 2 ]").size() == 2u);
    for (auto const* text : {"{\"role\"\v:null}", "\f{}", "{}\xa0"})
        BOOST_CHECK_THROW(static_cast<void>(decode<delta>(text)), decode_error);
}

BOOST_AUTO_TEST_CASE(lists_of_numbers_are_as_long_as_in_the_text) {
    for (auto const size : std::initializer_list<std::size_t>{0, 1, 15, 16, 17, 33, 1000}) {
        std::string text = "[";
        for (std::size_t i = 0; i != size; ++i)
            text += (i == 0 ? "" : ",") + std::to_string(i);
        text += "]";
        std::vector<double> expected(size);
        std::iota(expected.begin(), expected.end(), 0.0);
        BOOST_TEST(decode<std::vector<double>>(text) == expected);
        std::vector<double> reused(100, 7.0);
        telnyx::json::decode_into(reused, text);
        BOOST_TEST(reused == expected);
    }
    BOOST_TEST(decode<std::vector<double>>("[1,null,2]")[1] == 0.0);
    BOOST_TEST(path_of<std::vector<double>>(R"([1,"a"])") == "[1]");
}

BOOST_AUTO_TEST_CASE(value_of_the_wrong_kind_is_an_error_that_says_so) {
    auto const error = error_of<chunk>(with(std::string(chunk_text), R"("index":0)", R"("index":"zero")"));
    BOOST_TEST(error.path() == "choices[0].index");
    BOOST_TEST(error.reason() == "expected an integer, found a string");
    BOOST_TEST(error.what() == "cannot decode JSON: choices[0].index: expected an integer, found a string");
    BOOST_TEST(error_of<std::string>("1").reason() == "expected a string, found a number");
    BOOST_TEST(error_of<std::string>("{}").reason() == "expected a string, found an object");
    BOOST_TEST(error_of<bool>("1").reason() == "expected a boolean, found a number");
    BOOST_TEST(error_of<double>("true").reason() == "expected a number, found a boolean");
    BOOST_TEST(error_of<delta>("[]").reason() == "expected an object, found an array");
    BOOST_TEST(error_of<std::vector<std::string>>("{}").reason() == "expected an array, found an object");
    BOOST_TEST((error_of<std::map<std::string, std::string>>("[]").reason()) == "expected an object, found an array");
    BOOST_TEST(error_of<boost::json::object>("[]").reason() == "expected an object, found an array");
    BOOST_TEST(error_of<boost::json::array>("{}").reason() == "expected an array, found an object");
    BOOST_TEST(path_of<delta>(R"({"role":["a"]})") == "role");
}

BOOST_AUTO_TEST_CASE(members_that_are_not_needed_may_be_missing_or_of_another_type) {
    BOOST_TEST(decode<tolerant>(R"({"needed":"a"})").needed == "a");
    auto const other = decode<tolerant>(
        R"({"tolerated":{"a":[1,"x"]},"structure":{"name":"n","numbers":[1,{"deep":[]},2]},"omissible":7,"needed":"a"})");
    BOOST_TEST(other.tolerated == 0);
    BOOST_TEST(!other.structure);
    BOOST_TEST(other.omissible == 7);
    BOOST_TEST(other.needed == "a");
    BOOST_TEST(decode<tolerant>(R"({"needed":"a","tolerated":9e99,"structure":[]})").tolerated == 0);
    BOOST_TEST(decode<tolerant>(R"({"needed":"a","tolerated":5})").tolerated == 5);
    for (auto const* const text :
         {R"({"tolerated":5})", R"({"needed":"a","omissible":"x"})", R"({"needed":"a","tolerated":[1,})",
          R"({"needed":"a","structure":{"name":tru}})", "{\"needed\":\"a\",\"structure\":[\"\xff\"]}"})
        BOOST_CHECK_THROW(decode<tolerant>(text), telnyx::json::decode_error);
}

BOOST_AUTO_TEST_CASE(member_that_is_not_needed_keeps_nothing_of_the_object_before) {
    telnyx::json::decoder decoder;
    tolerant target;
    decoder.decode_into(target, R"({"needed":"a","tolerated":5,"structure":{"name":"n"},"parts":"p","json":"j"})");
    decoder.decode_into(target, R"({"needed":"b","tolerated":"x","structure":{"name":[]},"parts":[],"json":{}})");
    BOOST_TEST(target.tolerated == 0);
    BOOST_TEST(!target.structure);
    BOOST_TEST(target.parts.value() == "");
    BOOST_TEST(target.json.value() == "{}");
}

BOOST_AUTO_TEST_CASE(text_may_come_in_parts_or_as_json_where_the_member_says_so) {
    auto const parts = [](std::string const& value) {
        return decode<tolerant>(R"({"needed":"","parts":)" + value + "}").parts;
    };
    BOOST_TEST(parts("\"a\"").value() == "a");
    BOOST_TEST(!parts("null"));
    BOOST_TEST(parts(R"([{"type":"text","text":"a"},{"type":"x","text":"no"},{"text":"b"},"c",7,null,[],{"text":1}])")
                   .value() == "abc");
    BOOST_TEST(parts(R"({"type":"text","text":"a"})").value() == "a");
    BOOST_CHECK_THROW(parts("7"), telnyx::json::decode_error);
    BOOST_CHECK_THROW(parts("[1,"), telnyx::json::decode_error);

    auto const json = [](std::string const& value) {
        return decode<tolerant>(R"({"needed":"","json":)" + value + "}").json;
    };
    BOOST_TEST(json(R"("{\"a\":1}")").value() == R"({"a":1})");
    BOOST_TEST(json(R"({"a" : [1, "}"]})").value() == R"({"a" : [1, "}"]})");
    BOOST_TEST(json("[ ]").value() == "[ ]");
    BOOST_CHECK_THROW(json("7"), telnyx::json::decode_error);
    BOOST_CHECK_THROW(json("{\"a\"}"), telnyx::json::decode_error);
}

BOOST_AUTO_TEST_CASE(unknown_enum_texts_are_kept) {
    auto const text = with(std::string(chunk_text), R"("finish_reason":null)", R"("finish_reason":"tool_calls")");
    auto const result = decode<chunk>(text);
    BOOST_TEST(!result.choices[0].finish_reason->known().has_value());
    BOOST_TEST(result.choices[0].finish_reason->text() == "tool_calls");
}

BOOST_AUTO_TEST_CASE(surprising_constant_outside_a_union_is_ignored) {
    BOOST_TEST((decode<webhook_tool>(R"({"type":"other","url":"u"})").url == "u"));
    BOOST_TEST((decode<webhook_tool>(R"({"type":3,"url":"u"})").url == "u"));
    BOOST_TEST(decode<optionals>(R"({"on":"on"})").on.has_value());
    BOOST_TEST(!decode<optionals>(R"({"on":"off"})").on.has_value());
}

BOOST_AUTO_TEST_CASE(of_duplicate_keys_the_last_wins_alone) {
    BOOST_TEST(decode<phone>(R"({"to":"a","to":"b"})").to == "b");
    auto const twice = decode<optionals>(
        R"({"nested":{"role":"r"},"nested":{"content":"c"},"list":[1,2,3],"list":[4],"map":{"a":"x"},"map":{"b":"y"},)"
        R"("text":"t","text":null,"number":1,"number":null})");
    BOOST_TEST(!twice.nested->role.has_value());
    BOOST_TEST(twice.nested->content.value() == "c");
    BOOST_TEST(twice.list->size() == 1u);
    BOOST_TEST(twice.map->size() == 1u);
    BOOST_TEST(!twice.text.has_value());
    BOOST_TEST(twice.number.is_null());
    auto const trees = decode<tree>(
        R"({"name":"a","children":[{"name":"b","children":[{"name":"c","children":[]}]},{"name":"d","children":[]}],)"
        R"("children":[{"name":"e","children":[]}]})");
    BOOST_REQUIRE(trees.children.size() == 1u);
    BOOST_TEST(trees.children[0].name == "e");
    BOOST_TEST(trees.children[0].children.empty());
    BOOST_TEST((decode<std::map<std::string, phone>>(R"({"a":{"to":"1","conversation":"c"},"a":{"to":"2"}})")
                    .at("a")
                    .conversation.has_value()) == false);
}

BOOST_AUTO_TEST_CASE(what_is_not_json_is_an_error_with_its_place) {
    for (auto const* text :
         {"",   " ",  "{", "[",  "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{,}", "tru",        "nul",    "01",
          "1.", ".5", "-", "+1", "1e", "'a'",  "\"a",     "\"\t\"",   "NaN", "{\"a\":1,}", "/*x*/1", "\"\\x\""})
        BOOST_CHECK_THROW(static_cast<void>(decode<boost::json::value>(text)), decode_error);
    auto const error = error_of<chunk>(R"({"choices":[{"delta":{"content":"a"},}]})");
    BOOST_TEST(error.path() == "choices[0].delta");
    BOOST_TEST(error.reason().starts_with("invalid JSON at byte 37"));
}

BOOST_AUTO_TEST_CASE(trailing_garbage_is_an_error) {
    for (auto const* text : {"{} x", "{}{}", "{}]", "{},"})
        BOOST_TEST(error_of<delta>(text).reason().starts_with("invalid JSON at byte"));
    BOOST_CHECK_NO_THROW(static_cast<void>(decode<delta>(" {} \r\n\t")));
}

BOOST_AUTO_TEST_CASE(texts_must_be_unicode) {
    BOOST_TEST(decode<std::string>(R"("\ud83d\ude00")") == "\xf0\x9f\x98\x80");
    BOOST_TEST(decode<std::string>(R"("\u0000")") == std::string(1, '\0'));
    for (auto const* text :
         {"\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf5\x80\x80\x80\"", "\"\xe2\x82\"", "{\"\xff\":1}"})
        BOOST_CHECK_THROW(static_cast<void>(decode<boost::json::value>(text)), decode_error);
}

BOOST_AUTO_TEST_CASE(half_a_surrogate_pair_becomes_a_replacement_character) {
    std::string const lost = "\xef\xbf\xbd", face = "\xf0\x9f\x98\x80";
    std::vector<std::pair<std::string, std::string>> const texts{
        {R"(\ud83d)", lost},
        {R"(\ude00)", lost},
        {R"(x\ud83d)", "x" + lost},
        {R"(\uDE00 and more)", lost + " and more"},
        {R"(\ud83dx)", lost + "x"},
        {R"(\ud83d\n and a longer text)", lost + "\n and a longer text"},
        {R"(\ud83d\\ude00)", lost + "\\ude00"},
        {R"(\ud83d\u0041)", lost + "A"},
        {R"(\ud800\ud800)", lost + lost},
        {R"(\udc00\ud800)", lost + lost},
        {R"(\ud83d\ud83d\ude00)", lost + face},
        {R"(\ud83d\ude00\ude00)", face + lost},
        {R"(\ud83d\ude00)", face},
        {R"(\uD7FF\uE000)", "\xed\x9f\xbf\xee\x80\x80"},
        {R"(\udbff\udfff)", "\xf4\x8f\xbf\xbf"},
    };
    for (auto const& [escaped, expected] : texts) {
        auto const text = '"' + escaped + '"';
        BOOST_TEST(decode<std::string>(text) == expected);
        BOOST_TEST(decode<boost::json::value>(text).get_string() == expected);
        BOOST_TEST(decode<delta>("{\"new " + escaped + "\":[{" + text + ":" + text + "}],\"content\":" + text + "}")
                       .content.value() == expected);
        BOOST_TEST((decode<std::map<std::string, std::string>>("{" + text + ":" + text + "}").at(expected)) ==
                   expected);
        BOOST_TEST(decode<boost::json::value>("{" + text + ":[" + text + "]}").at(expected).at(0).get_string() ==
                   expected);
    }
    for (auto const* broken : {R"("\u12")", R"("\uZZZZ")", R"("\ud83d\u12")", R"("\ud83d\uZZZZ")", R"("\ud83d\x")",
                               R"("\ud83d\)", R"("\ud83d\u)", R"("\ud83d)", R"("\ud83)", R"("\ud83d\ude0")"})
        BOOST_CHECK_THROW(static_cast<void>(decode<std::string>(broken)), decode_error);
}

BOOST_AUTO_TEST_CASE(escapes_are_resolved_in_texts_and_keys_of_any_length) {
    std::string escaped, plain_text;
    for (int i = 0; i < 3000; ++i) {
        escaped += R"(ab\n\u00e9)";
        plain_text += "ab\n\xc3\xa9";
    }
    BOOST_TEST(decode<std::string>('"' + escaped + '"') == plain_text);
    BOOST_TEST((decode<std::map<std::string, std::string>>("{\"" + escaped + "\":\"x\"}").at(plain_text)) == "x");
    BOOST_TEST(decode<phone>(R"({"t\u006f":"a\"b"})").to == "a\"b");
    BOOST_TEST(decode<boost::json::value>("{\"" + escaped + "\":[\"" + escaped + "\"]}").at(plain_text).at(0) ==
               boost::json::value(plain_text));
    BOOST_TEST(decode<phone>("{\"" + escaped + "\":\"" + escaped + R"(","to":"x"})").to == "x");
}

BOOST_AUTO_TEST_CASE(special_characters_are_found_at_every_place) {
    for (std::size_t size = 1; size != 40; ++size) {
        for (std::size_t place = 0; place != size; ++place) {
            auto const text_with = [&](std::string_view part) {
                return '"' + std::string(place, 'x') + std::string(part) + std::string(size - place - 1, '~') + '"';
            };
            BOOST_TEST(decode<std::string>(text_with("\\\"")).at(place) == '"');
            BOOST_TEST(decode<std::string>(text_with("\\u0001")).at(place) == '\x01');
            BOOST_TEST(decode<std::string>(text_with("\x7f")).at(place) == '\x7f');
            BOOST_TEST(decode<std::string>(text_with("\xc3\xa9")).substr(place, 2) == "\xc3\xa9");
            for (auto const* wrong : {"\"", "\n", "\x1f", "\x80", "\xff"})
                BOOST_CHECK_THROW(static_cast<void>(decode<std::string>(text_with(wrong))), decode_error);
            auto const whole = decode<std::string>(text_with("\\u001f\xc3\xa9\\\\"));
            BOOST_TEST(telnyx::json::encode(whole) == text_with("\\u001f\xc3\xa9\\\\"));
        }
    }
}

BOOST_AUTO_TEST_CASE(nesting_is_limited) {
    auto const nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    BOOST_CHECK_NO_THROW(static_cast<void>(decode<boost::json::value>(nested(64))));
    BOOST_CHECK_THROW(static_cast<void>(decode<boost::json::value>(nested(65))), decode_error);
    BOOST_CHECK_THROW(static_cast<void>(decode<delta>("{\"x\":" + nested(100000) + "}")), decode_error);
    telnyx::json::decode_options options;
    options.max_depth = 3;
    BOOST_CHECK_NO_THROW(static_cast<void>(decode<boost::json::value>(nested(3), options)));
    BOOST_CHECK_THROW(static_cast<void>(decode<boost::json::value>(nested(4), options)), decode_error);
    std::string bomb;
    for (int i = 0; i < 1000; ++i)
        bomb += R"({"name":"x","children":[)";
    BOOST_CHECK_THROW(static_cast<void>(decode<tree>(bomb)), decode_error);
}

BOOST_AUTO_TEST_CASE(union_of_structs_is_told_apart_by_a_constant) {
    auto const tools = decode<std::vector<tool>>(
        R"([{"type":"hangup","hangup":{"a":1}},{"url":"u","type":"webhook","timeout":3},{"type":"new","url":"u"}])");
    BOOST_REQUIRE(tools.size() == 3u);
    BOOST_TEST(std::get<hangup_tool>(tools[0]).hangup.size() == 1u);
    BOOST_TEST(std::get<webhook_tool>(tools[1]).timeout.value() == 3);
    BOOST_TEST(boost::json::serialize(std::get<boost::json::value>(tools[2])) == R"({"type":"new","url":"u"})");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_its_alternative_is_kept_as_json) {
    for (auto const* text : {R"({"type":"webhook"})", R"({"type":"webhook","url":3})", R"({"type":"webhook","url":[]})",
                             R"([1])", "1", R"("a")", "null", R"({"type":"hangup","hangup":[]})"})
        BOOST_TEST(boost::json::serialize(std::get<boost::json::value>(decode<tool>(text))) == text);
}

BOOST_AUTO_TEST_CASE(without_a_json_alternative_a_union_that_does_not_fit_is_an_error) {
    using strict = std::variant<webhook_tool, hangup_tool>;
    auto const missing = error_of<std::vector<strict>>(R"([{"type":"webhook"}])");
    BOOST_TEST(missing.path() == "[0].url");
    auto const unknown = error_of<std::vector<strict>>(R"([{"type":"new"}])");
    BOOST_TEST(unknown.path() == "[0]");
    BOOST_TEST(unknown.reason() == "matches no alternative of the union");
    BOOST_TEST(path_of<std::vector<strict>>("[1]") == "[0]");
    BOOST_TEST(path_of<std::vector<event>>(R"([{"text":"t"}])") == "[0]");
    BOOST_TEST((error_of<std::variant<std::string, std::int64_t>>("true").reason()) ==
               "expected one of the types of a union, found a boolean");
}

BOOST_AUTO_TEST_CASE(union_of_structs_without_a_constant_is_told_apart_by_shape) {
    BOOST_TEST(std::holds_alternative<phone>(decode<event>(R"({"to":"a"})")));
    BOOST_TEST(std::holds_alternative<sms>(decode<event>(R"({"to":"a","text":"t"})")));
    BOOST_TEST(std::holds_alternative<phone>(decode<event>(R"({"to":"a","conversation":"c","x":1})")));
}

BOOST_AUTO_TEST_CASE(structs_with_the_same_keys_are_told_apart_by_the_types_of_their_members) {
    BOOST_TEST(decode<alike>(R"({"value":"a"})").index() == 0u);
    BOOST_TEST(decode<alike>(R"({"value":1})").index() == 1u);
    BOOST_TEST(decode<alike>(R"({"value":[1]})").index() == 2u);
    // Types count for more than the number of known keys, which is for those that fit, or for those that do not.
    BOOST_TEST(decode<alike>(R"({"value":"a","unit":"m"})").index() == 0u);
    BOOST_TEST(decode<alike>(R"({"value":[1],"unit":"m"})").index() == 2u);
    BOOST_TEST(decode<alike>(R"({"value":null,"unit":"m"})").index() == 1u);
    BOOST_TEST(path_of<alike>(R"({"value":true,"unit":"m"})") == "value");
}

BOOST_AUTO_TEST_CASE(lists_are_told_apart_by_their_elements) {
    using number_or_text = std::variant<double, std::string>;
    using lists =
        std::variant<std::vector<std::optional<bool>>, std::vector<std::uint64_t>, std::vector<number_or_text>,
                     std::vector<boost::json::array>, std::vector<boost::json::object>, boost::json::value>;
    BOOST_TEST(std::get<0>(decode<lists>("[true,null]")).size() == 2u);
    BOOST_TEST(std::get<1>(decode<lists>("[18446744073709551615]"))[0] == 18446744073709551615u);
    BOOST_TEST(std::get<double>(std::get<2>(decode<lists>(R"(["a",-0.5])"))[1]) == -0.5);
    BOOST_TEST(std::get<3>(decode<lists>("[[1],[]]"))[0].size() == 1u);
    BOOST_TEST(std::get<4>(decode<lists>(R"([{"a":1}])"))[0].size() == 1u);
    BOOST_TEST(std::get<5>(decode<lists>("[[1],{}]")).as_array().size() == 2u);
}

BOOST_AUTO_TEST_CASE(union_of_kinds_goes_by_the_kind) {
    BOOST_TEST(std::get<std::vector<std::string>>(decode<input>(R"(["a","b"])")).size() == 2u);
    BOOST_TEST(std::get<std::vector<std::int64_t>>(decode<input>("[1,2,3]")).size() == 3u);
    BOOST_TEST(std::get<std::vector<tree>>(decode<input>(R"([{"name":"n","children":[]}])"))[0].name == "n");
    BOOST_TEST(decode<input>("[]").index() == 1u);
    BOOST_TEST(decode<input>("null").index() == 0u);

    using scalars = std::variant<double, std::string, std::int64_t, bool>;
    BOOST_TEST(std::get<std::int64_t>(decode<scalars>("1")) == 1);
    BOOST_TEST(std::get<double>(decode<scalars>("1.5")) == 1.5);
    BOOST_TEST(std::get<double>(decode<scalars>("18446744073709551615")) == 18446744073709551615.0);
    BOOST_TEST(std::get<bool>(decode<scalars>("true")));
    BOOST_TEST(std::get<std::string>(decode<scalars>(R"("1")")) == "1");

    using choice = std::variant<telnyx::open_enum<reason>, telnyx::constant<"auto">, std::string>;
    BOOST_TEST(decode<choice>(R"("stop")").index() == 0u);
    BOOST_TEST(decode<choice>(R"("auto")").index() == 1u);
    BOOST_TEST(decode<choice>(R"("else")").index() == 2u);

    using maps = std::variant<hangup_tool, std::map<std::string, std::int64_t>, std::map<std::string, std::string>>;
    BOOST_TEST(decode<maps>(R"({"a":1})").index() == 1u);
    BOOST_TEST(decode<maps>(R"({"a":"b"})").index() == 2u);
    BOOST_TEST(decode<maps>(R"({"type":"hangup","hangup":{}})").index() == 0u);
}

BOOST_AUTO_TEST_CASE(what_only_one_alternative_can_take_goes_there) {
    using vector_or_text = std::variant<std::vector<double>, std::string>;
    BOOST_TEST(std::get<0>(decode<vector_or_text>("[1,2.5]"))[1] == 2.5);
    BOOST_TEST(std::get<1>(decode<vector_or_text>(R"("AACAPw==")")) == "AACAPw==");
    BOOST_TEST(path_of<std::vector<vector_or_text>>(R"([[1],[2,"x"]])") == "[1][1]");
    BOOST_TEST(error_of<vector_or_text>("{}").reason() == "matches no alternative of the union");
    using tool_or_text = std::variant<webhook_tool, std::string>;
    BOOST_TEST(path_of<std::vector<tool_or_text>>(R"([{"type":"new"}])") == "[0].url");
}

BOOST_AUTO_TEST_CASE(unions_nest) {
    using inner = std::variant<std::int64_t, std::vector<tool>>;
    using outer = std::variant<std::string, inner, boost::json::value>;
    auto const result = decode<std::vector<outer>>(R"(["a",1,[{"type":"hangup","hangup":{}},{"q":1}],true])");
    BOOST_TEST(std::get<std::int64_t>(std::get<inner>(result[1])) == 1);
    auto const& tools = std::get<std::vector<tool>>(std::get<inner>(result[2]));
    BOOST_TEST(tools[0].index() == 1u);
    BOOST_TEST(tools[1].index() == 2u);
    BOOST_TEST(std::get<boost::json::value>(result[3]).as_bool());
}

BOOST_AUTO_TEST_CASE(decoding_in_place_gives_what_a_fresh_object_gets) {
    telnyx::json::decoder decoder;
    auto const first = R"({"text":"a","list":[1,2,3],"nested":{"role":"r","content":"c"},"map":{"a":"b"},"number":1,)"
                       R"("on":"on","extra":{"a":1}})";
    optionals result;
    decoder.decode_into(result, first);
    decoder.decode_into(result, R"({"list":[7],"nested":{}})");
    BOOST_TEST(!result.text.has_value());
    BOOST_TEST(result.list.value() == std::vector<std::int64_t>{7}, boost::test_tools::per_element());
    BOOST_TEST(!result.nested->role.has_value());
    BOOST_TEST(result.nested->content.is_absent());
    BOOST_TEST(!result.map.has_value());
    BOOST_TEST(result.number.is_absent());
    BOOST_TEST(!result.on.has_value());
    BOOST_TEST(!result.extra.has_value());

    tool changing = decode<tool>(R"({"type":"webhook","url":"u","timeout":3})");
    decoder.decode_into(changing, R"({"type":"webhook","url":"v"})");
    BOOST_TEST(!std::get<webhook_tool>(changing).timeout.has_value());
    decoder.decode_into(changing, R"({"type":"hangup","hangup":{}})");
    BOOST_TEST(changing.index() == 1u);
}

BOOST_AUTO_TEST_CASE(null_sets_members_of_every_kind_back) {
    constexpr auto nothing = R"({"either":null,"any":null,"object":null,"array":null,"small":null})";
    loose const fresh = decode<loose>(nothing);
    auto reused = decode<loose>(R"({"either":"a","any":0.5,"object":{"a":1},"array":[1],"small":255})");
    BOOST_TEST(std::get<std::string>(reused.either) == "a");
    BOOST_TEST(reused.any == boost::json::value(0.5));
    BOOST_TEST(reused.small == 255);
    telnyx::json::decoder().decode_into(reused, nothing);
    BOOST_TEST(telnyx::json::encode(reused) == telnyx::json::encode(fresh));
    BOOST_TEST(reused.object.empty());
    BOOST_TEST(reused.array.empty());
    BOOST_TEST(reused.any.is_null());
    BOOST_TEST(reused.small == 0);
    BOOST_TEST(std::get<std::int64_t>(reused.either) == 0);
}

BOOST_AUTO_TEST_CASE(member_of_any_kind_takes_each_scalar) {
    auto const any = [](std::string_view text) {
        return decode<loose>(R"({"either":1,"object":{},"array":[],"small":1,"any":)" + std::string(text) + "}").any;
    };
    BOOST_TEST(any("-1") == boost::json::value(-1));
    BOOST_TEST(any("18446744073709551615") == boost::json::value(std::uint64_t{18446744073709551615u}));
    BOOST_TEST(any("0.5") == boost::json::value(0.5));
    BOOST_TEST(any("true") == boost::json::value(true));
    BOOST_TEST(any(R"("a")") == boost::json::value("a"));
}

BOOST_AUTO_TEST_CASE(decoding_chunk_after_chunk_in_place_allocates_nothing) {
    telnyx::json::decoder decoder;
    chunk result;
    decoder.decode_into(result, chunk_text);
    auto const escaped = with(std::string(chunk_text), "Hello world", R"(\u00e9\n\u00e9)");
    decoder.decode_into(result, escaped);
    auto const unknown = with(std::string(chunk_text), R"("index":0)", R"("x\n":{"a":[1,"b\n",null]},"index":0)");
    auto const before = allocation_count();
    for (int i = 0; i < 10; ++i) {
        decoder.decode_into(result, chunk_text);
        decoder.decode_into(result, escaped);
        decoder.decode_into(result, unknown);
    }
    auto const after = allocation_count();
    BOOST_TEST(after - before == 0u);
    BOOST_TEST(result.choices.size() == 1u);
}

BOOST_AUTO_TEST_CASE(decoding_allocates_nothing_but_the_result) {
    auto const before = allocation_count();
    auto const result = decode<phone>(R"({"unknown":[{"a":[1,2.5,"b"]}],"to":"+1"})");
    auto const numbers = decode<std::vector<double>>("[1,2,3]");
    auto const after = allocation_count();
    BOOST_TEST(after - before == 1u);
    BOOST_TEST(result.to == "+1");
    BOOST_TEST(numbers.size() == 3u);
}

BOOST_AUTO_TEST_CASE(decoder_goes_on_after_an_error_and_can_be_moved) {
    telnyx::json::decoder decoder;
    for (auto const* text :
         {R"({"any":{"a":[)", R"({"a":{"b":[)", R"({"text":"abc\n)", R"({"list":[1]})", R"({"number":"x"})"}) {
        plain result;
        BOOST_CHECK_THROW(decoder.decode_into(result, text), decode_error);
        decoder.decode_into(result, plain_text);
        BOOST_TEST(result.text == "t");
    }
    telnyx::json::decoder moved = std::move(decoder);
    BOOST_TEST(moved.decode<phone>(R"({"to":"a"})").to == "a");
    decoder = std::move(moved);
    BOOST_TEST(decoder.decode<phone>(R"({"to":"b"})").to == "b");
}

BOOST_AUTO_TEST_CASE(every_prefix_of_a_document_is_an_error) {
    for (std::size_t size = 0; size != plain_text.size(); ++size) {
        std::string const prefix(plain_text.substr(0, size));
        BOOST_CHECK_THROW(static_cast<void>(decode<plain>(prefix)), decode_error);
    }
}

BOOST_AUTO_TEST_SUITE_END()
