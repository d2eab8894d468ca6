#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/multipart_form.hpp"
#include "telnyx/testing/impl/query_value.hpp"
#include "telnyx/testing/impl/row_order.hpp"
#include "telnyx/testing/impl/sound.hpp"
#include "telnyx/testing/impl/time_text.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

namespace {

using namespace telnyx::testing;
using namespace telnyx::testing::detail;
using texts = std::vector<std::string>;

recorded_request request(std::string target, std::string body = {}) {
    recorded_request made;
    made.method = "POST";
    made.target = std::move(target);
    made.body = std::move(body);
    return made;
}

bool refused(refusal const& refused) {
    return refused.response.status() == 422;
}

/// A row with these columns; others are empty.
column_reader row(std::map<std::string, std::string, std::less<>> columns) {
    return [columns = std::move(columns)](std::string_view name) -> std::optional<std::string> {
        auto const found = columns.find(name);
        if (found == columns.end()) return std::nullopt;
        return found->second;
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_reading)

BOOST_AUTO_TEST_CASE(times_are_read_in_every_common_form) {
    auto const noon = parse_time("2026-01-15T12:00:00Z");
    BOOST_TEST_REQUIRE(noon.has_value());
    BOOST_TEST(time_text(*noon) == "2026-01-15T12:00:00.000000Z");
    for (auto const* const same :
         {"2026-01-15T12:00", "2026-01-15 12:00:00", "2026-01-15T12:00:00.000+00:00", "2026-01-15T14:30:00+0230",
          "2026-01-15T06:00:00-06", "2026-01-15t12:00:00z", "2026-01-15T12:00:00,0000000001Z"})
        BOOST_TEST((parse_time(same) == noon), same);
    BOOST_TEST(time_text(*parse_time("2024-02-29T23:59:59.123456789Z")) == "2024-02-29T23:59:59.123456Z");
    BOOST_TEST(time_text(*parse_time("9999-12-31")) == "9999-12-31T00:00:00.000000Z");
    for (auto const* const wrong :
         {"", "now", "2026", "2026-1-1", "2026-02-30", "2026-13-01", "2026-01-15T", "2026-01-15T24:00:00",
          "2026-01-15T12:60", "2026-01-15T12:00:00.", "2026-01-15T12:00:00+", "2026-01-15T12:00:00Zx", "2026-01-15x"})
        BOOST_TEST(!parse_time(wrong), wrong);
}

BOOST_AUTO_TEST_CASE(patterns_match_as_in_sql) {
    auto const like = [](std::string_view pattern, std::string const& text) {
        return row_filter::read("a", "like." + std::string(pattern)).matches(row({{"a", text}}));
    };
    BOOST_TEST(like("abc", "abc"));
    BOOST_TEST(like("%b*", "abc"));
    BOOST_TEST(like("a_c%", "abc"));
    BOOST_TEST(like("%", ""));
    BOOST_TEST(like("%ab%ab", "xabyabab"));
    BOOST_TEST(!like("", "a"));
    BOOST_TEST(!like("a", ""));
    BOOST_TEST(!like("_", ""));
    BOOST_TEST(!like("a%b", "abc"));
    BOOST_TEST(!like("ABC", "abc"));
    std::string const long_text(5000, 'a');
    BOOST_TEST(!like("%a%a%a%a%a%a%a%a%a%b", long_text));
}

BOOST_AUTO_TEST_CASE(what_is_not_known_stays_unknown) {
    auto const holds = [](std::string_view key, std::string_view value) {
        return row_filter::read(key, value).matches(row({{"a", "1"}}));
    };
    BOOST_TEST(!holds("b", "eq.1"));
    BOOST_TEST(!holds("b", "not.eq.1"));
    BOOST_TEST(!holds("b", "neq.1"));
    BOOST_TEST(holds("b", "is.null"));
    BOOST_TEST(!holds("b", "not.is.null"));
    BOOST_TEST(holds("or", "(a.eq.1,b.eq.1)"));
    BOOST_TEST(!holds("not.or", "(a.eq.2,b.eq.1)"));
    BOOST_TEST(!holds("and", "(a.eq.1,b.eq.1)"));
    BOOST_TEST(!holds("not.and", "(a.eq.1,b.eq.1)"));
    BOOST_TEST(holds("not.and", "(a.eq.2,b.eq.1)"));
}

BOOST_AUTO_TEST_CASE(columns_compare_as_what_they_are) {
    BOOST_TEST(compare_columns("9", "10") < 0);
    BOOST_TEST(compare_columns("9", "10a") > 0);
    BOOST_TEST(compare_columns("2026-01-15", "2026-01-15T00:00:00+00:00") == 0);
    BOOST_TEST(compare_columns("2026-01-15T00:00:00Z", "2026-01-15T00:00:00+01:00") > 0);
    auto const in = row_filter::read("a", "in.(x,\"y,(z)\",\"q\\\"\")");
    for (std::string const text : {"x", "y,(z)", "q\""})
        BOOST_TEST(in.matches(row({{"a", text}})), text);
    BOOST_TEST(!in.matches(row({{"a", "y"}})));
    BOOST_TEST(row_filter::read("or", "(a.in.(x,\"y,z\"),b.eq.1)").matches(row({{"a", "y,z"}})));
}

BOOST_AUTO_TEST_CASE(rows_have_an_order) {
    auto const before = [](char const* order, column_reader const& a, column_reader const& b) {
        return row_order(order).before(a, b);
    };
    auto const first = row({{"a", "1"}, {"b", "5"}});
    auto const second = row({{"a", "1"}, {"b", "7"}});
    auto const third = row({{"b", "6"}});
    BOOST_TEST(before("a,b", first, second));
    BOOST_TEST(!before("a,b", second, first));
    BOOST_TEST(before("a.asc,b.desc", second, first));
    BOOST_TEST(before("a", first, third));
    BOOST_TEST(before("a.desc.nullsfirst", third, first));
    BOOST_TEST(!before("a", first, second));
    for (auto const* const wrong : {"", "a.up", ".asc", "a,,b"})
        BOOST_CHECK_EXCEPTION(row_order{wrong}, refusal, refused);
}

BOOST_AUTO_TEST_CASE(parameters_are_read_from_the_query) {
    auto const asked = request("/?n=5&flag=true&list=a%2Cb&list=c&odd=5x&huge=99999999999999999999");
    BOOST_TEST(query_integer(asked, "n", 0, 5).value() == 5);
    BOOST_TEST(!query_integer(asked, "m", 0, 5));
    BOOST_TEST(query_flag(asked, "flag"));
    BOOST_TEST(!query_flag(asked, "other"));
    BOOST_TEST((query_list(asked, "list") == texts{"a", "b", "c"}));
    BOOST_CHECK_EXCEPTION(query_integer(asked, "n", 0, 4), refusal, refused);
    BOOST_CHECK_EXCEPTION(query_integer(asked, "odd", 0, 9), refusal, refused);
    BOOST_CHECK_EXCEPTION(query_integer(asked, "huge", 0, 9), refusal, refused);
    BOOST_CHECK_EXCEPTION(query_flag(asked, "n"), refusal, refused);
    BOOST_CHECK_EXCEPTION(query_time(asked, "n"), refusal, refused);
}

BOOST_AUTO_TEST_CASE(bodies_hold_what_their_tables_say) {
    static constexpr std::array inner{member::text("x").required(), member::number("y").between(0, 1)};
    static constexpr std::array<std::string_view, 2> colours{"red", "green"};
    static constexpr std::array table{
        member::text("name").required(),
        member::list_of(json_kind::string, "colours").one_of(colours),
        member::object("inner", inner),
        member::text("note").nullable(),
    };
    auto const body = [](std::string const& text, completeness wanted) {
        return checked_body(request("/", text), table, wanted);
    };
    auto const whole = body(R"({"name":"n","more":1,"colours":["red"],"inner":{"x":"","z":1,"y":null},"note":null})",
                            completeness::whole);
    boost::json::object const expected{{"name", "n"},
                                       {"colours", boost::json::array{"red"}},
                                       {"inner", boost::json::object{{"x", ""}}},
                                       {"note", nullptr}};
    BOOST_TEST((whole == expected));
    BOOST_TEST(body("", completeness::part).empty());
    BOOST_TEST(body(R"({"name":null,"colours":null})", completeness::part).empty());
    for (std::string const wrong : {"", "{}", R"({"name":null})", R"({"name":"n","colours":["blue"]})",
                                    R"({"name":"n","inner":{}})", R"({"name":"n","inner":{"x":"","y":2}})", "[]"})
        BOOST_CHECK_EXCEPTION(body(wrong, completeness::whole), refusal, refused);
}

BOOST_AUTO_TEST_CASE(forms_are_cut_at_their_boundary_alone) {
    auto asked = request("/", "preamble\r\n--b \r\ncontent-disposition:form-data; name=a; filename=\"x;y.wav\"\r\n"
                              "Content-Type: audio/wav\r\n\r\nx--b\r\n-\r\n--bb is none\r\r\n--b\r\n"
                              "Content-Disposition: form-data; name=\"b%22\"\r\n\r\n\r\n--b--\r\nepilogue");
    asked.headers.set("content-type", "Multipart/Form-Data; charset=utf-8; boundary=b");
    BOOST_CHECK_THROW(multipart_form{asked}, refusal); // "--bb" begins with the delimiter

    auto const at = asked.body.find("--bb");
    asked.body.replace(at, 4, "-- bb");
    multipart_form const form(asked);
    auto const* const file = form.find("a");
    BOOST_TEST_REQUIRE(file != nullptr);
    BOOST_TEST(file->file_name == "x;y.wav");
    BOOST_TEST(file->content_type == "audio/wav");
    BOOST_TEST(file->content == "x--b\r\n-\r\n-- bb is none\r");
    BOOST_TEST(form.find("b\"") != nullptr);
    BOOST_TEST(form.text("b\"").empty());
    BOOST_TEST(form.find("c") == nullptr);
}

BOOST_AUTO_TEST_CASE(sounds_have_the_length_they_should_have) {
    using namespace std::chrono_literals;
    BOOST_TEST((sound_duration(tone_as_wav(1500ms, 8000, 1)) == 1500ms));
    BOOST_TEST(silence_as_mp3(240ms).size() == 1920u);
    BOOST_TEST(silence_as_mp3(0ms).size() == 192u);
    BOOST_TEST((sound_duration("") == 0ms));
}

BOOST_AUTO_TEST_SUITE_END()
