#include "support/body_sources.hpp"
#include "support/temporary_directory.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/body/file_upload.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <utility>

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

auto says(std::string part) {
    return [part = std::move(part)](invalid_argument_error const& failure) {
        return std::string_view(failure.what()).find(part) != std::string_view::npos;
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(file_upload_value)

BOOST_AUTO_TEST_CASE(file_on_disk_brings_its_name_type_and_size) {
    temporary_directory const folder;
    auto const file = file_upload::from_file(folder.write("some/Speech.MP3", long_text()));
    BOOST_TEST(file.file_name() == "Speech.MP3");
    BOOST_TEST(file.content_type() == "audio/mpeg");
    auto const source = file.open();
    BOOST_TEST(source->size().value() == 200'000U);
    BOOST_TEST(read_to_end(*source) == long_text());
    BOOST_TEST(source->size().value() == 0U);
}

BOOST_AUTO_TEST_CASE(file_on_disk_comes_in_chunks) {
    temporary_directory const folder;
    auto const source = file_upload::from_file(folder.write("a", long_text())).open();
    for (auto const& piece : read_pieces(*source))
        BOOST_TEST(piece.size() <= std::size_t(64) * 1024);
}

BOOST_AUTO_TEST_CASE(empty_file_is_a_file) {
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

BOOST_AUTO_TEST_CASE(what_is_no_regular_file_is_refused_at_once) {
    temporary_directory const folder;
    auto const pipe = folder.path() / "pipe.wav";
    BOOST_TEST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    auto const socket = folder.path() / "s.wav";
    boost::asio::io_context io;
    boost::asio::local::stream_protocol::acceptor const listening(
        io, boost::asio::local::stream_protocol::endpoint(socket.string()));
    std::filesystem::create_symlink(pipe, folder.path() / "link.wav");
    for (auto const& path :
         {pipe, folder.path() / "link.wav", folder.path(), socket, std::filesystem::path("/dev/null"),
          std::filesystem::path("/dev/zero"), std::filesystem::path("/dev/tty")})
        BOOST_CHECK_EXCEPTION(file_upload::from_file(path), invalid_argument_error,
                              says(path == "/dev/tty" ? "" : "is not a regular file"));
    BOOST_CHECK_EXCEPTION(file_upload::from_file(folder.path() / "missing"), invalid_argument_error,
                          says("cannot read"));
    BOOST_CHECK_EXCEPTION(file_upload::from_file(""), invalid_argument_error, says("cannot read"));
}

BOOST_AUTO_TEST_CASE(file_that_a_pipe_has_replaced_is_refused_when_it_is_opened) {
    temporary_directory const folder;
    std::filesystem::path const path = folder.write("a.wav", "x");
    auto const file = file_upload::from_file(path);
    std::filesystem::remove(path);
    BOOST_TEST_REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    BOOST_CHECK_EXCEPTION(file.open(), invalid_argument_error, says("is not a regular file"));
}

BOOST_AUTO_TEST_CASE(link_to_a_file_is_followed) {
    temporary_directory const folder;
    std::filesystem::create_symlink(folder.write("a", "text"), folder.path() / "b.wav");
    auto const file = file_upload::from_file(folder.path() / "b.wav");
    BOOST_TEST(file.file_name() == "b.wav");
    BOOST_TEST(read_to_end(*file.open()) == "text");
}

#ifdef __linux__

std::string content_of(char const* path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

BOOST_AUTO_TEST_CASE(files_that_the_system_makes_up_are_sent_as_they_are) {
    for (auto const* const path :
         {"/proc/version", "/proc/filesystems", "/proc/self/cmdline", "/sys/kernel/mm/transparent_hugepage/enabled"}) {
        if (!std::filesystem::exists(path)) continue;
        auto const expected = content_of(path);
        BOOST_TEST(!expected.empty());
        auto const source = file_upload::from_file(path).open();
        BOOST_TEST(source->size().value() == expected.size(), path);
        BOOST_TEST(read_to_end(*source) == expected, path);
        BOOST_TEST(source->size().value() == 0U);
        BOOST_REQUIRE(source->rewind());
        BOOST_TEST(source->size().value() == expected.size(), path);
        BOOST_TEST(read_to_end(*source) == expected, path);
    }
    auto const status = file_upload::from_file("/proc/self/status").open();
    auto const announced = status->size().value();
    auto const text = read_to_end(*status);
    BOOST_TEST(text.size() == announced);
    BOOST_TEST(text.find("Name:") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(long_files_that_the_system_makes_up_end_where_they_end) {
    for (auto const* const path : {"/proc/kallsyms", "/proc/self/smaps", "/proc/self/maps"}) {
        if (!std::filesystem::exists(path) || content_of(path).size() < 100'000) continue;
        auto const source = file_upload::from_file(path).open();
        BOOST_TEST(!source->size().has_value());
        BOOST_TEST(read_to_end(*source).size() > 65'536U);
        BOOST_REQUIRE(source->rewind());
        BOOST_TEST(!source->size().has_value());
        BOOST_TEST(read_to_end(*source).size() > 65'536U);
    }
}

#endif

BOOST_AUTO_TEST_CASE(file_of_holes_is_as_long_as_it_says) {
    temporary_directory const folder;
    for (std::size_t const size : {1U, 65'535U, 65'537U, 300'000U}) {
        auto const path = folder.write("holes", "");
        std::filesystem::resize_file(path, size);
        auto const source = file_upload::from_file(path).open();
        BOOST_TEST(source->size().value() == size);
        BOOST_TEST((read_to_end(*source) == std::string(size, '\0')));
    }
}

BOOST_AUTO_TEST_CASE(file_that_has_gone_is_refused_when_it_is_opened) {
    temporary_directory const folder;
    auto const path = folder.write("a", "x");
    auto const file = file_upload::from_file(path);
    std::filesystem::remove(path);
    BOOST_CHECK_THROW(file.open(), invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(file_on_disk_is_opened_anew_each_time) {
    temporary_directory const folder;
    auto const path = folder.write("a", "first");
    auto const file = file_upload::from_file(path);
    auto const before = file.open();
    BOOST_TEST(read_to_end(*before) == "first");
    folder.write("a", "a longer one");
    BOOST_TEST(file.open()->size().value() == 12U);
    BOOST_TEST(read_to_end(*file.open()) == "a longer one");
}

BOOST_AUTO_TEST_CASE(bytes_come_in_chunks_and_again_after_a_rewind) {
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

BOOST_AUTO_TEST_CASE(callers_source_starts_over_from_the_second_time_on) {
    auto const source = source_of({"a", "b"});
    auto const file = file_upload::from_source(source, "x");
    auto const copy = file;
    BOOST_TEST(read_to_end(*file.open()) == "ab");
    BOOST_TEST(source->rewind_count() == 0);
    BOOST_TEST(read_to_end(*copy.open()) == "ab");
    BOOST_TEST(source->rewind_count() == 1);
}

BOOST_AUTO_TEST_CASE(callers_source_that_cannot_start_over_is_good_for_one_time) {
    auto const source = source_of({"a"});
    source->never_rewind();
    auto const file = file_upload::from_source(source, "x");
    file.open();
    BOOST_CHECK_THROW(file.open(), invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(no_source_is_refused) {
    BOOST_CHECK_THROW(file_upload::from_source(nullptr, "x"), invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(file_without_a_name_gets_one) {
    BOOST_TEST(file_upload::from_bytes("x", "").file_name() == "unknown_file");
    BOOST_TEST(file_upload::from_bytes("x", "").content_type() == "application/octet-stream");
}

BOOST_AUTO_TEST_CASE(folders_are_not_told) {
    for (auto const* const name : {"/home/me/secret/a.wav", "C:\\x\\a.wav", "x/y\\a.wav", "\\\\host\\share\\a.wav",
                                   "../a.wav", "./a.wav", "a.wav", "//a.wav"}) {
        BOOST_TEST(file_upload::from_bytes("x", name).file_name() == "a.wav", name);
        BOOST_TEST(file_upload::from_bytes("x", name).content_type() == "audio/wav", name);
        BOOST_TEST(file_upload::from_source(source_of({"x"}), name).file_name() == "a.wav", name);
        BOOST_TEST(file_upload::from_source(source_of({"x"}), name).content_type() == "audio/wav", name);
    }
    for (auto const* const name : {"/", "a/", "C:\\x\\", "..", ".", "a/..", "a\\."})
        BOOST_TEST(file_upload::from_bytes("x", name).file_name() == "unknown_file", name);
    BOOST_TEST(file_upload::from_bytes("x", "x/\xc3\xbc \"q\".mp3").file_name() == "\xc3\xbc \"q\".mp3");
    BOOST_TEST(file_upload::from_bytes("x", "...").file_name() == "...");
    BOOST_TEST(file_upload::from_bytes("x", ".wav").file_name() == ".wav");
    temporary_directory const folder;
    BOOST_TEST(file_upload::from_file(folder.write("in/b\\a.flac", "x")).file_name() == "a.flac");
}

BOOST_AUTO_TEST_CASE(media_type_follows_from_the_name_unless_it_is_given) {
    BOOST_TEST(file_upload::from_bytes("x", "a.wav").content_type() == "audio/wav");
    BOOST_TEST(file_upload::from_bytes("x", "a.MP3").content_type() == "audio/mpeg");
    BOOST_TEST(file_upload::from_bytes("x", "a.unknown").content_type() == "application/octet-stream");
    BOOST_TEST(file_upload::from_bytes("x", "wav/a").content_type() == "application/octet-stream");
    BOOST_TEST(file_upload::from_bytes("x", "a.wav", "text/plain").content_type() == "text/plain");
    BOOST_TEST(file_upload::from_bytes("x", "a.wav", std::string("application/octet-stream")).content_type() ==
               "application/octet-stream");
    BOOST_TEST(file_upload::from_source(source_of({"x"}), "a.ogg").content_type() == "audio/ogg");
    BOOST_TEST(file_upload::from_source(source_of({"x"}), "a.ogg", "audio/opus").content_type() == "audio/opus");
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
