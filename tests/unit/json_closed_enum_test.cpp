#include "telnyx/json/decode.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/json/encode.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace json_closed_enum_types {

enum class unit { celsius, fahrenheit };

constexpr auto enum_texts(unit) {
    return std::array<std::string_view, 2>{"C", "F"};
}

/// Values that are no indices, and a name that is a keyword without its underscore.
enum class level : std::int8_t { low = -1, default_ = 5, high = 127 };
BOOST_DESCRIBE_ENUM(level, low, default_, high)

enum class small : std::uint8_t { first, last = 255 };
BOOST_DESCRIBE_ENUM(small, first, last)

enum class big : std::uint64_t { first = 1, last = std::numeric_limits<std::uint64_t>::max() };
BOOST_DESCRIBE_ENUM(big, first, last)

enum class big_signed : std::int64_t { first = std::numeric_limits<std::int64_t>::min(), last = 0 };
BOOST_DESCRIBE_ENUM(big_signed, first, last)

enum old_style { one, two };
BOOST_DESCRIBE_ENUM(old_style, one, two)

/// Its own texts count, not the names.
enum class both { a, b };
BOOST_DESCRIBE_ENUM(both, a, b)

constexpr auto enum_texts(both) {
    return std::array<std::string_view, 2>{"A", "B"};
}

enum class many { t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20 };
BOOST_DESCRIBE_ENUM(many, t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20)

struct reading {
    telnyx::required<json_closed_enum_types::unit> unit;
    std::optional<json_closed_enum_types::level> level{};
    telnyx::optional<json_closed_enum_types::small> small{};
    telnyx::nullable<json_closed_enum_types::big> big{};
    std::vector<json_closed_enum_types::unit> units{};
    std::map<std::string, json_closed_enum_types::level> levels{};
    json_closed_enum_types::old_style old_style{};
};
BOOST_DESCRIBE_STRUCT(reading, (), (unit, level, small, big, units, levels, old_style))

struct tolerant {
    json_closed_enum_types::unit unit = json_closed_enum_types::unit::fahrenheit;

    static constexpr std::array tolerated_members{std::string_view("unit")};
};
BOOST_DESCRIBE_STRUCT(tolerant, (), (unit))

} // namespace json_closed_enum_types

using namespace json_closed_enum_types;
using telnyx::json::decode;
using telnyx::json::decode_error;
using telnyx::json::encode;
using telnyx::json::encode_error;

namespace {

template <class T>
std::string decoding_error(std::string_view text) {
    try {
        static_cast<void>(decode<T>(text));
    } catch (decode_error const& error) {
        return error.path() + ": " + error.reason();
    }
    return "decoded";
}

template <class T>
std::string encoding_error(T const& value) {
    try {
        static_cast<void>(encode(value));
    } catch (encode_error const& error) {
        return error.path() + ": " + error.reason();
    }
    return "encoded";
}

/// Whether each text and its value become each other.
template <class E>
bool goes_round(E value, std::string_view text) {
    auto const quoted = "\"" + std::string(text) + "\"";
    return encode(value) == quoted && decode<E>(quoted) == value;
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_closed_enum)

BOOST_AUTO_TEST_CASE(texts_come_from_the_function_or_else_from_the_description) {
    BOOST_TEST(goes_round(unit::celsius, "C"));
    BOOST_TEST(goes_round(unit::fahrenheit, "F"));
    BOOST_TEST(goes_round(both::b, "B"));
    BOOST_TEST(goes_round(old_style::two, "two"));
    BOOST_TEST(goes_round(level::default_, "default"));
}

BOOST_AUTO_TEST_CASE(enumerators_may_have_any_value) {
    BOOST_TEST(goes_round(level::low, "low"));
    BOOST_TEST(goes_round(level::high, "high"));
    BOOST_TEST(goes_round(small::last, "last"));
    BOOST_TEST(goes_round(big::first, "first"));
    BOOST_TEST(goes_round(big::last, "last"));
    BOOST_TEST(goes_round(big_signed::first, "first"));
    BOOST_TEST(goes_round(big_signed::last, "last"));
}

BOOST_AUTO_TEST_CASE(members_elements_and_entries_can_be_enumerators) {
    constexpr std::string_view text = R"({"unit":"F","level":"low","small":"last","big":"first","units":["F","C"],)"
                                      R"("levels":{"x":"high"},"old_style":"two"})";
    auto const value = decode<reading>(text);
    BOOST_TEST((value.unit == unit::fahrenheit));
    BOOST_TEST((value.level == level::low));
    BOOST_TEST((value.units == std::vector{unit::fahrenheit, unit::celsius}));
    BOOST_TEST((value.levels.at("x") == level::high));
    BOOST_TEST(encode(value) == text);
}

BOOST_AUTO_TEST_CASE(other_texts_are_errors_that_name_the_known_ones) {
    BOOST_TEST(decoding_error<reading>(R"({"unit":"K"})") == R"(unit: expected one of "C", "F", found another string)");
    BOOST_TEST(decoding_error<reading>(R"({"unit":"C","levels":{"x":"default_"}})") ==
               R"(levels["x"]: expected one of "low", "default", "high", found another string)");
    BOOST_TEST(decoding_error<std::vector<unit>>(R"(["C",""])") ==
               R"([1]: expected one of "C", "F", found another string)");
    BOOST_TEST(decoding_error<std::optional<unit>>(R"("c")") == R"(: expected one of "C", "F", found another string)");
}

BOOST_AUTO_TEST_CASE(list_of_known_texts_is_cut) {
    auto const error = decoding_error<many>(R"("t21")");
    BOOST_TEST(error.find(R"("t18", "t19", ..., found another string)") != std::string::npos, error);
}

BOOST_AUTO_TEST_CASE(other_types_and_null_are_errors) {
    BOOST_TEST(decoding_error<reading>(R"({"unit":null})") == "unit: expected a string, found null");
    BOOST_TEST(decoding_error<reading>(R"({"unit":0})") == "unit: expected a string, found a number");
    BOOST_TEST(decoding_error<reading>(R"({"unit":true})") == "unit: expected a string, found a boolean");
    BOOST_TEST(decoding_error<reading>(R"({"unit":["C"]})") == "unit: expected a string, found an array");
    BOOST_TEST(decoding_error<reading>(R"({"big":null})") == "unit: missing");
    BOOST_TEST(decoding_error<unit>("null") == ": expected a string, found null");
}

BOOST_AUTO_TEST_CASE(wrapper_takes_null) {
    BOOST_TEST(!decode<std::optional<unit>>("null").has_value());
    BOOST_TEST(decode<telnyx::nullable<unit>>("null").is_null());
    BOOST_TEST(encode(telnyx::nullable<unit>()) == "null");
}

BOOST_AUTO_TEST_CASE(tolerated_member_gets_the_value_zero) {
    BOOST_TEST((decode<tolerant>(R"({"unit":"K"})").unit == unit::celsius));
    BOOST_TEST((decode<tolerant>("{}").unit == unit::celsius));
    BOOST_TEST((decode<tolerant>(R"({"unit":"F"})").unit == unit::fahrenheit));
}

BOOST_AUTO_TEST_CASE(union_chooses_an_enum_by_its_texts) {
    using either = std::variant<unit, level, int>;
    BOOST_TEST((decode<either>(R"("F")") == either(unit::fahrenheit)));
    BOOST_TEST((decode<either>(R"("high")") == either(level::high)));
    BOOST_TEST((decode<either>("7") == either(7)));
    BOOST_TEST(decoding_error<either>(R"("K")") == ": expected one of the types of a union, found a string");
    using or_text = std::variant<std::string, unit>;
    BOOST_TEST((decode<or_text>(R"("F")") == or_text(unit::fahrenheit)));
    BOOST_TEST((decode<or_text>(R"("K")") == or_text("K")));
    using list = std::variant<std::vector<unit>, std::vector<std::string>>;
    BOOST_TEST((decode<list>(R"(["F","K"])").index() == 1));
    BOOST_TEST((decode<list>(R"(["F","C"])").index() == 0));
}

BOOST_AUTO_TEST_CASE(enumerator_without_a_text_cannot_be_written) {
    BOOST_TEST(encoding_error(static_cast<unit>(2)) == ": an enumerator without a text");
    BOOST_TEST(encoding_error(static_cast<unit>(-1)) == ": an enumerator without a text");
    BOOST_TEST(encoding_error(static_cast<level>(0)) == ": an enumerator without a text");
    BOOST_TEST(encoding_error(reading{.unit = unit::celsius, .units = {unit::celsius, static_cast<unit>(9)}}) ==
               "units[1]: an enumerator without a text");
}

BOOST_AUTO_TEST_SUITE_END()
