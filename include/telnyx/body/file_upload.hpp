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

/// A file to send: on disk, in memory, or from a source of the caller's. Copies share the content.
///
/// It may be sent any number of times, also at the same time, unless it comes from a source of the caller's.
///
/// Of a file name with folders only what stands behind the last slash or backslash is sent. The media type follows from
/// the ending of the name unless it is given.
class file_upload {
  public:
    /// A file on disk, read piece by piece while it is sent. Throws `invalid_argument_error` when the file cannot be
    /// opened or is not a regular file, and so does a call when that has come to be. Its name is sent as UTF-8; on
    /// Windows, only a path that is made of a `std::u8string` takes UTF-8.
    static file_upload from_file(std::filesystem::path const& path);

    /// Bytes in memory.
    static file_upload from_bytes(std::string bytes, text_view file_name,
                                  std::optional<std::string_view> content_type = std::nullopt);

    /// Bytes from the caller's own source, for one call at a time. From the second call on, and for each retry, it has
    /// to start over; a call throws `invalid_argument_error` when it cannot. Throws `invalid_argument_error` for a null
    /// pointer.
    static file_upload from_source(std::shared_ptr<body_source> source, text_view file_name,
                                   std::optional<std::string_view> content_type = std::nullopt);

    /// Name that the server gets to see; `unknown_file` when none was given, or only folders.
    std::string const& file_name() const { return file_name_; }

    /// Media type of the content.
    std::string const& content_type() const { return content_type_; }

    /// The bytes from the first on. Throws `invalid_argument_error` when they cannot be had (again).
    std::shared_ptr<body_source> open() const { return open_(); }

  private:
    using opener = std::function<std::shared_ptr<body_source>()>;

    file_upload(opener open, std::string_view file_name, std::optional<std::string_view> content_type);

    opener open_;
    std::string file_name_;
    std::string content_type_;
};

/// Media type that files with this name usually have; `application/octet-stream` when it is not known.
std::string_view media_type_of(std::string_view file_name);

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/body/impl/file_upload.ipp"
#endif
