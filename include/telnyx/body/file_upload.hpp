#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/text_view.hpp"
#include "telnyx/body/body_source.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx {

/// A file to upload: from disk, from memory, or from a source of the caller's. Copies share the content.
///
/// It may be sent any number of times, even concurrently, unless it comes from a source of the caller's.
///
/// If a file name contains directories, only the part after the last slash or backslash is sent. Unless given, the
/// media type is deduced from the file name extension.
class file_upload {
  public:
    /// A file on disk, read chunk by chunk while it is sent. Its name is sent as UTF-8; on Windows, only a path made
    /// from a `std::u8string` is read as UTF-8.
    /// @throws invalid_argument_error if the file cannot be opened or is not a regular file. A call throws it as well
    ///   if this becomes true later.
    static file_upload from_file(std::filesystem::path const& path);

    /// Bytes in memory.
    static file_upload from_bytes(std::string bytes, text_view file_name,
                                  std::optional<std::string_view> content_type = std::nullopt);

    /// Bytes from the caller's own source, for one call at a time. For each retry and each call after the first, the
    /// source must be able to start over; otherwise the call throws `invalid_argument_error`.
    /// @throws invalid_argument_error if `source` is null.
    static file_upload from_source(std::shared_ptr<body_source> source, text_view file_name,
                                   std::optional<std::string_view> content_type = std::nullopt);

    /// File name as sent to the server; `unknown_file` if none was given, or only directories.
    std::string const& file_name() const { return file_name_; }

    /// Media type of the content.
    std::string const& content_type() const { return content_type_; }

    /// Opens the content at its beginning.
    /// @throws invalid_argument_error if it cannot be opened (again).
    std::shared_ptr<body_source> open() const { return open_(); }

  private:
    using opener = std::function<std::shared_ptr<body_source>()>;

    file_upload(opener open, std::string_view file_name, std::optional<std::string_view> content_type);

    opener open_;
    std::string file_name_;
    std::string content_type_;
};

/// Usual media type of files with this name; `application/octet-stream` if unknown.
std::string_view media_type_of(std::string_view file_name);

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/body/impl/file_upload.ipp"
#endif
