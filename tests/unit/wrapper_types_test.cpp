#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/null.hpp"
#include "telnyx/fields/nullable.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/fields/required.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace wrapper_types {

enum class status { pending, running };

constexpr auto enum_texts(status) {
    return std::array<std::string_view, 2>{"pending", "running"};
}

struct part {
    std::string text;
};

struct options {
    telnyx::required<std::string> name;
    int size = 0;
};

struct params {
    telnyx::required<std::string> name;
    telnyx::required<std::vector<part>> parts;
    telnyx::required<std::variant<std::string, std::vector<part>>> content;
    telnyx::required<std::variant<std::string, std::vector<part>, boost::json::value>> answer;
    telnyx::required<telnyx::open_enum<status>> state;
    telnyx::required<options> inner;
    telnyx::required<double> number;
    telnyx::required<std::map<std::string, std::string>> metadata;
    telnyx::nullable<std::string> note{};
    telnyx::optional_nullable<std::vector<std::string>> tags{};
};

params make() {
    part const a{"a"}, b{"b"};
    return {.name = "x",
            .parts = {a, b},
            .content = "text",
            .answer = "yes",
            .state = status::running,
            .inner = {{.name = "inner", .size = 2}},
            .number = 1,
            .metadata = {{"k", "v"}, {"l", "w"}},
            .note = "note",
            .tags = {"s", "t"}};
}

} // namespace wrapper_types

using namespace wrapper_types;
using telnyx::constant;
using telnyx::nullable;
using telnyx::open_enum;
using telnyx::optional_nullable;
using telnyx::required;

BOOST_AUTO_TEST_SUITE(wrapper_types_suite)

BOOST_AUTO_TEST_CASE(required_has_no_default) {
    static_assert(!std::is_default_constructible_v<required<std::string>>);
    static_assert(!std::is_default_constructible_v<required<std::vector<part>>>);
    static_assert(!std::is_default_constructible_v<params>);
    static_assert(std::is_aggregate_v<params>);
    static_assert(!std::is_constructible_v<required<std::string>, int>);
    BOOST_TEST(std::is_copy_constructible_v<params>);
}

BOOST_AUTO_TEST_CASE(required_is_initialised_like_the_plain_type) {
    auto const value = make();
    BOOST_TEST(*value.name == "x");
    BOOST_TEST(value.parts->size() == 2u);
    BOOST_TEST(std::get<std::string>(*value.content) == "text");
    BOOST_TEST(std::get<std::string>(*value.answer) == "yes");
    BOOST_TEST((value.state == status::running));
    BOOST_TEST((value.inner->name == "inner"));
    BOOST_TEST(value.inner->size == 2);
    BOOST_TEST((value.number == 1.0));
    BOOST_TEST(value.metadata->at("l") == "w");
}

BOOST_AUTO_TEST_CASE(required_gives_the_value_it_holds) {
    auto value = make();
    std::string& name = value.name;
    name += "y";
    std::string const copy = std::as_const(value).name;
    BOOST_TEST(copy == "xy");
    BOOST_TEST(value.name.get() == "xy");
    BOOST_TEST(value.name->size() == 2u);
    std::string const moved = std::move(value).name;
    BOOST_TEST(moved == "xy");
    value.name = "again";
    BOOST_TEST((value.name == "again"));
    BOOST_TEST((value.name != required<std::string>("other")));
    value.parts = {part{"c"}};
    BOOST_TEST(value.parts->size() == 1u);
    auto const duplicate = value;
    BOOST_TEST((duplicate.name == value.name));
}

BOOST_AUTO_TEST_CASE(nullable_is_null_or_a_value) {
    nullable<std::string> value;
    BOOST_TEST(value.is_null());
    BOOST_TEST((value == telnyx::null));
    BOOST_TEST(value.value_or("fallback") == "fallback");
    BOOST_CHECK_THROW(static_cast<void>(value.value()), std::bad_optional_access);
    value = "x";
    BOOST_TEST(value.has_value());
    BOOST_TEST((value == "x"));
    BOOST_TEST((value != telnyx::null));
    BOOST_TEST(value->size() == 1u);
    BOOST_TEST((value == nullable<std::string>("x")));
    value = telnyx::null;
    BOOST_TEST(!value);
    value.emplace(3, 'a');
    BOOST_TEST(*value == "aaa");
    value.set_null();
    BOOST_TEST(value.is_null());
    nullable<std::vector<int>> list = {1, 2};
    BOOST_TEST(list->size() == 2u);
    nullable<open_enum<status>> state = status::running;
    BOOST_TEST((state == status::running));
}

BOOST_AUTO_TEST_CASE(optional_nullable_is_absent_null_or_a_value) {
    optional_nullable<std::string> value;
    BOOST_TEST(value.is_absent());
    BOOST_TEST(!value.is_null());
    value = telnyx::null;
    BOOST_TEST(!value.is_absent());
    BOOST_TEST(value.is_null());
    BOOST_TEST((value == telnyx::null));
    BOOST_TEST(!value.has_value());
    value = "x";
    BOOST_TEST(!value.is_absent());
    BOOST_TEST(!value.is_null());
    BOOST_TEST((value == "x"));
    BOOST_TEST(value.value_or("y") == "x");
    value.reset();
    BOOST_TEST(value.is_absent());
    BOOST_TEST(value.value_or("y") == "y");
    BOOST_CHECK_THROW(static_cast<void>(value.value()), std::bad_optional_access);
    value.set_null();
    BOOST_TEST(value.is_null());
    optional_nullable<std::string> const absent;
    BOOST_TEST((value != absent));
    value.emplace("z");
    BOOST_TEST(!value.is_null());
    BOOST_TEST(*value == "z");
    optional_nullable<std::vector<std::string>> list = {"a", "b"};
    BOOST_TEST(list->size() == 2u);
    optional_nullable<bool> flag = false;
    BOOST_TEST(flag.has_value());
    BOOST_TEST(!*flag);
}

BOOST_AUTO_TEST_CASE(open_enum_knows_its_texts_and_keeps_others) {
    open_enum<status> value = status::running;
    BOOST_TEST((value == status::running));
    BOOST_TEST((value.known() == status::running));
    BOOST_TEST(value.text() == "running");
    BOOST_TEST((value == "running"));
    value = open_enum<status>::from_text("pending");
    BOOST_TEST((value == status::pending));
    value = open_enum<status>::from_text("exploded");
    BOOST_TEST(!value.known().has_value());
    BOOST_TEST(value.text() == "exploded");
    BOOST_TEST((value != status::pending));
    auto copy = value;
    BOOST_TEST((copy == value));
    auto const moved = std::move(copy);
    BOOST_TEST(moved.text() == "exploded");
    copy = moved;
    BOOST_TEST(copy.text() == "exploded");
    BOOST_TEST(open_enum<status>().text().empty());
    BOOST_TEST(!open_enum<status>().known().has_value());
    static_assert(sizeof(open_enum<status>) <= 2 * sizeof(void*));
}

BOOST_AUTO_TEST_CASE(constant_is_its_text) {
    constexpr constant<"webhook"> type;
    static_assert(type.value == "webhook");
    static_assert(type == "webhook");
    static_assert(type == constant<"webhook">{});
    std::string_view const text = type;
    BOOST_TEST(text == "webhook");
}

BOOST_AUTO_TEST_SUITE_END()
