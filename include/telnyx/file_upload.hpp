#pragma once

#include "telnyx/body_source.hpp"
#include "telnyx/config.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace telnyx {

/// A file to send: on disk, in memory, or from a source of the caller's. Copies share the content.
class file_upload {
  public:
    /// A file on disk, read piece by piece while it is sent. The file name and a media type that fits its ending are
    /// sent along. Throws `invalid_argument_error` when the file cannot be opened.
    static file_upload from_file(std::filesystem::path const& path);

    /// Bytes in memory.
    static file_upload from_bytes(std::string bytes, std::string file_name,
                                  std::string content_type = "application/octet-stream");

    /// Bytes from the caller's own source.
    static file_upload from_source(std::shared_ptr<body_source> source, std::string file_name,
                                   std::string content_type = "application/octet-stream");

    /// Name that the server gets to see.
    std::string const& file_name() const { return file_name_; }

    /// Media type of the content.
    std::string const& content_type() const { return content_type_; }

    /// Where the bytes come from.
    std::shared_ptr<body_source> const& source() const { return source_; }

  private:
    file_upload(std::shared_ptr<body_source> source, std::string file_name, std::string content_type)
        : source_(std::move(source)), file_name_(std::move(file_name)), content_type_(std::move(content_type)) {}

    std::shared_ptr<body_source> source_;
    std::string file_name_;
    std::string content_type_;
};

/// Media type that files with this name usually have; `application/octet-stream` when it is not known.
std::string_view media_type_of(std::string_view file_name);

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/impl/file_upload.ipp"
#endif
