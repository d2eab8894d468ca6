#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/body/file_source.hpp"
#include "telnyx/body/file_upload.hpp"
#include "telnyx/body/memory_source.hpp"
#include "telnyx/body/path_text.hpp"

#include <array>
#include <atomic>
#include <utility>

namespace telnyx {

TELNYX_DECL std::string_view media_type_of(std::string_view file_name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> known{{
        {"aac", "audio/aac"},
        {"flac", "audio/flac"},
        {"json", "application/json"},
        {"m4a", "audio/mp4"},
        {"mp3", "audio/mpeg"},
        {"mp4", "video/mp4"},
        {"mpeg", "video/mpeg"},
        {"mpga", "audio/mpeg"},
        {"ogg", "audio/ogg"},
        {"opus", "audio/ogg"},
        {"txt", "text/plain"},
        {"wav", "audio/wav"},
        {"webm", "audio/webm"},
    }};
    auto const dot = file_name.rfind('.');
    if (dot != std::string_view::npos)
        for (auto const& [ending, type] : known)
            if (ascii::equal_ignoring_case(file_name.substr(dot + 1), ending)) return type;
    return "application/octet-stream";
}

namespace detail {

// Directories are private to the caller, whichever system the name is from.
inline std::string_view without_folders(std::string_view name) {
    name.remove_prefix(name.find_last_of("/\\") + 1); // npos + 1 is 0
    return name.empty() || name == "." || name == ".." ? std::string_view("unknown_file") : name;
}

} // namespace detail

TELNYX_DECL file_upload::file_upload(opener open, std::string_view file_name,
                                     std::optional<std::string_view> content_type)
    : open_(std::move(open)),
      file_name_(detail::without_folders(file_name)),
      content_type_(content_type ? *std::move(content_type) : std::string(media_type_of(file_name_))) {}

TELNYX_DECL file_upload file_upload::from_file(std::filesystem::path const& path) {
    auto open = [path] { return std::make_shared<body::file_source>(path); };
    open(); // fails at once if it cannot be opened
    return {std::move(open), body::path_text(path), std::nullopt};
}

TELNYX_DECL file_upload file_upload::from_bytes(std::string bytes, text_view file_name,
                                                std::optional<std::string_view> content_type) {
    auto open = [shared = std::make_shared<std::string const>(std::move(bytes))] {
        return std::make_shared<body::memory_source>(shared);
    };
    return {std::move(open), file_name, content_type};
}

TELNYX_DECL file_upload file_upload::from_source(std::shared_ptr<body_source> source, text_view file_name,
                                                 std::optional<std::string_view> content_type) {
    if (!source) throw invalid_argument_error("source", "there is none");
    auto open = [source = std::move(source), used = std::make_shared<std::atomic<bool>>(false)] {
        if (used->exchange(true) && !source->rewind())
            throw invalid_argument_error("file", "its source has been sent before and cannot start over");
        return source;
    };
    return {std::move(open), file_name, content_type};
}

} // namespace telnyx
