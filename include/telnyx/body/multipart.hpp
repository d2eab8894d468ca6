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
    /// A boundary made by chance separates the parts.
    multipart();
    explicit multipart(std::string boundary) : boundary_(std::move(boundary)) {}

    /// Adds a field. Throws `invalid_argument_error` when it is not UTF-8, or the name holds NUL.
    void add_field(std::string_view name, std::string_view value);

    /// Adds the members of an object: an array as `name[]` repeated, an object as `name[key]`, scalars as text.
    /// Throws `invalid_argument_error` for null, and for numbers that are not finite.
    void add_fields(boost::json::object const& members);

    /// Adds a file. Throws `invalid_argument_error` when it cannot be opened, and for a file name or content type that
    /// cannot stand in a header.
    void add_file(std::string_view name, file_upload const& file);

    /// To be sent as Content-Type.
    std::string content_type() const { return "multipart/form-data; boundary=" + boundary_; }

    std::optional<std::uint64_t> size() const override;
    boost::asio::awaitable<std::string_view> read() override;
    bool rewind() override;

  private:
    /// Text, then the bytes of a source where there is one.
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
