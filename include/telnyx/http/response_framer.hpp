#pragma once

#include "telnyx/http/headers.hpp"
#include "telnyx/http/message_scan.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/version.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx::http {

/// Reads consecutive HTTP/1.1 responses from a byte sequence: finds the end of the head, skips interim (1xx) responses,
/// removes the transfer coding from the body, and decides whether the connection can be reused. Does no I/O. Ambiguous
/// framing (conflicting lengths, unknown transfer codings) is an error, never a guess.
class response_framer {
  public:
    response_framer() { restart(); }

    /// Prepares for the next response. The response to a HEAD request has no body, whatever its headers say.
    /// @param header_bytes maximum number of bytes of the head, and of each chunk header; trailers count towards the
    ///   last chunk header
    void start(bool answers_head, std::size_t header_bytes);

    /// Prepares for the response to a CONNECT: a success status ends it with its head, whatever the head says about a
    /// body (RFC 9110, section 9.3.6).
    void start_connect(std::size_t header_bytes);

    /// Reads from the front of `bytes` and returns the number of bytes consumed. Stops after each chunk of the body,
    /// which `chunk()` then returns, and at the end of the response. A result of 0 without an error or a chunk means
    /// that more bytes are needed.
    std::size_t parse(std::string_view bytes, boost::system::error_code& failure);

    /// The peer has closed the connection. An error unless the response is complete or ends with the connection.
    void end_of_input(boost::system::error_code& failure);

    /// The chunk of the body that the last `parse()` found, a part of the bytes passed to it; may be empty.
    std::string_view chunk() const { return chunk_; }

    /// Whether the status and headers are complete.
    bool has_head() const { return has_head_; }

    /// Whether the whole response has been read.
    bool complete() const { return complete_; }

    /// Whether the connection can be reused after this response; meaningful once `has_head()`.
    bool keeps_alive() const { return parser_->keep_alive(); }

    /// Whether only the end of the connection marks the end of the body; meaningful once `has_head()`.
    bool ends_with_connection() const { return parser_->need_eof(); }

    /// Size of the body if the head contains it; meaningful once `has_head()`.
    std::optional<std::uint64_t> content_length() const;

    /// Number of body bytes that are certain to follow: the rest of the content length, or of a chunk; 0 if unknown.
    /// Meaningful once `has_head()`.
    std::uint64_t announced() const;

    /// Total number of bytes scanned so far, counting repeated work.
    std::uint64_t work() const { return scan_.work(); }

    int status() const { return status_; }
    telnyx::headers& fields() { return fields_; }

  private:
    class parser final : public boost::beast::http::basic_parser<false> {
      public:
        explicit parser(response_framer& owner) : owner_(owner) {}

      private:
        using error_code = boost::beast::error_code;
        using view = boost::beast::string_view;

        void on_request_impl(boost::beast::http::verb, view, view, int, error_code&) override {}
        TELNYX_DECL void on_response_impl(int status, view reason, int version, error_code& failure) override;
        TELNYX_DECL void on_field_impl(boost::beast::http::field name, view name_text, view value,
                                       error_code& failure) override;
#if BOOST_BEAST_VERSION >= 359 // Boost 1.90; before it, trailers are fields
        void on_trailer_field_impl(boost::beast::http::field name, view, view, error_code& failure) override {
            check_trailer(name, failure);
        }
#endif
        TELNYX_DECL void on_header_impl(error_code& failure) override;
        void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code& failure) override {
            failure = {};
        }
        TELNYX_DECL std::size_t on_body_impl(view body, error_code& failure) override;
        TELNYX_DECL void on_chunk_header_impl(std::uint64_t size, view extensions, error_code& failure) override;
        TELNYX_DECL std::size_t on_chunk_body_impl(std::uint64_t remain, view body, error_code& failure) override;
        void on_finish_impl(error_code& failure) override {
            failure = {};
        }

        static void check_trailer(boost::beast::http::field name, error_code& failure);

        response_framer& owner_;
        bool knows_transfer_codings_ = false;
    };

    // Avoids an allocation per doubling for most responses.
    static constexpr std::size_t usual_head_size = 512;

    void restart();
    std::uint32_t header_limit() const;
    bool opens_tunnel() const {
        return answers_connect_ && status_ >= 200 && status_ < 300;
    }
    std::size_t read(std::string_view offered, boost::system::error_code& failure);
    bool begin_next_after_interim(boost::system::error_code& failure);
    std::size_t read_head(std::string_view bytes, std::size_t offered, boost::system::error_code& failure);
    std::size_t read_bare_status_line(std::string_view bytes, boost::system::error_code& failure);
    void count_head(std::size_t used, std::size_t unused, boost::system::error_code& failure);

    std::size_t header_bytes_ = std::size_t(64) * 1024;
    std::optional<parser> parser_;
    message_scan scan_;
    telnyx::headers fields_;
    std::string_view chunk_;
    int status_ = 0;
    int interim_count_ = 0;
    std::size_t head_size_ = 0;
    bool answers_head_ = false;
    bool answers_connect_ = false;
    bool skips_head_ = false;
    bool has_head_ = false;
    bool complete_ = false;
};

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/response_framer.ipp"
#endif
