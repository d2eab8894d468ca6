#pragma once

#include "telnyx/body/body_source.hpp"
#include "telnyx/body/file_upload.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::body {

/// A `multipart/form-data` body (RFC 7578), produced while it is sent: files are never loaded as a whole.
class multipart final : public body_source {
  public:
    /// Separates the parts by a random boundary.
    multipart();
    explicit multipart(std::string boundary) : boundary_(std::move(boundary)) {}

    /// Adds a field.
    /// @throws invalid_argument_error if `name` or `value` is not UTF-8, or if `name` contains NUL.
    void add_field(std::string_view name, std::string_view value);

    /// Adds the members of an object: an array as repeated `name[]`, an object as `name[key]`, scalars as text.
    /// @throws invalid_argument_error if a value is null or a number that is not finite.
    void add_fields(boost::json::object const& members);

    /// Adds a file.
    /// @throws invalid_argument_error if the file cannot be opened, or its name or content type is not valid in a
    ///   header.
    void add_file(std::string_view name, file_upload const& file);

    /// Value of the Content-Type header.
    std::string content_type() const { return "multipart/form-data; boundary=" + boundary_; }

    TELNYX_DECL std::optional<std::uint64_t> size() const override;
    TELNYX_DECL boost::asio::awaitable<std::string_view> read() override;
    TELNYX_DECL bool rewind() override;

  private:
    /// Text, followed by the bytes of a source, if there is one.
    struct part {
        std::string text;
        std::shared_ptr<body_source> source;
    };

    std::string& text_at_end();

    std::string boundary_;
    std::vector<part> parts_;
    std::string closing_;
    std::size_t position_ = 0;
    bool text_sent_ = false;
    bool closing_sent_ = false;
};

} // namespace telnyx::body

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/body/impl/multipart.ipp"
#endif
