#pragma once

#include "telnyx/body/file_source.hpp"
#include "telnyx/body/memory_source.hpp"
#include "telnyx/file_upload.hpp"
#include "telnyx/http/text.hpp"

#include <array>
#include <utility>

namespace telnyx {

TELNYX_DECL std::string_view media_type_of(std::string_view file_name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> known{{
        {"aac", "audio/aac"},
        {"flac", "audio/flac"},
        {"json", "application/json"},
        {"m4a", "audio/mp4"},
        {"mp3", "audio/mpeg"},
        {"mp4", "video/mp4"},
        {"mpeg", "video/mpeg"},
        {"ogg", "audio/ogg"},
        {"opus", "audio/ogg"},
        {"txt", "text/plain"},
        {"wav", "audio/wav"},
        {"webm", "audio/webm"},
    }};
    auto const dot = file_name.rfind('.');
    if (dot != std::string_view::npos)
        for (auto const& [ending, type] : known)
            if (http::equal_ignoring_case(file_name.substr(dot + 1), ending)) return type;
    return "application/octet-stream";
}

TELNYX_DECL file_upload file_upload::from_file(std::filesystem::path const& path) {
    auto name = path.filename().string();
    std::string type(media_type_of(name));
    return {std::make_shared<body::file_source>(path), std::move(name), std::move(type)};
}

TELNYX_DECL file_upload file_upload::from_bytes(std::string bytes, std::string file_name, std::string content_type) {
    return {std::make_shared<body::memory_source>(std::move(bytes)), std::move(file_name), std::move(content_type)};
}

TELNYX_DECL file_upload file_upload::from_source(std::shared_ptr<body_source> source, std::string file_name,
                                                 std::string content_type) {
    return {std::move(source), std::move(file_name), std::move(content_type)};
}

} // namespace telnyx
