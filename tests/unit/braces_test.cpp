// Parameters are written in one way, whatever wrapper a field has: a list in braces is that list, and a text is a text.

#include "telnyx/ai/assistants.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/mcp_servers.hpp"
#include "telnyx/errors/error_detail.hpp"
#include "telnyx/fields/nullable.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace braces_types {

enum class color { red, green };

constexpr auto enum_texts(color) {
    return std::array<std::string_view, 2>{"red", "green"};
}

struct item {
    telnyx::required<std::string> id;
    int size = 0;
};

using texts = std::vector<std::string>;
using scalar = std::variant<std::string, int, boost::json::value>;

template <template <class> class Wrapper>
struct form {
    template <class T>
    using wrapped = Wrapper<T>;
};

using forms =
    std::tuple<form<telnyx::required>, form<telnyx::nullable>, form<telnyx::optional_nullable>, form<telnyx::optional>>;

} // namespace braces_types

using namespace braces_types;

BOOST_AUTO_TEST_SUITE(braces)

BOOST_AUTO_TEST_CASE_TEMPLATE(list_of_texts_in_braces_is_that_list, Form, forms) {
    using list = typename Form::template wrapped<texts>;
    struct params {
        list allowed;
    };
    std::string const s = "s";
    std::string_view const view = "v";
    texts const named{"1", "2", "3"};
    auto const check = [](params const& given, texts const& expected) {
        BOOST_TEST(*given.allowed == expected, boost::test_tools::per_element());
    };
    check(params{.allowed = {"read"}}, {"read"});
    check(params{.allowed = {"read", "write"}}, {"read", "write"});
    check(params{.allowed = {"a", "b", "c"}}, {"a", "b", "c"});
    check(params{.allowed = {s, s}}, {"s", "s"});
    check(params{.allowed = {view, "x", s}}, {"v", "x", "s"});
    check(params{.allowed = named}, named);
    check(params{.allowed = {named}}, named);
    // As for a std::optional.
    check(params{.allowed = {{"read"}}}, {"read"});
    check(params{.allowed = {{"read", "write"}}}, {"read", "write"});
    check(params{.allowed = {{"a", "b", "c"}}}, {"a", "b", "c"});
    check(params{.allowed = {{s, s}}}, {"s", "s"});

    check(params{.allowed = texts{"x", "y"}}, {"x", "y"});
    check(params{.allowed = {texts{"x", "y"}}}, {"x", "y"});
    check(params{.allowed = texts()}, {});
    check(params{.allowed = {{}}}, {});

    params assigned{.allowed = named};
    assigned.allowed = {"read", "write"};
    BOOST_TEST((*assigned.allowed == (texts{"read", "write"})));
    assigned.allowed = {{"read", "write"}};
    BOOST_TEST((*assigned.allowed == (texts{"read", "write"})));
    assigned.allowed = {s};
    BOOST_TEST((*assigned.allowed == (texts{"s"})));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_and_maps_of_other_things_are_what_they_look_like, Form, forms) {
    typename Form::template wrapped<std::vector<double>> const numbers = {1.0, 2.0};
    BOOST_TEST((*numbers == (std::vector<double>{1, 2})));
    typename Form::template wrapped<std::vector<std::vector<double>>> const rows = {{1.0, 2.0}, {3.0}};
    BOOST_TEST(rows->size() == 2u);
    typename Form::template wrapped<std::vector<texts>> const one_list = {{"a", "b"}};
    BOOST_TEST((*one_list == std::vector<texts>{texts{"a", "b"}}));
    typename Form::template wrapped<std::vector<texts>> const same_list = {{{"a", "b"}}};
    BOOST_TEST((*same_list == *one_list));
    typename Form::template wrapped<std::vector<texts>> const two_lists = {{"a", "b"}, {"c", "d"}};
    BOOST_TEST((*two_lists == std::vector<texts>{texts{"a", "b"}, texts{"c", "d"}}));
    typename Form::template wrapped<std::map<std::string, texts>> const keyed = {{"k", {{"a", "b"}}},
                                                                                 {"l", {"c", "d"}}};
    BOOST_TEST((keyed->at("k") == texts{"a", "b"} && keyed->at("l") == texts{"c", "d"}));
    std::string_view const view = "v";
    typename Form::template wrapped<std::vector<scalar>> const mixed = {"x", 1, view};
    BOOST_TEST((mixed->at(0) == scalar(std::string("x")) && mixed->at(2) == scalar(std::string("v"))));
    typename Form::template wrapped<std::vector<scalar>> const two = {{"x", "y"}};
    BOOST_TEST(two->size() == 2u);
    typename Form::template wrapped<std::vector<telnyx::open_enum<color>>> const colors = {"red", color::green};
    BOOST_TEST((colors->at(0) == color::red && colors->at(1) == color::green));

    using map = typename Form::template wrapped<std::map<std::string, std::string>>;
    map const one = {{"k", "v"}};
    BOOST_TEST((*one == std::map<std::string, std::string>{{"k", "v"}}));
    map const pairs = {{"k", "v"}, {"l", "w"}};
    BOOST_TEST(pairs->at("l") == "w");
    map const doubled = {{{"k", "v"}, {"l", "w"}}};
    BOOST_TEST((*doubled == *pairs));
    typename Form::template wrapped<std::map<std::string, scalar>> const values = {{"k", 1}, {view, "w"}, {"j", true}};
    BOOST_TEST((values->at("v") == scalar(std::string("w"))));
    typename Form::template wrapped<std::map<std::string, scalar>> const braced = {
        {{"flag", true}, {"customer", "42"}}};
    BOOST_TEST(braced->size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_of_structs_are_what_they_look_like, Form, forms) {
    using list = typename Form::template wrapped<std::vector<item>>;
    item const a{.id = "a"}, b{.id = "b"};
    auto const check = [](list const& given, std::vector<std::string> const& ids) {
        BOOST_TEST_REQUIRE(given->size() == ids.size());
        for (std::size_t i = 0; i != ids.size(); ++i)
            BOOST_TEST((given->at(i).id == ids[i]));
    };
    check({a}, {"a"});
    check({{a}}, {"a"});
    check({a, b}, {"a", "b"});
    check({{a, b}}, {"a", "b"});
    check({a, b, a}, {"a", "b", "a"});
    list const named = {{.id = "x"}, b};
    check(named, {"x", "b"});
    list const alone = {{.id = "x", .size = 2}};
    check(alone, {"x"});
    list const doubled = {{{.id = "x", .size = 2}}};
    check(doubled, {"x"});
    list copy = named;
    check(copy, {"x", "b"});
    copy = {b, a};
    check(copy, {"b", "a"});
    list const moved = std::move(copy);
    check(moved, {"b", "a"});
    typename Form::template wrapped<item> one = {{.id = "y"}};
    BOOST_TEST((one->id == "y"));
    one = a;
    BOOST_TEST((one->id == "a"));
    one = {.id = "z", .size = 3};
    BOOST_TEST((one->id == "z" && one->size == 3));
    one = {b};
    BOOST_TEST((one->id == "b"));
    using tool = std::variant<item, int, boost::json::value>;
    typename Form::template wrapped<std::vector<tool>> const tools = {a, 3};
    BOOST_TEST((tools->size() == 2u && tools->at(0).index() == 0u && tools->at(1).index() == 1u));
    typename Form::template wrapped<std::vector<tool>> const doubled_tools = {{a, b}};
    BOOST_TEST((doubled_tools->size() == 2u && doubled_tools->at(1).index() == 0u));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(texts_are_taken_in_every_form, Form, forms) {
    std::string_view const view = "v";
    typename Form::template wrapped<std::string> text = view;
    BOOST_TEST(*text == "v");
    text = "literal";
    BOOST_TEST(*text == "literal");
    text = {view};
    BOOST_TEST(*text == "v");
    text = {{"doubled"}};
    BOOST_TEST(*text == "doubled");
    static_assert(!std::is_constructible_v<decltype(text), std::nullptr_t>);
    static_assert(!std::is_constructible_v<typename Form::template wrapped<texts>, std::nullptr_t>);
    static_assert(!std::is_constructible_v<telnyx::open_enum<color>, std::nullptr_t>);
    typename Form::template wrapped<telnyx::open_enum<color>> paint = "green";
    BOOST_TEST((*paint == color::green));
    paint = view;
    BOOST_TEST((*paint == "v"));
    paint = std::string("red");
    BOOST_TEST((*paint == color::red));
    paint = color::green;
    BOOST_TEST((paint->text() == "green"));
}

BOOST_AUTO_TEST_CASE(optional_parameter_is_a_std_optional) {
    telnyx::optional<texts> const absent = {};
    BOOST_TEST(!absent);
    telnyx::optional<texts> const empty = {{}};
    BOOST_TEST(empty.has_value());
    telnyx::optional<std::string> text = "a";
    telnyx::optional<std::string> const same = "a";
    BOOST_TEST((text == same && text == "a" && text != std::nullopt));
    std::optional<std::string> const plain = text;
    BOOST_TEST((text == plain));
    text = std::nullopt;
    BOOST_TEST(!text);
    text = plain;
    BOOST_TEST(text.value_or("") == "a");
    telnyx::optional<std::int64_t> number = 5;
    number = {};
    BOOST_TEST(!number.has_value());
    telnyx::optional<telnyx::error_detail> object = telnyx::error_detail{.title = "t"};
    object = {};
    BOOST_TEST(!object.has_value());
    telnyx::optional<std::string> const none;
    std::optional<std::string> const plain_none = none;
    BOOST_TEST((none == plain_none && plain_none == none && none != text && none != plain && plain != none));
    text = std::optional<std::string_view>("view");
    BOOST_TEST((text == "view" && text == std::string_view("view")));
    text = std::optional<std::string_view>();
    BOOST_TEST((text == none));
    BOOST_TEST((telnyx::optional<std::string>(std::in_place, 2, 'a') == "aa"));
}

BOOST_AUTO_TEST_CASE(parameters_of_calls_read_like_json) {
    using namespace telnyx::ai;
    std::string_view const prompt = "hi";
    chat_function_tool const first{.function = {{.name = "f"}}}, second{.function = {{.name = prompt}}};
    chat_completion_params const params{.messages = {system_message(prompt), user_message(prompt)},
                                        .guided_choice = {"yes", "no"},
                                        .model = prompt,
                                        .response_format = {{.type = "json_object"}},
                                        .tool_choice = "auto",
                                        .tools = {first, second}};
    BOOST_TEST(telnyx::json::encode(params) ==
               R"({"messages":[{"role":"system","content":"hi"},{"role":"user","content":"hi"}],)"
               R"("guided_choice":["yes","no"],"model":"hi","response_format":{"type":"json_object"},)"
               R"("tool_choice":"auto","tools":[{"type":"function","function":{"name":"f"}},)"
               R"({"type":"function","function":{"name":"hi"}}]})");

    mcp_server_create_params const server{
        .name = "n", .type = "http", .url = "https://example.com", .allowed_tools = {{"read", "write"}}};
    BOOST_TEST(telnyx::json::encode(server) ==
               R"({"name":"n","type":"http","url":"https://example.com","allowed_tools":["read","write"]})");
}

// -Wextra warns of members without an initialiser that braces leave out.
BOOST_AUTO_TEST_CASE(one_member_alone_may_be_given) {
    telnyx::error_detail const detail{.title = "t"};
    BOOST_TEST(detail.title == "t");
    telnyx::ai::chat_tool_call const call{.id = "a"};
    BOOST_TEST(call.id == "a");
    telnyx::ai::chat_completion const whole{.id = "a"};
    BOOST_TEST(whole.choices.empty());
}

BOOST_AUTO_TEST_SUITE_END()
