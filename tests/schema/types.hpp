#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/nullable.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// Types of varied shape, as users write them.

namespace telnyx::tests::shapes {

using text_table = std::pair<std::string_view, std::string_view>;

enum class currency { eur, usd, default_ = -1 };
BOOST_DESCRIBE_ENUM(currency, eur, usd, default_)

enum class unit { celsius, fahrenheit };

constexpr auto enum_texts(unit) {
    return std::array<std::string_view, 2>{"C", "\"F\"/\xc3\xa9"};
}

struct scalars {
    bool boolean{};
    std::string text{};
    double number{};
    float small_number{};
    std::int8_t i8{};
    std::uint8_t u8{};
    std::int16_t i16{};
    std::uint16_t u16{};
    std::int32_t i32{};
    std::uint32_t u32{};
    std::int64_t i64{};
    std::uint64_t u64{};
    currency closed{};
    open_enum<unit> open{unit::celsius};
    constant<"scalars"> type{};
};
BOOST_DESCRIBE_STRUCT(scalars, (),
                      (boolean, text, number, small_number, i8, u8, i16, u16, i32, u32, i64, u64, closed, open, type))

struct query {
    telnyx::required<std::string> city;
    telnyx::optional<std::string> country{};
    std::optional<bool> detailed{};
    std::optional<shapes::unit> unit{};
    std::optional<std::uint8_t> days{};

    static constexpr std::string_view json_description = "What to ask for";
    static constexpr std::array<text_table, 2> json_descriptions{
        {{"city", "Name of the \"city\""}, {"unit", "Of the temperature"}}};
};
BOOST_DESCRIBE_STRUCT(query, (), (city, country, detailed, unit, days))

struct names {
    int class_{};
    std::optional<int> page_size{};
    std::optional<std::string> odd{};

    static constexpr std::array<text_table, 2> json_names{{{"page_size", "page[size]"}, {"odd", "a 'b'/~$\xc3\xa9"}}};
};
BOOST_DESCRIBE_STRUCT(names, (), (class_, page_size, odd))

struct presence {
    telnyx::nullable<std::string> nullable{};
    telnyx::optional_nullable<double> both{};
    telnyx::nullable<currency> nullable_enum{};
    telnyx::nullable<std::vector<int>> nullable_list{};
    std::optional<telnyx::nullable<int>> twice{};
    std::optional<constant<"yes">> flag{};
};
BOOST_DESCRIBE_STRUCT(presence, (), (nullable, both, nullable_enum, nullable_list, twice, flag))

struct address {
    std::string street{};
    std::optional<std::string> city{};
    currency pays_in{};
};
BOOST_DESCRIBE_STRUCT(address, (), (street, city, pays_in))

struct line {
    std::string what{};
    unsigned quantity{};
    double price{};
};
BOOST_DESCRIBE_STRUCT(line, (), (what, quantity, price))

struct invoice {
    address billing{};
    std::optional<address> shipping{};
    telnyx::nullable<address> third{};
    std::vector<line> lines{};
    std::vector<std::optional<line>> perhaps{};
    currency total_in{};

    static constexpr std::array<text_table, 2> json_descriptions{
        {{"billing", "Who pays"}, {"total_in", "Of the total"}}};
};
BOOST_DESCRIBE_STRUCT(invoice, (), (billing, shipping, third, lines, perhaps, total_in))

struct tree {
    std::string name{};
    std::vector<tree> children{};
    std::optional<std::vector<tree>> more{};
};
BOOST_DESCRIBE_STRUCT(tree, (), (name, children, more))

struct expression;

struct sum {
    constant<"sum"> op{};
    std::vector<expression> of;
};

struct number {
    constant<"number"> op{};
    double value{};
};

struct expression {
    std::variant<sum, number> node{};
};
BOOST_DESCRIBE_STRUCT(expression, (), (node))
BOOST_DESCRIBE_STRUCT(sum, (), (op, of))
BOOST_DESCRIBE_STRUCT(number, (), (op, value))

struct circle {
    constant<"circle"> kind{};
    double radius{};
};
BOOST_DESCRIBE_STRUCT(circle, (), (kind, radius))

struct square {
    constant<"square"> kind{};
    std::optional<double> side{};
};
BOOST_DESCRIBE_STRUCT(square, (), (kind, side))

struct drawing {
    std::vector<std::variant<circle, square>> shapes{};
    std::optional<std::variant<circle, square>> frame{};
    telnyx::nullable<std::variant<std::string, double>> title{};
    std::variant<currency, int, std::vector<std::string>> mixed{};
};
BOOST_DESCRIBE_STRUCT(drawing, (), (shapes, frame, title, mixed))

/// Alternatives that only the types of their members tell apart.
struct text_value {
    std::string value{};
};
BOOST_DESCRIBE_STRUCT(text_value, (), (value))

struct number_value {
    double value{};
    std::optional<currency> in{};
};
BOOST_DESCRIBE_STRUCT(number_value, (), (value, in))

struct list_value {
    std::vector<int> value{};
    std::optional<std::string> in{};
};
BOOST_DESCRIBE_STRUCT(list_value, (), (value, in))

struct alike {
    std::variant<text_value, number_value, list_value> one{};
    std::vector<std::variant<text_value, number_value, list_value>> many{};
};
BOOST_DESCRIBE_STRUCT(alike, (), (one, many))

struct free_form {
    std::map<std::string, double> prices{};
    std::map<std::string, std::vector<address>> addresses{};
    std::map<std::string, telnyx::nullable<int>> counts{};
    boost::json::value any{};
    std::optional<boost::json::object> object{};
    telnyx::nullable<boost::json::array> array{};
    std::variant<std::string, address, boost::json::value> known{};
};
BOOST_DESCRIBE_STRUCT(free_form, (), (prices, addresses, counts, any, object, array, known))

struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

} // namespace telnyx::tests::shapes
