#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/http/headers.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using telnyx::headers;
using namespace std::string_literals;

/// All fields, read through the iterator.
std::vector<std::string> fields_of(headers const& fields) {
    std::vector<std::string> found;
    for (auto const& each : fields)
        found.push_back(std::string(each.name).append("=").append(each.value));
    return found;
}

std::vector<std::string> list(std::initializer_list<std::string> texts) {
    return texts;
}

headers example() {
    headers fields;
    fields.append("One", "1");
    fields.append("two", "2");
    fields.append("ONE", "3");
    return fields;
}

} // namespace

BOOST_AUTO_TEST_SUITE(header_fields)

BOOST_AUTO_TEST_CASE(none_are_there_at_the_start) {
    headers const fields;
    BOOST_TEST(fields.empty());
    BOOST_TEST(fields.text() == "");
    BOOST_TEST((fields.begin() == fields.end()));
    BOOST_TEST(!fields.get("x"));
    BOOST_TEST(!fields.contains("x"));
}

BOOST_AUTO_TEST_CASE(text_is_what_goes_over_the_wire) {
    BOOST_TEST(example().text() == "One: 1\r\ntwo: 2\r\nONE: 3\r\n");
    BOOST_TEST(!example().empty());
}

BOOST_AUTO_TEST_CASE(fields_are_walked_over_in_order) {
    auto const fields = example();
    BOOST_TEST(fields_of(fields) == list({"One=1", "two=2", "ONE=3"}), boost::test_tools::per_element());
    auto each = fields.begin();
    BOOST_TEST(each->name == "One");
    BOOST_TEST((each++)->value == "1");
    BOOST_TEST((*each).name == "two");
    BOOST_TEST((++each)->value == "3");
    BOOST_TEST((++each == fields.end()));
    BOOST_TEST(std::distance(fields.begin(), fields.end()) == 3);
}

BOOST_AUTO_TEST_CASE(values_may_be_empty_or_look_like_fields) {
    headers fields;
    fields.append("empty", "");
    fields.append("url", "https://x: y");
    fields.append("tab", "a\tb");
    fields.append("bytes", "\xc3\xa4\xff");
    fields.append("last", "");
    BOOST_TEST(fields_of(fields) == list({"empty=", "url=https://x: y", "tab=a\tb", "bytes=\xc3\xa4\xff", "last="}),
               boost::test_tools::per_element());
    BOOST_TEST(fields.get("empty").value_or("none") == "");
    BOOST_TEST(fields.get("url").value_or("none") == "https://x: y");
}

BOOST_AUTO_TEST_CASE(names_compare_without_regard_to_case_and_the_first_counts) {
    BOOST_TEST(example().get("oNe").value_or("") == "1");
    BOOST_TEST(example().contains("TWO"));
    BOOST_TEST(!example().contains("On"));
    BOOST_TEST(!example().contains("Onex"));
    BOOST_TEST(!example().contains(""));
}

BOOST_AUTO_TEST_CASE(setting_replaces_all_of_the_name_and_puts_it_last) {
    auto fields = example();
    fields.set("one", "new");
    BOOST_TEST(fields_of(fields) == list({"two=2", "one=new"}), boost::test_tools::per_element());
    fields.set("three", "");
    BOOST_TEST(fields_of(fields) == list({"two=2", "one=new", "three="}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(removing_takes_all_of_the_name) {
    auto fields = example();
    BOOST_TEST(fields.remove("one") == 2u);
    BOOST_TEST(fields_of(fields) == list({"two=2"}), boost::test_tools::per_element());
    BOOST_TEST(fields.remove("one") == 0u);
    BOOST_TEST(fields.remove("Two") == 1u);
    BOOST_TEST(fields.empty());
}

BOOST_AUTO_TEST_CASE(clearing_forgets_everything) {
    auto fields = example();
    fields.clear();
    BOOST_TEST(fields.empty());
    fields.append("a", "b");
    BOOST_TEST(fields_of(fields) == list({"a=b"}), boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(names_that_are_no_tokens_are_refused,
                     boost::unit_test::data::make<std::string>({"", " ", "a b", "a:", "a:b", "a\r\nb", "a\r", "a\n",
                                                                "\ta", "a\0b"s, "a\x7f", "\xc3\xa4", "a(b", "\"a\"",
                                                                "a/b", "a@b", "{a}"}),
                     name) {
    auto fields = example();
    BOOST_CHECK_THROW(fields.append(name, "value"), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(fields.set(name, "value"), telnyx::invalid_argument_error);
    BOOST_TEST(fields.text() == example().text());
}

BOOST_AUTO_TEST_CASE(every_mark_that_a_token_may_hold_is_accepted) {
    headers fields;
    fields.append("!#$%&'*+-.^_`|~09azAZ", "x");
    BOOST_TEST(fields.contains("!#$%&'*+-.^_`|~09AZaz"));
}

BOOST_DATA_TEST_CASE(values_that_would_break_the_message_are_refused,
                     boost::unit_test::data::make<std::string>({"a\r\nb: c", "a\r\n", "\r", "\n", "a\nb", "a\rb",
                                                                "a\0b"s, "\0"s, "a\x01", "a\x7f", " a", "a ", "\ta",
                                                                "a\t", " "}),
                     value) {
    auto fields = example();
    BOOST_CHECK_THROW(fields.append("name", value), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(fields.set("One", value), telnyx::invalid_argument_error);
    BOOST_TEST(fields.text() == example().text());
}

BOOST_AUTO_TEST_CASE(refusal_names_the_header) {
    headers fields;
    BOOST_CHECK_EXCEPTION(fields.append("X-Name", "a\r\nb"), telnyx::invalid_argument_error, [](auto const& refusal) {
        return std::string_view(refusal.what()).find("X-Name") != std::string_view::npos;
    });
}

BOOST_AUTO_TEST_CASE(texts_may_come_out_of_the_fields_that_they_are_added_to) {
    auto const long_text = std::string(300, 'x');
    headers fields;
    fields.append("Source", long_text);
    fields.append("Copy", *fields.get("source"));
    fields.append(fields.begin()->name, "second");
    BOOST_TEST(fields.get("copy").value_or("") == long_text);
    BOOST_TEST(std::distance(fields.begin(), fields.end()) == 3);
    fields.set("Copy", *fields.get("source"));
    fields.set(fields.begin()->name, *fields.get("copy"));
    BOOST_TEST(fields.get("source").value_or("") == long_text);
    BOOST_TEST(fields.remove(fields.begin()->name) == 1u);
    BOOST_TEST(fields_of(fields) == list({"Source=" + long_text}), boost::test_tools::per_element());

    // Whatever size the memory has when it has to grow.
    for (std::size_t size = 1; size < 200; ++size) {
        headers grown;
        grown.append("source", std::string(size, 'x'));
        grown.append("a-name-of-some-length", *grown.get("source"));
        BOOST_TEST(grown.get("a-name-of-some-length").value_or("") == std::string(size, 'x'));
    }
}

BOOST_AUTO_TEST_SUITE_END()
