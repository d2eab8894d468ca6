#include "telnyx/json/schema_of.hpp"

#include "telnyx/json/decode.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/json/encode.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace json_schema_types {

using text_table = std::pair<std::string_view, std::string_view>;

enum class color { red, green };
BOOST_DESCRIBE_ENUM(color, red, green)

enum class unit { celsius, fahrenheit };

constexpr auto enum_texts(unit) {
    return std::array<std::string_view, 2>{"C", "F"};
}

struct scalars {
    bool yes{};
    std::string text{};
    double number{};
    float small_number{};
    std::int8_t i8{};
    std::uint8_t u8{};
    std::int16_t i16{};
    std::uint16_t u16{};
    int i32{};
    unsigned u32{};
    std::int64_t i64{};
    std::uint64_t u64{};
    color closed{};
    telnyx::open_enum<unit> open{};
    telnyx::constant<"scalars"> type{};
};
BOOST_DESCRIBE_STRUCT(scalars, (),
                      (yes, text, number, small_number, i8, u8, i16, u16, i32, u32, i64, u64, closed, open, type))

struct presence {
    telnyx::required<std::string> required;
    std::optional<int> optional{};
    telnyx::optional<std::string> also_optional{};
    telnyx::nullable<std::string> nullable{};
    telnyx::optional_nullable<bool> both{};
    std::string may_be_missing{};
    std::optional<telnyx::constant<"x">> constant{};

    static constexpr std::array omissible_members{std::string_view("may_be_missing")};
};
BOOST_DESCRIBE_STRUCT(presence, (), (required, optional, also_optional, nullable, both, may_be_missing, constant))

struct names {
    int class_{};
    int page_size{};

    static constexpr std::array<text_table, 1> json_names{{{"page_size", "page[size]"}}};
    static constexpr std::array<text_table, 2> json_descriptions{{{"class_", "A class"}, {"page_size", "Items"}}};
};
BOOST_DESCRIBE_STRUCT(names, (), (class_, page_size))

struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

struct free_form {
    boost::json::value any{};
    std::optional<boost::json::value> perhaps{};
    telnyx::nullable<boost::json::value> perhaps_null{};
    boost::json::object object{};
    boost::json::array array{};
};
BOOST_DESCRIBE_STRUCT(free_form, (), (any, perhaps, perhaps_null, object, array))

struct nullables {
    telnyx::nullable<int> number{};
    telnyx::nullable<unsigned> count{};
    telnyx::nullable<color> closed{};
    telnyx::nullable<telnyx::constant<"x">> constant{};
    telnyx::nullable<std::vector<int>> list{};
    telnyx::nullable<nothing> object{};
    telnyx::nullable<std::map<std::string, int>> map{};
    telnyx::nullable<std::variant<int, std::string>> variant{};
    telnyx::nullable<std::variant<int, std::optional<std::string>>> variant_with_null{};
    telnyx::nullable<std::optional<int>> twice{};
};
BOOST_DESCRIBE_STRUCT(nullables, (),
                      (number, count, closed, constant, list, object, map, variant, variant_with_null, twice))

struct containers {
    std::vector<std::optional<int>> list{};
    std::vector<std::vector<std::string>> lists{};
    std::map<std::string, double> map{};
    std::map<std::string, telnyx::nullable<double>> map_of_nulls{};
    std::variant<std::string, int, boost::json::value> variant{};
};
BOOST_DESCRIBE_STRUCT(containers, (), (list, lists, map, map_of_nulls, variant))

struct tree {
    std::string name{};
    std::vector<tree> children{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (name, children))

struct forest {
    std::vector<tree> trees{};
};
BOOST_DESCRIBE_STRUCT(forest, (), (trees))

struct answer;

struct question {
    std::vector<answer> answers;
};

struct answer {
    std::vector<question> questions{};
};
BOOST_DESCRIBE_STRUCT(answer, (), (questions))
BOOST_DESCRIBE_STRUCT(question, (), (answers))

struct address {
    std::string city{};

    static constexpr std::string_view json_description = "A postal address";
    static constexpr std::array<text_table, 1> json_descriptions{{{"city", "Name of the \"city\""}}};
};
BOOST_DESCRIBE_STRUCT(address, (), (city))

struct order {
    address billing{};
    std::optional<address> shipping{};
    color main{};
    std::vector<color> others{};

    static constexpr std::array<text_table, 3> json_descriptions{
        {{"billing", "Where the invoice goes"}, {"shipping", "If it differs"}, {"main", "Of the outside"}}};
};
BOOST_DESCRIBE_STRUCT(order, (), (billing, shipping, main, others))

struct customer {
    address home{};
};
BOOST_DESCRIBE_STRUCT(customer, (), (home))

template <class T>
struct page {
    std::vector<T> items{};

    struct cursor {
        std::string next{};
    };
    std::vector<cursor> cursors{};
};
BOOST_DESCRIBE_STRUCT(page<int>, (), (items, cursors))
BOOST_DESCRIBE_STRUCT(page<std::string>, (), (items, cursors))
BOOST_DESCRIBE_STRUCT(page<int>::cursor, (), (next))
BOOST_DESCRIBE_STRUCT(page<std::string>::cursor, (), (next))

namespace other {

struct address {
    std::int64_t line{};
};
BOOST_DESCRIBE_STRUCT(address, (), (line))

} // namespace other

struct collisions {
    other::address first{};
    other::address second{};
    address third{};
    address fourth{};
    std::vector<page<int>> fifth{};
    std::vector<page<int>> sixth{};
    std::vector<page<std::string>> seventh{};
    std::vector<page<std::string>> eighth{};
};
BOOST_DESCRIBE_STRUCT(collisions, (), (first, second, third, fourth, fifth, sixth, seventh, eighth))

namespace {

struct unnamed_place {
    std::vector<unnamed_place> more{};
};
BOOST_DESCRIBE_STRUCT(unnamed_place, (), (more))

} // namespace

struct circle {
    telnyx::constant<"circle"> kind{};
    double radius{};
};
BOOST_DESCRIBE_STRUCT(circle, (), (kind, radius))

struct square {
    telnyx::constant<"square"> kind{};
    std::optional<double> side{};
};
BOOST_DESCRIBE_STRUCT(square, (), (kind, side))

struct drawing {
    std::vector<std::variant<circle, square>> shapes{};
    std::optional<std::variant<circle, square>> frame{};
};
BOOST_DESCRIBE_STRUCT(drawing, (), (shapes, frame))

/// Every wrapper that may be empty, around every kind of type that a strict schema can express.
struct strict_nulls {
    std::optional<bool> boolean{};
    telnyx::optional<std::string> text{};
    std::optional<double> number{};
    telnyx::optional_nullable<int> integer{};
    std::optional<color> closed{};
    telnyx::optional<telnyx::open_enum<unit>> open{};
    telnyx::optional<address> object{};
    telnyx::optional_nullable<address> nullable_object{};
    std::optional<std::vector<int>> list{};
    telnyx::optional<std::vector<color>> closed_list{};
    telnyx::optional<std::variant<circle, square>> variant{};
    std::optional<telnyx::constant<"x">> constant{};
    std::optional<telnyx::nullable<int>> twice{};
    telnyx::nullable<color> nullable_closed{};
};
BOOST_DESCRIBE_STRUCT(strict_nulls, (),
                      (boolean, text, number, integer, closed, open, object, nullable_object, list, closed_list,
                       variant, constant, twice, nullable_closed))

} // namespace json_schema_types

using namespace json_schema_types;
using telnyx::json::schema_of;
using telnyx::json::strict_schema_of;

namespace {

boost::json::value parse(std::string_view text) {
    return boost::json::parse(text);
}

template <class T>
boost::json::value property(std::string_view name) {
    return schema_of<T>().at("properties").at(name);
}

template <class T>
boost::json::value strict_property(std::string_view name) {
    return strict_schema_of<T>().at("properties").at(name);
}

std::string keys(boost::json::value const& object) {
    std::string result;
    for (auto const& each : object.as_object())
        result.append(each.key()).append(" ");
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_schema)

BOOST_AUTO_TEST_CASE(scalars_have_the_types_and_limits_that_the_decoder_enforces) {
    BOOST_TEST(schema_of<scalars>() == parse(R"({
        "type": "object",
        "properties": {
            "yes": {"type": "boolean"},
            "text": {"type": "string"},
            "number": {"type": "number"},
            "small_number": {"type": "number"},
            "i8": {"type": "integer", "minimum": -128, "maximum": 127},
            "u8": {"type": "integer", "minimum": 0, "maximum": 255},
            "i16": {"type": "integer", "minimum": -32768, "maximum": 32767},
            "u16": {"type": "integer", "minimum": 0, "maximum": 65535},
            "i32": {"type": "integer"},
            "u32": {"type": "integer", "minimum": 0},
            "i64": {"type": "integer"},
            "u64": {"type": "integer", "minimum": 0},
            "closed": {"type": "string", "enum": ["red", "green"]},
            "open": {"type": "string", "enum": ["C", "F"]},
            "type": {"type": "string", "const": "scalars"}
        },
        "required": ["yes", "text", "number", "small_number", "i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64",
                     "closed", "open", "type"]
    })"));
}

BOOST_AUTO_TEST_CASE(properties_come_in_declared_order) {
    BOOST_TEST(keys(schema_of<presence>().at("properties")) ==
               "required optional also_optional nullable both may_be_missing constant ");
    BOOST_TEST(keys(schema_of<order>()) == "type properties required $defs ");
    BOOST_TEST(keys(schema_of<customer>().at("properties").at("home")) == "description type properties required ");
}

BOOST_AUTO_TEST_CASE(what_may_be_absent_is_not_required_and_what_may_be_null_says_so) {
    BOOST_TEST(schema_of<presence>() == parse(R"({
        "type": "object",
        "properties": {
            "required": {"type": "string"},
            "optional": {"type": "integer"},
            "also_optional": {"type": "string"},
            "nullable": {"type": ["string", "null"]},
            "both": {"type": ["boolean", "null"]},
            "may_be_missing": {"type": "string"},
            "constant": {"type": "string", "const": "x"}
        },
        "required": ["required", "nullable"]
    })"));
}

BOOST_AUTO_TEST_CASE(names_and_descriptions_are_those_of_json) {
    BOOST_TEST(schema_of<names>() == parse(R"({
        "type": "object",
        "properties": {
            "class": {"description": "A class", "type": "integer"},
            "page[size]": {"description": "Items", "type": "integer"}
        },
        "required": ["class", "page[size]"]
    })"));
}

BOOST_AUTO_TEST_CASE(struct_without_members_is_an_object) {
    BOOST_TEST(boost::json::serialize(schema_of<nothing>()) == R"({"type":"object","properties":{}})");
    BOOST_TEST(boost::json::serialize(strict_schema_of<nothing>()) ==
               R"({"type":"object","properties":{},"required":[],"additionalProperties":false})");
}

BOOST_AUTO_TEST_CASE(free_form_values_may_be_anything) {
    BOOST_TEST(schema_of<free_form>() == parse(R"({
        "type": "object",
        "properties": {
            "any": {},
            "perhaps": {},
            "perhaps_null": {},
            "object": {"type": "object"},
            "array": {"type": "array"}
        },
        "required": ["any", "perhaps_null", "object", "array"]
    })"));
}

BOOST_AUTO_TEST_CASE(null_is_one_more_type_or_one_more_alternative) {
    BOOST_TEST(schema_of<nullables>().at("properties") == parse(R"({
        "number": {"type": ["integer", "null"]},
        "count": {"type": ["integer", "null"], "minimum": 0},
        "closed": {"anyOf": [{"type": "string", "enum": ["red", "green"]}, {"type": "null"}]},
        "constant": {"anyOf": [{"type": "string", "const": "x"}, {"type": "null"}]},
        "list": {"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "null"}]},
        "object": {"anyOf": [{"type": "object", "properties": {}}, {"type": "null"}]},
        "map": {"anyOf": [{"type": "object", "additionalProperties": {"type": "integer"}}, {"type": "null"}]},
        "variant": {"anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "null"}]},
        "variant_with_null": {"anyOf": [{"type": "integer"}, {"type": ["string", "null"]}]},
        "twice": {"type": ["integer", "null"]}
    })"));
}

BOOST_AUTO_TEST_CASE(elements_and_alternatives_are_described) {
    BOOST_TEST(schema_of<containers>().at("properties") == parse(R"({
        "list": {"type": "array", "items": {"type": ["integer", "null"]}},
        "lists": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
        "map": {"type": "object", "additionalProperties": {"type": "number"}},
        "map_of_nulls": {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
        "variant": {"anyOf": [{"type": "string"}, {"type": "integer"}, {}]}
    })"));
}

BOOST_AUTO_TEST_CASE(root_may_be_of_any_type) {
    BOOST_TEST(schema_of<int>() == parse(R"({"type": "integer"})"));
    BOOST_TEST(schema_of<color>() == parse(R"({"type": "string", "enum": ["red", "green"]})"));
    BOOST_TEST(schema_of<boost::json::value>() == parse("{}"));
    BOOST_TEST(schema_of<telnyx::nullable<int>>() == parse(R"({"type": ["integer", "null"]})"));
    BOOST_TEST((schema_of<std::variant<int, std::string>>() ==
                parse(R"({"anyOf": [{"type": "integer"}, {"type": "string"}]})")));
    BOOST_TEST(schema_of<std::vector<tree>>() == parse(R"({
        "type": "array",
        "items": {"$ref": "#/$defs/tree"},
        "$defs": {
            "tree": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "children": {"type": "array", "items": {"$ref": "#/$defs/tree"}}
                },
                "required": ["name", "children"]
            }
        }
    })"));
}

BOOST_AUTO_TEST_CASE(type_in_itself_is_a_definition) {
    BOOST_TEST(schema_of<forest>() == parse(R"({
        "type": "object",
        "properties": {"trees": {"type": "array", "items": {"$ref": "#/$defs/tree"}}},
        "required": ["trees"],
        "$defs": {
            "tree": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "children": {"type": "array", "items": {"$ref": "#/$defs/tree"}}
                },
                "required": ["name", "children"]
            }
        }
    })"));
}

BOOST_AUTO_TEST_CASE(root_in_itself_is_an_object_and_a_definition) {
    auto const schema = strict_schema_of<tree>();
    auto body = schema;
    body.erase("$defs");
    BOOST_TEST(schema.at("type") == "object");
    BOOST_TEST(body.at("properties").at("children").at("items").at("$ref") == "#/$defs/tree");
    BOOST_TEST(schema.at("$defs") == (boost::json::object{{"tree", body}}));
}

BOOST_AUTO_TEST_CASE(types_in_each_other_are_resolved) {
    BOOST_TEST(schema_of<question>() == parse(R"({
        "type": "object",
        "properties": {
            "answers": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"questions": {"type": "array", "items": {"$ref": "#/$defs/question"}}},
                    "required": ["questions"]
                }
            }
        },
        "required": ["answers"],
        "$defs": {
            "question": {
                "type": "object",
                "properties": {
                    "answers": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"questions": {"type": "array", "items": {"$ref": "#/$defs/question"}}},
                            "required": ["questions"]
                        }
                    }
                },
                "required": ["answers"]
            }
        }
    })"));
}

BOOST_AUTO_TEST_CASE(type_that_occurs_once_is_in_place_and_others_are_definitions) {
    BOOST_TEST(schema_of<order>() == parse(R"({
        "type": "object",
        "properties": {
            "billing": {"description": "Where the invoice goes", "$ref": "#/$defs/address"},
            "shipping": {"description": "If it differs", "$ref": "#/$defs/address"},
            "main": {"description": "Of the outside", "$ref": "#/$defs/color"},
            "others": {"type": "array", "items": {"$ref": "#/$defs/color"}}
        },
        "required": ["billing", "main", "others"],
        "$defs": {
            "address": {
                "description": "A postal address",
                "type": "object",
                "properties": {"city": {"description": "Name of the \"city\"", "type": "string"}},
                "required": ["city"]
            },
            "color": {"type": "string", "enum": ["red", "green"]}
        }
    })"));
    BOOST_TEST(schema_of<customer>() == parse(R"({
        "type": "object",
        "properties": {
            "home": {
                "description": "A postal address",
                "type": "object",
                "properties": {"city": {"description": "Name of the \"city\"", "type": "string"}},
                "required": ["city"]
            }
        },
        "required": ["home"]
    })"));
}

BOOST_AUTO_TEST_CASE(types_of_the_same_name_get_numbers) {
    auto const schema = schema_of<collisions>();
    BOOST_TEST(keys(schema.at("$defs")) == "address address_2 page page_2 ");
    BOOST_TEST(keys(schema.at("$defs").at("address").at("properties")) == "line ");
    BOOST_TEST(keys(schema.at("$defs").at("address_2").at("properties")) == "city ");
    BOOST_TEST(schema.at("properties").at("third").at("$ref") == "#/$defs/address_2");
    BOOST_TEST(schema.at("$defs").at("page").at("properties").at("items").at("items").at("type") == "integer");
    BOOST_TEST(schema.at("properties").at("eighth").at("items").at("$ref") == "#/$defs/page_2");
    BOOST_TEST((schema == schema_of<collisions>()));
}

BOOST_AUTO_TEST_CASE(names_of_definitions_have_no_namespaces_and_template_arguments) {
    BOOST_TEST(keys(schema_of<unnamed_place>().at("$defs")) == "unnamed_place ");
    struct cursors {
        static auto schema() { return schema_of<std::variant<page<int>::cursor, std::vector<page<int>::cursor>>>(); }
    };
    BOOST_TEST(keys(cursors::schema().at("$defs")) == "cursor ");
}

BOOST_AUTO_TEST_CASE(strict_schema_requires_everything_and_lets_absent_members_be_null) {
    BOOST_TEST(strict_schema_of<presence>() == parse(R"({
        "type": "object",
        "properties": {
            "required": {"type": "string"},
            "optional": {"type": ["integer", "null"]},
            "also_optional": {"type": ["string", "null"]},
            "nullable": {"type": ["string", "null"]},
            "both": {"type": ["boolean", "null"]},
            "may_be_missing": {"type": "string"},
            "constant": {"anyOf": [{"type": "string", "const": "x"}, {"type": "null"}]}
        },
        "required": ["required", "optional", "also_optional", "nullable", "both", "may_be_missing", "constant"],
        "additionalProperties": false
    })"));
}

BOOST_AUTO_TEST_CASE(strict_schema_is_strict_at_every_depth) {
    BOOST_TEST(strict_schema_of<drawing>() == parse(R"({
        "type": "object",
        "properties": {
            "shapes": {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/circle"}, {"$ref": "#/$defs/square"}]}},
            "frame": {"anyOf": [{"$ref": "#/$defs/circle"}, {"$ref": "#/$defs/square"}, {"type": "null"}]}
        },
        "required": ["shapes", "frame"],
        "additionalProperties": false,
        "$defs": {
            "circle": {
                "type": "object",
                "properties": {"kind": {"type": "string", "const": "circle"}, "radius": {"type": "number"}},
                "required": ["kind", "radius"],
                "additionalProperties": false
            },
            "square": {
                "type": "object",
                "properties": {"kind": {"type": "string", "const": "square"}, "side": {"type": ["number", "null"]}},
                "required": ["kind", "side"],
                "additionalProperties": false
            }
        }
    })"));
}

BOOST_AUTO_TEST_CASE(references_stand_alone_in_a_strict_schema) {
    auto const billing = strict_property<order>("billing");
    BOOST_TEST(billing == parse(R"({
        "description": "Where the invoice goes",
        "type": "object",
        "properties": {"city": {"description": "Name of the \"city\"", "type": "string"}},
        "required": ["city"],
        "additionalProperties": false
    })"));
    BOOST_TEST(strict_property<order>("shipping") == parse(R"({
        "description": "If it differs", "anyOf": [{"$ref": "#/$defs/address"}, {"type": "null"}]
    })"));
    BOOST_TEST(strict_property<order>("main") ==
               parse(R"({"description": "Of the outside", "type": "string", "enum": ["red", "green"]})"));
    BOOST_TEST(keys(strict_schema_of<order>().at("$defs")) == "address color ");
}

BOOST_AUTO_TEST_CASE(null_in_a_strict_document_is_absent) {
    auto const schema = strict_schema_of<strict_nulls>();
    boost::json::object document;
    for (auto const& member : schema.at("required").as_array())
        document[member.as_string()] = nullptr;
    auto const decoded = telnyx::json::decode<strict_nulls>(boost::json::serialize(document));
    BOOST_TEST(telnyx::json::encode(decoded) == R"({"integer":null,"nullable_object":null,"nullable_closed":null})");
    BOOST_TEST(!decoded.closed.has_value());
    BOOST_TEST(!decoded.twice.has_value());
    BOOST_TEST(decoded.integer.is_null());
}

BOOST_AUTO_TEST_CASE(what_is_absent_can_be_null_in_every_strict_member) {
    auto const schema = strict_schema_of<strict_nulls>();
    for (auto const& [name, member] : schema.at("properties").as_object()) {
        auto const text = boost::json::serialize(member);
        BOOST_TEST(text.find("\"null\"") != std::string::npos, name << ": " << text);
    }
    BOOST_TEST(property<strict_nulls>("object").at("$ref") == "#/$defs/address");
}

BOOST_AUTO_TEST_SUITE_END()
