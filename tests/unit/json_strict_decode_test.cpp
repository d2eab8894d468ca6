#include "support/thrown_by.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace json_strict_decode_types {

enum class colour { red, green };

constexpr auto enum_texts(colour) {
    return std::array<std::string_view, 2>{"red", "green"};
}

struct card {
    telnyx::constant<"card"> type{};
    std::int64_t number{};
};
BOOST_DESCRIBE_STRUCT(card, (), (type, number))

struct cash {
    telnyx::constant<"cash"> type{};
};
BOOST_DESCRIBE_STRUCT(cash, (), (type))

struct order {
    double amount{};
    std::optional<std::string> note{};
    telnyx::nullable<std::string> address{};
    telnyx::optional_nullable<bool> gift{};
    std::optional<telnyx::open_enum<colour>> paint{};
    std::optional<telnyx::constant<"EUR">> currency{};
    std::optional<std::vector<std::string>> items{};
    std::optional<std::map<std::string, std::int64_t>> counts{};
    std::optional<std::variant<card, cash>> payment{};
    std::optional<std::variant<std::string, std::int64_t>> table{};
    std::optional<boost::json::value> other{};
    std::optional<std::string> shade{};

    static constexpr std::array tolerated_members{std::string_view("shade")};
};
BOOST_DESCRIBE_STRUCT(order, (),
                      (amount, note, address, gift, paint, currency, items, counts, payment, table, other, shade))

} // namespace json_strict_decode_types

namespace {

using namespace json_strict_decode_types;
namespace json = telnyx::json;
using telnyx::tests::thrown_by;

order read(std::string const& members) {
    return json::decode<order>(R"({"amount": 1, "address": null)" + members + "}", {.strict = true});
}

/// The refusal of a member that the other mode accepts.
std::string refused(std::string const& member) {
    auto const text = R"({"amount": 1, "address": null, )" + member + "}";
    BOOST_CHECK_NO_THROW(json::decode<order>(text));
    auto const failure =
        thrown_by<json::decode_error>([&] { static_cast<void>(json::decode<order>(text, {.strict = true})); });
    return failure.path() + ": " + failure.reason();
}

using text_or_number = std::variant<std::string, std::int64_t>;

template <class T>
std::string refused_whole(std::string const& text) {
    auto const failure =
        thrown_by<json::decode_error>([&] { static_cast<void>(json::decode<T>(text, {.strict = true})); });
    return failure.path() + ": " + failure.reason();
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_strict_decode_tests)

BOOST_AUTO_TEST_CASE(what_the_schema_allows_is_accepted) {
    auto const all = read(R"(, "note": null, "gift": null, "paint": "green", "currency": "EUR", "items": ["a"],
        "counts": {"any": 2}, "payment": {"type": "card", "number": 7}, "table": 3, "other": {"x": null})");
    BOOST_TEST(!all.note);
    BOOST_TEST(all.gift.is_null());
    BOOST_TEST((all.paint == colour::green));
    BOOST_TEST(all.currency.has_value());
    BOOST_TEST(all.counts->at("any") == 2);
    BOOST_TEST(std::get<card>(*all.payment).number == 7);
    BOOST_TEST(std::get<std::int64_t>(*all.table) == 3);
    BOOST_TEST(all.other->is_object());
    BOOST_TEST(read("").amount == 1);
    BOOST_TEST(read(R"(, "amount": 2.0)").amount == 2);
}

BOOST_AUTO_TEST_CASE(null_in_place_of_a_value_is_refused) {
    BOOST_TEST(refused(R"("amount": null)") == "amount: expected a number, found null");
    BOOST_TEST(refused(R"("items": ["a", null])") == "items[1]: expected a string, found null");
    BOOST_TEST(refused(R"("counts": {"a": null})") == "counts[\"a\"]: expected an integer, found null");
    BOOST_TEST(refused(R"("payment": {"type": "card", "number": null})") ==
               "payment.number: expected an integer, found null");
    BOOST_TEST(refused_whole<text_or_number>("null") == ": expected one of the types of a union, found null");
}

BOOST_AUTO_TEST_CASE(unknown_members_are_refused_with_their_name) {
    BOOST_TEST(refused(R"("ammount": 2)") == ": unknown member \"ammount\"");
    BOOST_TEST(refused(R"("payment": {"type": "cash", "\u0041": {}})") == "payment: unknown member \"A\"");
    BOOST_TEST(refused("\"" + std::string(5000, 'x') + "\": 1").size() < 200u);
}

BOOST_AUTO_TEST_CASE(unknown_texts_of_an_open_enum_are_refused) {
    BOOST_TEST(refused(R"("paint": "blue")") == R"(paint: expected one of "red", "green", found another string)");
}

BOOST_AUTO_TEST_CASE(constants_have_their_text) {
    BOOST_TEST(refused(R"("currency": "USD")") == R"(currency: expected "EUR", found another string)");
    BOOST_TEST(refused(R"("currency": 1)") == "currency: expected a string, found an integer");
    BOOST_TEST(refused_whole<card>(R"({"type": "cash", "number": 1})") ==
               R"(type: expected "card", found another string)");
    BOOST_TEST(refused_whole<card>(R"({"type": 1, "number": 1})") == "type: expected a string, found a number");
    BOOST_TEST(refused_whole<card>(R"({"type": null, "number": 1})") == "type: expected a string, found null");
    BOOST_TEST(refused_whole<card>(R"({"number": 1})") == "type: missing");
}

BOOST_AUTO_TEST_CASE(tolerated_members_are_checked) {
    BOOST_TEST(refused(R"("shade": 7)") == "shade: expected a string, found a number");
}

BOOST_AUTO_TEST_CASE(required_members_are_still_required) {
    BOOST_TEST(refused_whole<order>(R"({"address": null})") == "amount: missing");
    BOOST_TEST(refused_whole<order>(R"({"amount": 1})") == "address: missing");
}

BOOST_AUTO_TEST_SUITE_END()
