#include "support/body_sources.hpp"
#include "support/temporary_directory.hpp"
#include "telnyx/file_upload.hpp"
#include "telnyx/invalid_argument_error.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

using telnyx::file_upload;
using telnyx::invalid_argument_error;
using telnyx::media_type_of;
using namespace telnyx::tests;

namespace {

/// 200,000 bytes, no two thousands alike.
std::string long_text() {
    std::string text;
    for (int i = 0; i != 20'000; ++i)
        text += std::to_string(1'000'000'000 + i);
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(file_upload_value)

BOOST_AUTO_TEST_CASE(a_file_on_disk_brings_its_name_type_and_size) {
    temporary_directory const folder;
    auto const file = file_upload::from_file(folder.write("some/Speech.MP3", long_text()));
    BOOST_TEST(file.file_name() == "Speech.MP3");
    BOOST_TEST(file.content_type() == "audio/mpeg");
    auto const source = file.open();
    BOOST_TEST(source->size().value() == 200'000U);
    BOOST_TEST(read_to_end(*source) == long_text());
    BOOST_TEST(source->size().value() == 0U);
}

BOOST_AUTO_TEST_CASE(a_file_on_disk_comes_in_pieces) {
    temporary_directory const folder;
    auto const source = file_upload::from_file(folder.write("a", long_text())).open();
    for (auto const& piece : read_pieces(*source))
        BOOST_TEST(piece.size() <= std::size_t(64) * 1024);
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_a_file) {
    temporary_directory const folder;
    auto const source = file_upload::from_file(folder.write("a", "")).open();
    BOOST_TEST(source->size().value() == 0U);
    BOOST_TEST(read_to_end(*source) == "");
    BOOST_TEST(source->rewind());
}

BOOST_AUTO_TEST_CASE(what_is_no_readable_file_is_refused) {
    temporary_directory const folder;
    BOOST_CHECK_THROW(file_upload::from_file(folder.path() / "missing"), invalid_argument_error);
    BOOST_CHECK_THROW(file_upload::from_file(folder.path()), invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(a_file_that_has_gone_is_refused_when_it_is_opened) {
    temporary_directory const folder;
    auto const path = folder.write("a", "x");
    auto const file = file_upload::from_file(path);
    std::filesystem::remove(path);
    BOOST_CHECK_THROW(file.open(), invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(a_file_on_disk_is_opened_anew_each_time) {
    temporary_directory const folder;
    auto const path = folder.write("a", "first");
    auto const file = file_upload::from_file(path);
    auto const before = file.open();
    BOOST_TEST(read_to_end(*before) == "first");
    folder.write("a", "a longer one");
    BOOST_TEST(file.open()->size().value() == 12U);
    BOOST_TEST(read_to_end(*file.open()) == "a longer one");
}

BOOST_AUTO_TEST_CASE(bytes_come_in_pieces_and_again_after_a_rewind) {
    auto const file = file_upload::from_bytes(long_text(), "a.wav", "audio/wav");
    BOOST_TEST(file.content_type() == "audio/wav");
    auto const source = file.open();
    auto const pieces = read_pieces(*source);
    BOOST_TEST(pieces.size() == 4U);
    BOOST_TEST(pieces.front().size() == std::size_t(64) * 1024);
    BOOST_TEST(source->size().value() == 0U);
    BOOST_REQUIRE(source->rewind());
    BOOST_TEST(source->size().value() == 200'000U);
    BOOST_TEST(read_to_end(*source) == long_text());
}

BOOST_AUTO_TEST_CASE(bytes_can_be_read_several_times_at_once) {
    auto const file = file_upload::from_bytes(long_text(), "a");
    auto const copy = file;
    auto const one = file.open();
    auto const other = copy.open();
    auto text = read_piece(*one);
    BOOST_TEST(read_to_end(*other) == long_text());
    text += read_to_end(*one);
    BOOST_TEST(text == long_text());
}

BOOST_AUTO_TEST_CASE(a_callers_source_starts_over_from_the_second_time_on) {
    auto const source = source_of({"a", "b"});
    auto const file = file_upload::from_source(source, "x");
    auto const copy = file;
    BOOST_TEST(read_to_end(*file.open()) == "ab");
    BOOST_TEST(source->rewind_count() == 0);
    BOOST_TEST(read_to_end(*copy.open()) == "ab");
    BOOST_TEST(source->rewind_count() == 1);
}

BOOST_AUTO_TEST_CASE(a_callers_source_that_cannot_start_over_is_good_for_one_time) {
    auto const source = source_of({"a"});
    source->never_rewind();
    auto const file = file_upload::from_source(source, "x");
    file.open();
    BOOST_CHECK_THROW(file.open(), invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(no_source_is_refused) {
    BOOST_CHECK_THROW(file_upload::from_source(nullptr, "x"), invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(a_file_without_a_name_gets_one) {
    BOOST_TEST(file_upload::from_bytes("x", "").file_name() == "unknown_file");
    BOOST_TEST(file_upload::from_bytes("x", "").content_type() == "application/octet-stream");
}

BOOST_AUTO_TEST_CASE(media_types_follow_from_endings) {
    BOOST_TEST(media_type_of("a.flac") == "audio/flac");
    BOOST_TEST(media_type_of("a.b.WAV") == "audio/wav");
    BOOST_TEST(media_type_of("a.mpga") == "audio/mpeg");
    BOOST_TEST(media_type_of("a.webm") == "audio/webm");
    BOOST_TEST(media_type_of("wav") == "application/octet-stream");
    BOOST_TEST(media_type_of("a.") == "application/octet-stream");
    BOOST_TEST(media_type_of("") == "application/octet-stream");
    BOOST_TEST(media_type_of("a.wav.zip") == "application/octet-stream");
}

BOOST_AUTO_TEST_SUITE_END()
