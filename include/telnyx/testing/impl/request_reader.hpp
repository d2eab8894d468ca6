#pragma once

#include "telnyx/http/message_scan.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/version.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// Reads HTTP/1.1 requests from bytes that arrive in buffers of any size. No I/O.
class request_reader {
  public:
    enum class progress {
        needs_more, ///< feed more bytes
        head,       ///< the head is complete and more is to come
        complete,   ///< the request is complete; `reset()` prepares for the next one
        malformed,  ///< see `error()`; no more can be read
    };

    request_reader(std::size_t max_head_size, std::size_t max_body_size);

    /// Reads from the front of `bytes` and removes the bytes that it has read.
    progress read(std::string& bytes);

    recorded_request& request() { return parser_->request; }
    bool keep_alive() const { return parser_->keep_alive(); }
    boost::system::error_code error() const { return error_; }

    /// Total number of bytes scanned so far, counting repeated work.
    std::uint64_t work() const { return scan_.work(); }

    /// Whether part of a request has been read.
    bool in_request() const { return parser_->got_some(); }

    /// Prepares for the next request, which starts as a copy of `blank`.
    void reset(recorded_request const& blank = {});

  private:
    std::size_t parse(std::string_view offered);

    class parser : public boost::beast::http::basic_parser<true> {
      public:
        parser(http::message_scan& scan, std::size_t max_head_size)
            : scan_(scan), max_head_size_(static_cast<std::uint32_t>(max_head_size)) {
            header_limit(max_head_size_);
        }

        recorded_request request;

      private:
        using error_code = boost::beast::error_code;
        using string_view = boost::beast::string_view;

        TELNYX_DECL void on_request_impl(boost::beast::http::verb, string_view method, string_view target, int,
                                         error_code&) override;
        TELNYX_DECL void on_field_impl(boost::beast::http::field, string_view name, string_view value,
                                       error_code&) override;
#if BOOST_BEAST_VERSION >= 359 // Boost 1.90; before it, trailers are fields
        void on_trailer_field_impl(boost::beast::http::field, string_view, string_view, error_code&) override {}
#endif
        void on_header_impl(error_code&) override {
            scan_.head_ended(chunked());
            header_limit(max_head_size_); // again: since Boost 1.90, trailers count against the head's limit
        }
        void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
        TELNYX_DECL std::size_t on_body_impl(string_view data, error_code&) override;
        void on_chunk_header_impl(std::uint64_t size, string_view, error_code&) override {
            scan_.chunk_begun(size);
        }
        std::size_t on_chunk_body_impl(std::uint64_t, string_view data, error_code& ec) override {
            scan_.chunk_data(data.size());
            return on_body_impl(data, ec);
        }
        void on_finish_impl(error_code&) override {}
        void on_response_impl(int, string_view, int, error_code&) override {}

        http::message_scan& scan_;
        std::uint32_t max_head_size_;
    };

    std::size_t max_head_size_;
    std::size_t max_body_size_;
    http::message_scan scan_;
    std::optional<parser> parser_;
    bool head_reported_ = false;
    boost::system::error_code error_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/request_reader.ipp"
#endif
