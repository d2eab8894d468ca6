#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/errc.hpp"
#include "telnyx/http/response_framer.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <limits>

namespace telnyx::http {

namespace detail {

// More interim responses than this before the final one are malicious.
inline constexpr int max_interim_responses = 32;

inline bool is_interim(int status) {
    return status >= 100 && status < 200;
}

// A status line that ends after the status code, without the space and the reason phrase: many servers send it, and it
// is unambiguous (RFC 9112, section 4, requires the space).
inline constexpr std::string_view bare_status_line = "HTTP/1.x sss\r\n";

// Whether `bytes` is a prefix of such a line, or begins with one.
inline bool begin_bare_status_line(std::string_view bytes) {
    if (bytes.size() >= bare_status_line.size() - 1 && bytes[bare_status_line.size() - 2] != '\r') return false;
    for (std::size_t i = 0; i != std::min(bytes.size(), bare_status_line.size()); ++i) {
        auto const expected = bare_status_line[i];
        bool const fits = expected == 'x'   ? bytes[i] == '0' || bytes[i] == '1'
                          : expected == 's' ? bytes[i] >= '0' && bytes[i] <= '9'
                                            : bytes[i] == expected;
        if (!fits) return false;
    }
    return true;
}

inline bool is_about_body(boost::system::error_code failure) {
    using boost::beast::http::error;
    return failure == error::bad_content_length || failure == error::multiple_content_length ||
           failure == error::bad_transfer_encoding;
}

} // namespace detail

TELNYX_DECL void response_framer::parser::on_response_impl(int status, view, int version, error_code& failure) {
    owner_.status_ = status;
    knows_transfer_codings_ = version >= 11;
    if (status == 101 || status < 100) {
        failure = make_error_code(errc::malformed_response); // the client did not ask to switch protocols
        return;
    }
    failure = {};
}

TELNYX_DECL void response_framer::parser::on_field_impl(boost::beast::http::field name, view name_text, view value,
                                                        error_code& failure) {
    if (owner_.has_head_) return check_trailer(name, failure);
    failure = {};
    if (name == boost::beast::http::field::transfer_encoding &&
        !(knows_transfer_codings_ && ascii::equal_ignoring_case(value, "chunked"))) {
        failure = boost::beast::http::error::bad_transfer_encoding;
        return;
    }
    owner_.fields_.append_parsed(name_text, value);
}

// Fields that define the framing must not follow the body (RFC 9110, section 6.5.1).
TELNYX_DECL void response_framer::parser::check_trailer(boost::beast::http::field name, error_code& failure) {
    using boost::beast::http::field;
    failure = {};
    if (name == field::content_length || name == field::transfer_encoding)
        failure = boost::beast::http::error::bad_field;
}

TELNYX_DECL void response_framer::parser::on_header_impl(error_code& failure) {
    owner_.has_head_ = true;
    header_limit(owner_.header_limit()); // again: since Boost 1.90, trailers count against the rest of the head's limit
    owner_.scan_.head_ended(chunked());
    failure = {};
}

// Beast's parser accepts everything within quotes, even a line ending.
TELNYX_DECL void response_framer::parser::on_chunk_header_impl(std::uint64_t size, view extensions,
                                                               error_code& failure) {
    owner_.scan_.chunk_begun(size);
    failure = {};
    if (!ascii::is_field_value(ascii::trimmed(extensions))) failure = boost::beast::http::error::bad_chunk_extension;
}

TELNYX_DECL std::size_t response_framer::parser::on_body_impl(view body, error_code& failure) {
    owner_.chunk_ = body;
    failure = {};
    return body.size();
}

TELNYX_DECL std::size_t response_framer::parser::on_chunk_body_impl(std::uint64_t, view body, error_code& failure) {
    owner_.scan_.chunk_data(body.size());
    return on_body_impl(body, failure);
}

TELNYX_DECL void response_framer::start(bool answers_head, std::size_t header_bytes) {
    header_bytes_ = header_bytes;
    answers_head_ = answers_head;
    answers_connect_ = false;
    interim_count_ = 0;
    restart();
    fields_.reserve(usual_head_size);
}

TELNYX_DECL void response_framer::start_connect(std::size_t header_bytes) {
    start(false, header_bytes);
    answers_connect_ = true;
}

TELNYX_DECL std::uint32_t response_framer::header_limit() const {
    constexpr std::size_t highest = std::numeric_limits<std::uint32_t>::max() - 2; // Beast adds a line ending to it
    return static_cast<std::uint32_t>(std::min(header_bytes_, highest));
}

TELNYX_DECL void response_framer::restart() {
    parser_.emplace(*this);
    scan_.start(header_bytes_);
    parser_->header_limit(header_limit());
    parser_->body_limit(boost::none);
    parser_->skip(answers_head_);
    fields_.clear();
    chunk_ = {};
    status_ = 0;
    head_size_ = 0;
    skips_head_ = false;
    has_head_ = false;
    complete_ = false;
}

TELNYX_DECL std::size_t response_framer::parse(std::string_view bytes, boost::system::error_code& failure) {
    chunk_ = {};
    failure = {};
    auto rest = bytes;
    while (!complete_ && chunk_.empty() && !rest.empty()) {
        auto const offered = scan_.ready(rest, failure);
        auto const count = has_head_ ? read({rest.data(), offered}, failure) : read_head(rest, offered, failure);
        rest.remove_prefix(count);
        scan_.used(count);
        if (failure || offered == 0) break;
        if (!parser_->is_done() && !(has_head_ && opens_tunnel())) continue;
        complete_ = !detail::is_interim(status_);
        if (!complete_ && !begin_next_after_interim(failure)) break;
    }
    return bytes.size() - rest.size();
}

TELNYX_DECL std::size_t response_framer::read_head(std::string_view bytes, std::size_t offered,
                                                   boost::system::error_code& failure) {
    bool const bare = offered != 0 && head_size_ == 0 && detail::begin_bare_status_line(bytes);
    auto const count = bare ? read_bare_status_line(bytes, failure) : read({bytes.data(), offered}, failure);
    if (!failure) count_head(count, offered == 0 ? bytes.size() : 0, failure);
    return count;
}

TELNYX_DECL std::size_t response_framer::read_bare_status_line(std::string_view bytes,
                                                               boost::system::error_code& failure) {
    auto const size = detail::bare_status_line.size();
    if (bytes.size() < size) return 0; // Beast's parser must not see a part of it
    auto const line = std::string(bytes.substr(0, size - 2)) + " \r\n";
    parser_->put(boost::asio::const_buffer(line.data(), line.size()), failure);
    if (failure == boost::beast::http::error::need_more) failure = {};
    return size;
}

// Passes a part of the response to Beast's parser, which may need more of it.
TELNYX_DECL std::size_t response_framer::read(std::string_view offered, boost::system::error_code& failure) {
    if (offered.empty()) return 0;
    if (skips_head_) {
        has_head_ = true;
        return offered.size();
    }
    auto const count = parser_->put(boost::asio::const_buffer(offered.data(), offered.size()), failure);
    if (!failure) return count;
    if (failure == boost::beast::http::error::need_more) {
        failure = {};
        if (scan_.offered_whole())
            failure =
                has_head_ ? boost::beast::http::error::bad_chunk_extension : boost::beast::http::error::bad_version;
    } else if (!has_head_ && opens_tunnel() && detail::is_about_body(failure)) {
        // The framing headers of this response are irrelevant, even if they are invalid: skip the rest of the head.
        failure = {};
        skips_head_ = true;
        scan_.look_again();
        return 0;
    }
    return count;
}

TELNYX_DECL bool response_framer::begin_next_after_interim(boost::system::error_code& failure) {
    if (++interim_count_ > detail::max_interim_responses) {
        failure = make_error_code(errc::malformed_response);
        return false;
    }
    restart();
    return true;
}

// Beast's parser only limits the parts that it must see as a whole.
TELNYX_DECL void response_framer::count_head(std::size_t used, std::size_t unused, boost::system::error_code& failure) {
    head_size_ += used;
    if (head_size_ + (has_head_ ? 0 : unused) <= header_bytes_) return;
    failure = boost::beast::http::error::header_limit;
    has_head_ = false; // the same whether it arrived at once or is incomplete
}

TELNYX_DECL void response_framer::end_of_input(boost::system::error_code& failure) {
    failure = {};
    if (complete_) return;
    if (!has_head_) {
        failure = boost::beast::http::error::end_of_stream;
        return;
    }
    parser_->put_eof(failure);
    complete_ = !failure;
}

TELNYX_DECL std::optional<std::uint64_t> response_framer::content_length() const {
    auto const length = parser_->content_length();
    return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

TELNYX_DECL std::uint64_t response_framer::announced() const {
    return parser_->content_length_remaining().value_or(scan_.rest_of_chunk());
}

} // namespace telnyx::http
