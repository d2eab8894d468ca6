#include "support/body_sources.hpp"
#include "support/temporary_directory.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/body/multipart.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

using telnyx::file_upload;
using telnyx::invalid_argument_error;
using telnyx::body::multipart;
using namespace telnyx::tests;

namespace {

std::string form_of(std::string_view json) {
    multipart form("B");
    form.add_fields(boost::json::parse(json).as_object());
    return read_to_end(form);
}

std::string field(std::string const& name, std::string const& value) {
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
}

auto refuses(std::string const& parameter) {
    return [parameter](invalid_argument_error const& failure) {
        BOOST_TEST(failure.parameter() == parameter);
        return true;
    };
}

/// Checks that the announced size is that of the bytes still to come, piece by piece; gives all bytes.
std::string read_checking_size(multipart& form) {
    std::string all;
    while (true) {
        auto const before = form.size();
        BOOST_REQUIRE(before.has_value());
        auto const piece = read_piece(form);
        BOOST_TEST(*form.size() == *before - piece.size());
        if (!piece.empty()) {
            all += piece;
            continue;
        }
        BOOST_TEST(*before == 0U);
        return all;
    }
}

std::string const bad_utf8 = "caf\xe9";

} // namespace

BOOST_AUTO_TEST_SUITE(multipart_body)

BOOST_AUTO_TEST_CASE(fields_are_written_as_rfc_7578_says) {
    multipart form("xyz");
    form.add_field("model", "a/b");
    form.add_field("language", "en");
    BOOST_TEST(form.content_type() == "multipart/form-data; boundary=xyz");
    BOOST_TEST(read_to_end(form) == "--xyz\r\n"
                                    "Content-Disposition: form-data; name=\"model\"\r\n"
                                    "\r\n"
                                    "a/b\r\n"
                                    "--xyz\r\n"
                                    "Content-Disposition: form-data; name=\"language\"\r\n"
                                    "\r\n"
                                    "en\r\n"
                                    "--xyz--\r\n");
}

BOOST_AUTO_TEST_CASE(file_has_a_name_and_a_content_type) {
    multipart form("xyz");
    form.add_file("file", file_upload::from_bytes(std::string("\0\r\n--", 5), "a.wav", "audio/wav"));
    form.add_field("model", "m");
    BOOST_TEST(read_to_end(form) == std::string("--xyz\r\n"
                                                "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
                                                "Content-Type: audio/wav\r\n"
                                                "\r\n") +
                                        std::string("\0\r\n--", 5) +
                                        "\r\n--xyz\r\n"
                                        "Content-Disposition: form-data; name=\"model\"\r\n"
                                        "\r\n"
                                        "m\r\n"
                                        "--xyz--\r\n");
}

BOOST_AUTO_TEST_CASE(form_without_fields_is_its_end) {
    multipart form("xyz");
    BOOST_TEST(read_checking_size(form) == "--xyz--\r\n");
}

BOOST_AUTO_TEST_CASE(names_are_escaped_as_browsers_do) {
    multipart form("B");
    form.add_field("a\"b\r\nc\\d%e;ü", "x");
    form.add_file("f\n", file_upload::from_bytes("", "ü\"\r.wav"));
    BOOST_TEST(read_to_end(form) ==
               field("a%22b%0D%0Ac\\d%e;ü", "x") +
                   "--B\r\nContent-Disposition: form-data; name=\"f%0A\"; filename=\"ü%22%0D.wav\"\r\n"
                   "Content-Type: audio/wav\r\n\r\n\r\n--B--\r\n");
}

BOOST_AUTO_TEST_CASE(values_are_sent_as_they_are) {
    multipart form("B");
    form.add_field("a", "\"x\"\n%0A\r\nü");
    BOOST_TEST(read_to_end(form) == field("a", "\"x\"\n%0A\r\nü") + "--B--\r\n");
}

BOOST_AUTO_TEST_CASE(scalars_are_written_as_text) {
    BOOST_TEST(
        form_of(R"({"t": true, "f": false, "i": -3, "u": 18446744073709551615, "s": "", "d": 0.5, "e": 100.25})") ==
        field("t", "true") + field("f", "false") + field("i", "-3") + field("u", "18446744073709551615") +
            field("s", "") + field("d", "0.5") + field("e", "100.25") + "--B--\r\n");
    BOOST_TEST(form_of(R"({"z": -0.0, "i": 9007199254740993})") ==
               field("z", "-0.0") + field("i", "9007199254740993") + "--B--\r\n");
}

BOOST_AUTO_TEST_CASE(members_of_an_object_are_named_in_brackets) {
    BOOST_TEST(form_of(R"({"model_config": {"smart_format": true, "a": {"b": "c"}}, "x[]": "y"})") ==
               field("model_config[smart_format]", "true") + field("model_config[a][b]", "c") + field("x[]", "y") +
                   "--B--\r\n");
}

BOOST_AUTO_TEST_CASE(elements_of_an_array_repeat_its_name_with_brackets) {
    BOOST_TEST(form_of(R"({"a": ["x", 1, ["y"], {"k": "z"}]})") ==
               field("a[]", "x") + field("a[]", "1") + field("a[][]", "y") + field("a[][k]", "z") + "--B--\r\n");
}

BOOST_AUTO_TEST_CASE(empty_arrays_and_objects_send_nothing) {
    BOOST_TEST(form_of(R"({"a": [], "b": {}, "c": {"d": []}})") == "--B--\r\n");
}

BOOST_AUTO_TEST_CASE(null_is_refused) {
    multipart form;
    BOOST_CHECK_EXCEPTION(form.add_fields({{"a", nullptr}}), invalid_argument_error, refuses("a"));
    BOOST_CHECK_EXCEPTION(form.add_fields({{"a", {{"b", nullptr}}}}), invalid_argument_error, refuses("a[b]"));
    boost::json::array const list{nullptr};
    BOOST_CHECK_EXCEPTION(form.add_fields({{"a", list}}), invalid_argument_error, refuses("a[]"));
}

BOOST_AUTO_TEST_CASE(numbers_that_are_not_finite_are_refused) {
    multipart form;
    BOOST_CHECK_EXCEPTION(form.add_fields({{"a", std::numeric_limits<double>::quiet_NaN()}}), invalid_argument_error,
                          refuses("a"));
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf_8_is_refused) {
    multipart form;
    BOOST_CHECK_EXCEPTION(form.add_field(bad_utf8, "x"), invalid_argument_error, refuses("field name"));
    BOOST_CHECK_EXCEPTION(form.add_field("a", bad_utf8), invalid_argument_error, refuses("a"));
    BOOST_CHECK_EXCEPTION(form.add_file("a", file_upload::from_bytes("", bad_utf8)), invalid_argument_error,
                          refuses("file name"));
}

BOOST_AUTO_TEST_CASE(names_with_nul_are_refused) {
    multipart form;
    BOOST_CHECK_EXCEPTION(form.add_field(std::string_view("a\0b", 3), "x"), invalid_argument_error,
                          refuses("field name"));
}

BOOST_AUTO_TEST_CASE(content_types_that_would_break_the_head_are_refused) {
    multipart form;
    for (std::string const type : {"", "a/b\r\nX: y", " a/b"})
        BOOST_CHECK_EXCEPTION(form.add_file("a", file_upload::from_bytes("", "x", type)), invalid_argument_error,
                              refuses("content type"));
}

BOOST_AUTO_TEST_CASE(what_was_refused_leaves_no_trace) {
    multipart form("B");
    auto const source = source_of({"x"});
    source->never_rewind();
    auto const once = file_upload::from_source(source, "x");
    once.open();
    BOOST_CHECK_THROW(form.add_file("a", once), invalid_argument_error);
    BOOST_CHECK_THROW(form.add_field("a", bad_utf8), invalid_argument_error);
    form.add_field("b", "c");
    BOOST_TEST(read_to_end(form) == field("b", "c") + "--B--\r\n");
}

BOOST_AUTO_TEST_CASE(small_fields_are_read_in_one_chunk) {
    multipart form("B");
    form.add_fields({{"a", 1}, {"b", {{"c", 2}}}});
    BOOST_TEST(read_pieces(form).size() == 2U); // with the closing line
}

BOOST_AUTO_TEST_CASE(size_is_that_of_what_is_still_to_come) {
    multipart form("B");
    form.add_field("a", "b");
    form.add_file("f", file_upload::from_bytes(std::string(200'000, 'x'), "x"));
    form.add_file("g", file_upload::from_bytes("", "empty"));
    form.add_field("c", "d");
    auto const announced = form.size();
    BOOST_TEST(read_checking_size(form).size() == announced.value());
}

BOOST_AUTO_TEST_CASE(size_is_unknown_while_a_source_does_not_know_its_own) {
    multipart form("B");
    form.add_file("f", file_upload::from_bytes("x", "x"));
    form.add_file("g", file_upload::from_source(source_of({"y", "z"}), "g"));
    BOOST_CHECK(!form.size().has_value());
    auto const all = read_to_end(form);
    BOOST_TEST(all.find("\r\n\r\nyz\r\n--B--\r\n") != std::string::npos);
    BOOST_TEST(form.size().value() == 0U);
}

BOOST_AUTO_TEST_CASE(it_starts_over_from_anywhere) {
    multipart form("B");
    form.add_field("a", "b");
    form.add_file("f", file_upload::from_bytes(std::string(150'000, 'x'), "x"));
    form.add_file("g", file_upload::from_source(source_of({"y", "z"}), "g"));
    form.add_field("c", "d");
    auto const all = read_to_end(form);
    auto const count = [&] {
        BOOST_REQUIRE(form.rewind());
        return read_pieces(form).size();
    }();
    for (std::size_t pieces = 0; pieces <= count; ++pieces) {
        BOOST_REQUIRE(form.rewind());
        for (std::size_t i = 0; i != pieces; ++i)
            read_piece(form);
        BOOST_REQUIRE(form.rewind());
        BOOST_TEST(read_to_end(form) == all);
    }
}

BOOST_AUTO_TEST_CASE(it_cannot_start_over_when_a_source_cannot) {
    multipart form;
    auto const source = source_of({"x"});
    source->never_rewind();
    form.add_file("f", file_upload::from_bytes("x", "x"));
    form.add_file("g", file_upload::from_source(source, "g"));
    BOOST_TEST(!form.rewind());
}

BOOST_AUTO_TEST_CASE(file_that_becomes_shorter_is_not_sent_as_if_nothing_were) {
    temporary_directory const folder;
    auto const path = folder.write("a.wav", std::string(100'000, 'x'));
    multipart form;
    form.add_file("file", file_upload::from_file(path));
    std::filesystem::resize_file(path, 70'000);
    BOOST_CHECK_THROW(read_to_end(form), invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(file_that_grows_is_sent_as_long_as_it_was) {
    temporary_directory const folder;
    auto const path = folder.write("a.txt", "before");
    multipart form("B");
    form.add_file("file", file_upload::from_file(path));
    std::ofstream(path, std::ios::app) << " and after";
    auto const all = read_checking_size(form);
    BOOST_TEST(all.find("\r\n\r\nbefore\r\n--B--\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(boundaries_are_made_by_chance) {
    auto const a = multipart().content_type();
    BOOST_TEST(a != multipart().content_type());
    auto const boundary = a.substr(a.find('=') + 1);
    BOOST_TEST(boundary.size() >= 30U);
    BOOST_TEST(boundary.size() <= 70U);
    BOOST_TEST(boundary.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
