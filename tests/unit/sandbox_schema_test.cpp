// The JSON that the sandbox's model writes for a schema, and the schemas that it refuses.

#include "support/json_schema.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/json_text.hpp"
#include "telnyx/testing/impl/prompt_names.hpp"
#include "telnyx/testing/impl/schema_check.hpp"
#include "telnyx/testing/impl/schema_value.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using namespace telnyx::testing::detail;
namespace json = boost::json;
using texts = std::vector<std::string>;

json::value value_for(std::string const& schema, std::string_view prompt = "", std::uint64_t seed = 1) {
    seeded_random dice(seed);
    return schema_value(json::parse(schema).as_object(), prompt, dice);
}

/// Pointer to the place for which a schema is refused, below the schema itself; empty if it is accepted.
std::string refused_at(std::string const& schema, bool strict = false) {
    try {
        check_schema(json::parse(schema).as_object(), "/s", strict);
        return {};
    } catch (refusal const& refused) {
        BOOST_TEST(refused.response.status() == 422);
        auto const body = json::parse(refused.response.body());
        auto const pointer = text_of(body.at("errors").at(0).at("source").at("pointer"));
        BOOST_TEST(pointer.starts_with("/s"));
        return pointer == "/s" ? "/" : pointer.substr(2);
    }
}

constexpr char tree[] = R"({"type":"object","properties":{"value":{"type":"integer"},
    "children":{"type":"array","items":{"$ref":"#"}}},"required":["value","children"],"additionalProperties":false})";

constexpr char linked[] = R"({"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{
    "next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]},"name":{"type":"string"}},
    "required":["next","name"],"additionalProperties":false}}})";

constexpr char expression[] = R"({"type":"object","properties":{"root":{"$ref":"#/$defs/term"}},"required":["root"],
    "$defs":{"sum":{"type":"object","properties":{"kind":{"const":"sum"},"left":{"$ref":"#/$defs/term"},
    "right":{"$ref":"#/$defs/term"}},"required":["kind","left","right"],"additionalProperties":false},
    "term":{"anyOf":[{"$ref":"#/$defs/sum"},{"type":"object","properties":{"kind":{"const":"number"},
    "value":{"type":"number"}},"required":["kind","value"],"additionalProperties":false}]}}})";

constexpr char invoice[] = R"({"type":"object","properties":{"customer":{"type":"string","minLength":3,"maxLength":40},
    "total":{"type":"number","minimum":0},"currency":{"enum":["EUR","USD"]},"paid":{"type":"boolean"},
    "due":{"type":"string","format":"date"},"note":{"type":["string","null"]},
    "lines":{"type":"array","minItems":1,"maxItems":4,"items":{"type":"object","properties":{
    "text":{"type":"string"},"count":{"type":"integer","minimum":1,"maximum":255}},"required":["text","count"],
    "additionalProperties":false}}},"required":["customer","total","currency","paid","due","note","lines"],
    "additionalProperties":false})";

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_schemas)

BOOST_AUTO_TEST_CASE(values_conform_to_their_schema) {
    for (std::string const schema :
         {tree,
          linked,
          expression,
          invoice,
          R"({"type":"object","additionalProperties":{"type":"integer"}})",
          R"({"type":"object","additionalProperties":{"type":"boolean"},"propertyNames":{"enum":["a","b","c"]}})",
          R"({"type":"object","minProperties":3,"maxProperties":3})",
          R"({"type":"object","required":["free"]})",
          R"({"type":"array","items":{"enum":[1,2,3]},"minItems":3,"uniqueItems":true})",
          R"({"type":"array","prefixItems":[{"type":"integer"},{"type":"string"}],"items":false})",
          R"({"type":"array","minItems":2})",
          R"({"type":"array","minItems":100,"items":{"type":"boolean"}})",
          R"({"type":"number","exclusiveMinimum":0,"exclusiveMaximum":0.01})",
          R"({"type":"number","minimum":0.25,"maximum":0.75,"multipleOf":0.25})",
          R"({"type":"number","multipleOf":0.1,"exclusiveMinimum":0})",
          R"({"type":"number","multipleOf":1e-9})",
          R"({"type":"number","minimum":-1e300,"maximum":1e300})",
          R"({"type":"number","maximum":-5})",
          R"({"type":"integer","minimum":-2147483648,"maximum":2147483647})",
          R"({"type":"integer","minimum":0,"maximum":18446744073709551615})",
          R"({"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807})",
          R"({"type":"integer","minimum":9223372036854775807})",
          R"({"type":"integer","minimum":9223372036854775808})",
          R"({"type":"integer","exclusiveMinimum":6,"maximum":9,"multipleOf":7})",
          R"({"allOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},
                       {"properties":{"b":{"const":1}},"required":["b"]}]})",
          R"({"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"required":["a"]}]})",
          R"({"anyOf":[{"type":"null"},{"type":"object","properties":{"a":true},"required":["a"]}]})",
          R"({"$defs":{"p":{"type":"integer","minimum":5}},"$ref":"#/$defs/p","description":"x","maximum":6})",
          R"({"type":"string","maxLength":3})",
          R"({"type":"string","minLength":20,"maxLength":21})",
          R"({"type":["null","integer"]})",
          R"({"oneOf":[{"type":"boolean"},{"type":"integer"}]})"}) {
        telnyx::tests::json_schema const checked(json::parse(schema));
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            auto const prompt =
                seed % 3 == 0 ? "" : "Invoice for M\xc3\xbcnchen Z\xc3\xbcrich and Rome, 3 items, 12.50";
            auto const value = value_for(schema, prompt, seed);
            BOOST_TEST(checked.violation(value) == "", schema << " got " << json::serialize(value));
        }
    }
}

BOOST_AUTO_TEST_CASE(recursive_values_end_where_the_schema_allows) {
    for (auto const* const schema : {tree, linked, expression}) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            auto const text = json::serialize(value_for(schema, "", seed));
            BOOST_TEST(text.size() > 30u);
            BOOST_TEST(text.size() < 20'000u);
        }
    }
}

BOOST_AUTO_TEST_CASE(schema_that_nothing_conforms_to_ends_all_the_same) {
    auto const both = R"({"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"}},"required":["a","b"]})";
    BOOST_TEST(json::serialize(value_for(both)).size() < 1'000'000u);
    BOOST_TEST(value_for(R"({"$ref":"#"})").is_null());
    BOOST_TEST(value_for(R"({"anyOf":[{"$ref":"#"}]})").is_null());
}

BOOST_AUTO_TEST_CASE(values_come_from_the_conversation) {
    auto const trip =
        value_for(R"({"type":"object","properties":{"from":{"type":"string"},"to":{"type":"string"},
        "nights":{"type":"integer"},"price":{"type":"number"},"start":{"type":"string","format":"date"},
        "mail":{"type":"string","format":"email"},"query":{"type":"string"},"class":{"enum":["first","second"]}},
        "required":["from","to","nights","price","start","mail","query","class"]})",
                  "Book a trip from Oslo to New York: 4 nights for 1,250.50, on 2027-03-01, second class, "
                  "mail to ann@example.org.");
    BOOST_TEST(trip.at("from") == "Oslo");
    BOOST_TEST(trip.at("to") == "New York");
    BOOST_TEST(trip.at("nights") == 4);
    BOOST_TEST(trip.at("price") == 1250.5);
    BOOST_TEST(trip.at("start") == "2027-03-01");
    BOOST_TEST(trip.at("mail") == "ann@example.org");
    BOOST_TEST(text_of(trip.at("query")).starts_with("Book a trip from Oslo"));
    BOOST_TEST(trip.at("class") == "second");

    auto const cities = R"({"type":"array","items":{"type":"string"}})";
    BOOST_TEST(json::serialize(value_for(cities, "Compare Paris, Rome and Oslo")) == R"(["Paris","Rome","Oslo"])");
    auto const price = R"({"type":"object","properties":{"currency":{"enum":["USD","EUR"]},"payer":{"type":"string"}},
        "required":["currency","payer"]})";
    BOOST_TEST(json::serialize(value_for(price, "Pay 5 EUR, Ann")) == R"({"currency":"EUR","payer":"Ann"})");
    auto const shape = R"({"anyOf":[{"type":"object","properties":{"kind":{"const":"square"}},"required":["kind"]},
        {"type":"object","properties":{"kind":{"const":"circle"}},"required":["kind"]}]})";
    BOOST_TEST(value_for(shape, "Draw a circle").at("kind") == "circle");
    BOOST_TEST(value_for(shape, "Draw").at("kind") == "square");
}

BOOST_AUTO_TEST_CASE(optional_texts_are_left_out_where_the_conversation_has_no_name) {
    auto const place = R"({"type":"object","properties":{"city":{"type":"string"},"country":{"type":"string"},
        "region":{"type":["string","null"]}},"required":["city","region"]})";
    BOOST_TEST(json::serialize(value_for(place, "Weather in Paris")) == R"({"city":"Paris","region":null})");
    BOOST_TEST(value_for(place, "Weather in Paris, France").at("country") == "France");
    BOOST_TEST(value_for(place, "").at("city") == "some city");
}

BOOST_AUTO_TEST_CASE(names_are_found_in_texts) {
    auto const all = [](std::string_view text) { return names_in(text).all; };
    auto const listed = [](std::string_view text) { return names_in(text).listed; };
    BOOST_TEST((all("What is the weather in New York on Monday? And in Rome?") == texts{"New York", "Rome"}));
    BOOST_TEST((all("Is it warmer in Paris's streets in Celsius, I wonder?") == texts{"Paris"}));
    BOOST_TEST((all("Call GetWeather or get_weather for \xc3\x96rebro") == texts{"\xc3\x96rebro"}));
    BOOST_TEST((all("Customer: Ann Smith. From: Bob") == texts{"Ann Smith", "Bob"}));
    BOOST_TEST(all("").empty());
    BOOST_TEST((listed("Weather in Paris, New York and Rome, please") == texts{"Paris", "New York", "Rome"}));
    BOOST_TEST((listed("Compare Paris and Paris and Rome") == texts{"Paris", "Rome"}));
    BOOST_TEST(listed("A flight from Paris to Rome").empty());
    BOOST_TEST((numbers_in("7 of 1,200 or -3.5, not v2, 3-5, 2026-01-15 or 5pm. 1,2 is 12. Room 9.") ==
                texts{"7", "1200", "-3.5", "1", "2", "12", "9"}));
}

BOOST_AUTO_TEST_CASE(numbers_are_written_without_exponents) {
    auto const text = [](double number) { return json_text(json::value(number)); };
    BOOST_TEST(text(7.5) == "7.5");
    BOOST_TEST(text(-0.25) == "-0.25");
    BOOST_TEST(text(21) == "21.0");
    BOOST_TEST(text(1250.505) == "1250.505");
    BOOST_TEST(json::parse(text(1e300)) == 1e300);
    BOOST_TEST(json::parse(text(1.0 / 3)) == 1.0 / 3);
    BOOST_TEST(json_text(json::parse(R"({"a\n":[1,"x",{}],"b":null,"c":[]})")) ==
               R"({"a\n":[1,"x",{}],"b":null,"c":[]})");
}

BOOST_AUTO_TEST_CASE(invalid_schemas_are_refused) {
    BOOST_TEST(refused_at(R"({"type":"text"})") == "/type");
    BOOST_TEST(refused_at(R"({"type":[]})") == "/type");
    BOOST_TEST(refused_at(R"({"properties":[]})") == "/properties");
    BOOST_TEST(refused_at(R"({"properties":{"a":1}})") == "/properties/a");
    BOOST_TEST(refused_at(R"({"properties":{"a":{"items":{"minimum":"1"}}}})") == "/properties/a/items/minimum");
    BOOST_TEST(refused_at(R"({"required":"a"})") == "/required");
    BOOST_TEST(refused_at(R"({"required":[1]})") == "/required");
    BOOST_TEST(refused_at(R"({"enum":[]})") == "/enum");
    BOOST_TEST(refused_at(R"({"anyOf":[]})") == "/anyOf");
    BOOST_TEST(refused_at(R"({"anyOf":[{},{"type":"x"}]})") == "/anyOf/1/type");
    BOOST_TEST(refused_at(R"({"$defs":{"t":{"type":"x"}}})") == "/$defs/t/type");
    BOOST_TEST(refused_at(R"({"items":{"$ref":"#/$defs/t"}})") == "/items/$ref");
    BOOST_TEST(refused_at(R"({"$ref":"https://example.com/schema"})") == "/$ref");
    std::string deep = "{}";
    for (int i = 0; i < 25; ++i)
        deep = R"({"items":)" + deep + "}";
    BOOST_TEST(refused_at(deep) == "");
    for (auto const* const schema : {tree, linked, expression, invoice, "{}", R"({"additionalProperties":true})"})
        BOOST_TEST(refused_at(schema) == "");
}

BOOST_AUTO_TEST_CASE(strict_mode_takes_a_subset) {
    for (auto const* const schema : {tree, linked, invoice})
        BOOST_TEST(refused_at(schema, true) == "");
    BOOST_TEST(refused_at(expression, true) == "/additionalProperties");
    BOOST_TEST(refused_at(R"({"type":"string"})", true) == "/type");
    BOOST_TEST(refused_at(R"({"type":"object","anyOf":[{}],"additionalProperties":false})", true) == "/anyOf");
    BOOST_TEST(refused_at(R"({"type":"object","additionalProperties":true})", true) == "/additionalProperties");
    auto const with = [](std::string const& member, std::string const& required = R"(["a"])") {
        return R"({"type":"object","properties":{"a":)" + member + R"(},"required":)" + required +
               R"(,"additionalProperties":false})";
    };
    BOOST_TEST(refused_at(with(R"({"type":"string"})"), true) == "");
    BOOST_TEST(refused_at(with(R"({"type":"string"})", "[]"), true) == "/required");
    BOOST_TEST(refused_at(with(R"({"type":"object"})"), true) == "/properties/a/additionalProperties");
    BOOST_TEST(refused_at(with(R"({"type":["object","null"]})"), true) == "/properties/a/additionalProperties");
    for (std::string const keyword : {"oneOf", "allOf", "not", "if", "dependentRequired"})
        BOOST_TEST(refused_at(with(R"({")" + keyword + R"(":[{}]})"), true) == "/properties/a/" + keyword);
    auto nested = with(R"({"type":"string"})");
    for (int i = 1; i < 10; ++i)
        nested = with(nested);
    BOOST_TEST(refused_at(nested, true) == "");
    BOOST_TEST(refused_at(with(nested), true) != "");
}

BOOST_AUTO_TEST_SUITE_END()
