#include "telnyx/base/redact.hpp"

#include "telnyx/base/append_redacted.hpp"
#include "telnyx/http/redact_response.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace {

using telnyx::headers;
using telnyx::base::redact;
using telnyx::base::redact_cut;
using telnyx::base::redacted;
using telnyx::base::redacted_beginning;
using telnyx::base::redacted_view;
using telnyx::http::redact;
using telnyx::http::redacted;

std::string without_key(std::string text, std::string_view key = "KEY123") {
    redact(text, key);
    return text;
}

std::string without_cut_key(std::string text) {
    redact_cut(text, "KEY123");
    return text;
}

/// Counts what is written.
struct counter {
    void append(std::string_view text) {
        bytes += text.size();
        ++pieces;
    }
    std::size_t bytes = 0;
    std::size_t pieces = 0;
};

} // namespace

BOOST_AUTO_TEST_SUITE(redact_tests)

BOOST_AUTO_TEST_CASE(every_key_is_replaced) {
    BOOST_TEST(without_key("") == "");
    BOOST_TEST(without_key("KEY12") == "KEY12");
    BOOST_TEST(without_key("KEY123") == "[API key]");
    BOOST_TEST(without_key("a KEY123, KEY123KEY123 KEY12KEY1234") == "a [API key], [API key][API key] KEY12[API key]4");
    BOOST_TEST(without_key("text", "") == "text");
    BOOST_TEST(without_key("aaaaa", "aa") == "[API key][API key]a");
    BOOST_TEST(redacted("KEY123 KEY123", "KEY123") == "[API key] [API key]");
    BOOST_TEST(redacted("text", "") == "text");
}

BOOST_AUTO_TEST_CASE(megabyte_of_keys_takes_one_pass) {
    std::string_view const key = "KEY123";
    constexpr std::size_t count = 175'000;
    std::string text;
    for (std::size_t i = 0; i != count; ++i)
        text += key;
    counter written;
    telnyx::base::append_redacted(written, text, key);
    BOOST_TEST(written.bytes == count * std::string_view("[API key]").size());
    BOOST_TEST(written.pieces == 2 * count + 1);
    BOOST_TEST(without_key(text).size() == written.bytes);
}

BOOST_AUTO_TEST_CASE(key_that_is_cut_goes_too) {
    BOOST_TEST(without_cut_key("text") == "text");
    BOOST_TEST(without_cut_key("text KEY12") == "text [API key]");
    BOOST_TEST(without_cut_key("KEY1") == "[API key]");
    BOOST_TEST(without_cut_key("the KEY") == "the KEY"); // tells nothing
    BOOST_TEST(without_cut_key("KEY12 is cut") == "KEY12 is cut");
    BOOST_TEST(redacted_beginning("0123456KEY123", "KEY123", 10) == "0123456[AP");
    BOOST_TEST(redacted_beginning("0123456KEY123", "KEY123", 100) == "0123456[API key]");
    for (std::size_t limit = 0; limit < 30; ++limit)
        BOOST_TEST(redacted_beginning("0123456KEY123 and KEY123", "KEY123", limit).find("KEY1") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(header_fields_lose_the_key) {
    headers fields;
    fields.append("X-Request-Id", "KEY123");
    fields.append("X-KEY123", "a KEY123 b");
    fields.append("Content-Type", "text/plain");
    redact(fields, "KEY123");
    BOOST_TEST(fields.text().find("KEY123") == std::string_view::npos);
    BOOST_TEST(fields.get("x-request-id").value() == "[API key]");
    BOOST_TEST(fields.get("content-type").value() == "text/plain");
    redact(fields, "t"); // no secret, and would make the content type useless
    BOOST_TEST(fields.get("content-type").value() == "text/plain");
    redact(fields, "");
    BOOST_TEST(fields.get("content-type").value() == "text/plain");
}

BOOST_AUTO_TEST_CASE(view_copies_only_what_it_has_to) {
    std::string_view const text = "text";
    redacted_view const same(text, "KEY123");
    BOOST_TEST(std::string_view(same).data() == text.data());
    redacted_view const other("KEY123", "KEY123");
    BOOST_TEST(std::string_view(other) == "[API key]");
}

BOOST_AUTO_TEST_SUITE_END()
