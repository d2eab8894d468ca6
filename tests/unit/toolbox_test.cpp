#include "telnyx/ai/toolbox.hpp"

#include "support/thrown_by.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace telnyx::ai;
using boost::asio::awaitable;
using telnyx::invalid_argument_error;
using telnyx::tests::thrown_by;

struct query {
    std::string city{};
};
BOOST_DESCRIBE_STRUCT(query, (), (city))

std::string plain(query const& asked) {
    return asked.city;
}

void check_definitions(toolbox const& tools, std::string const& expected) {
    BOOST_TEST(boost::json::parse(telnyx::json::encode(tools.definitions())) == boost::json::parse(expected));
}

std::string refused(std::string const& name) {
    toolbox tools;
    return thrown_by<invalid_argument_error>([&] { tools.add(name, "d", plain); }).what();
}

} // namespace

BOOST_AUTO_TEST_SUITE(toolbox_tests)

BOOST_AUTO_TEST_CASE(schemas_are_those_of_the_parameters) {
    toolbox tools;
    tools.add("by_reference", "one", plain)
        .add("by_value", "two", [](query) -> awaitable<query> { co_return query(); })
        .add("nothing", "", [] {})
        .add_strict("exact", "four", [](query&& asked) { return std::move(asked.city); })
        .add_strict("exact_nothing", "five", []() -> awaitable<void> { co_return; })
        .add("own", "six", {{"type", "object"}}, [](boost::json::value const& all) { return all; });
    check_definitions(tools, R"([
        {"type": "function", "function": {"name": "by_reference", "description": "one", "parameters":
            {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"],
             "additionalProperties": false}}},
        {"type": "function", "function": {"name": "by_value", "description": "two", "parameters":
            {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"],
             "additionalProperties": false}}},
        {"type": "function", "function": {"name": "nothing", "parameters":
            {"type": "object", "properties": {}, "additionalProperties": false}}},
        {"type": "function", "function": {"name": "exact", "description": "four", "strict": true, "parameters":
            {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"],
             "additionalProperties": false}}},
        {"type": "function", "function": {"name": "exact_nothing", "description": "five", "strict": true, "parameters":
            {"type": "object", "properties": {}, "required": [], "additionalProperties": false}}},
        {"type": "function", "function": {"name": "own", "description": "six", "parameters": {"type": "object"}}}])");
    BOOST_TEST(tools.size() == 6u);
    BOOST_TEST(tools.contains("own"));
    BOOST_TEST(!tools.contains("Own"));
    BOOST_TEST(toolbox().definitions().empty());
}

/// Function objects of all kinds that have one signature.
struct counting {
    std::string operator()(query const& asked) & { return asked.city + std::to_string(++count); }
    int count = 0;
};

BOOST_AUTO_TEST_CASE(functions_of_every_kind_are_accepted) {
    toolbox tools;
    tools.add("move_only", "", [kept = std::make_unique<int>(1)](query const&) { return *kept; })
        .add("without_exceptions", "", [](query const&) noexcept { return 1; })
        .add("changing", "", [count = 0](query const&) mutable { return ++count; })
        .add("object", "", counting())
        .add("standard", "", std::function<std::string(query)>(plain))
        .add("pointer", "", &plain)
        .add_strict("strict", "", [kept = std::make_unique<int>(1)] { return *kept; })
        .add("own", "", {}, [kept = std::make_unique<int>(1)](boost::json::value const&) { return *kept; });
    BOOST_TEST(tools.size() == 8u);
}

BOOST_AUTO_TEST_CASE(name_that_the_api_refuses_is_refused_with_the_name) {
    BOOST_TEST(refused("") == "tool \"\": a name has 1 to 64 letters, digits, underscores and hyphens");
    BOOST_TEST(refused("a b").starts_with("tool \"a b\": "));
    BOOST_TEST(refused("\xc3\xa4").starts_with("tool \"\xc3\xa4\": "));
    BOOST_TEST(refused(std::string(65, 'a')).starts_with("tool \"aaa"));
    BOOST_TEST(refused(std::string("a\0", 2)).find("64 letters") != std::string::npos);
    toolbox tools;
    tools.add(std::string(64, 'a'), "", plain).add("A-z_09", "", plain);
    BOOST_TEST(tools.size() == 2u);
}

BOOST_AUTO_TEST_CASE(duplicate_name_is_refused_with_the_name) {
    toolbox tools;
    tools.add("f", "", plain);
    auto const failure = thrown_by<invalid_argument_error>([&] { tools.add("f", "", plain); });
    BOOST_TEST(failure.parameter() == "tool \"f\"");
    BOOST_TEST(tools.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
