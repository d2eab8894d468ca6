// Parameters are written in one way, whatever wrapper a field has: a list in braces is that list, and a text is a text.

#include "telnyx/ai/assistants.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/mcp_servers.hpp"
#include "telnyx/error_detail.hpp"
#include "telnyx/json/encode.hpp"
#include "telnyx/nullable.hpp"
#include "telnyx/optional.hpp"
#include "telnyx/optional_nullable.hpp"
#include "telnyx/required.hpp"

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace braces_types {

enum class color { red, green };

constexpr auto enum_texts(color) {
    return std::array<std::string_view, 2>{"red", "green"};
}

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

BOOST_AUTO_TEST_CASE_TEMPLATE(a_list_of_texts_in_braces_is_that_list, Form, forms) {
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

BOOST_AUTO_TEST_CASE_TEMPLATE(texts_are_taken_in_every_form, Form, forms) {
    std::string_view const view = "v";
    typename Form::template wrapped<std::string> text = view;
    BOOST_TEST(*text == "v");
    text = "literal";
    BOOST_TEST(*text == "literal");
    typename Form::template wrapped<telnyx::open_enum<color>> paint = "green";
    BOOST_TEST((*paint == color::green));
    paint = view;
    BOOST_TEST((*paint == "v"));
    paint = std::string("red");
    BOOST_TEST((*paint == color::red));
    paint = color::green;
    BOOST_TEST((paint->text() == "green"));
}

BOOST_AUTO_TEST_CASE(an_optional_parameter_is_a_std_optional) {
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
    telnyx::optional<bool> const flag = false;
    BOOST_TEST((flag.has_value() && !*flag));
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
