#pragma once

#include "telnyx/errc.hpp"
#include "telnyx/http/response_framer.hpp"
#include "telnyx/http/text.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <limits>

namespace telnyx::http {

namespace detail {

// More interim responses than this before the final one can only mean harm.
inline constexpr int max_interim_responses = 32;

inline bool is_interim(int status) {
    return status >= 100 && status < 200;
}

// A status line that ends behind the status, without the blank and the reason phrase: many servers send it, and it is
// as clear as any other (RFC 9112, section 4, wants the blank).
inline constexpr std::string_view bare_status_line = "HTTP/1.x sss\r\n";

// Whether bytes begin such a line, as far as they go.
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

// Whether a text has a line end other than CR LF.
inline bool has_bare_line_end(std::string_view text) {
    for (auto at = text.find_first_of("\r\n"); at != std::string_view::npos; at = text.find_first_of("\r\n", at + 2))
        if (text[at] == '\n' || (at + 1 < text.size() && text[at + 1] != '\n')) return true;
    return false;
}

// The least that a chunked body takes: `0`, and two line ends.
inline constexpr std::size_t smallest_chunked_body = 5;

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
        failure = make_error_code(errc::malformed_response); // nobody asked to switch protocols
        return;
    }
    failure = {};
}

TELNYX_DECL void response_framer::parser::on_field_impl(boost::beast::http::field name, view name_text, view value,
                                                        error_code& failure) {
    failure = {};
    if (owner_.has_head_) return; // a trailer
    if (name == boost::beast::http::field::transfer_encoding &&
        !(knows_transfer_codings_ && equal_ignoring_case(value, "chunked"))) {
        failure = boost::beast::http::error::bad_transfer_encoding;
        return;
    }
    owner_.fields_.append_parsed(name_text, value);
}

TELNYX_DECL void response_framer::parser::on_header_impl(error_code& failure) {
    owner_.has_head_ = true;
    owner_.before_first_chunk_ = chunked();
    failure = {};
}

// Beast's parser takes everything within quotes, also the end of a line.
TELNYX_DECL void response_framer::parser::on_chunk_header_impl(std::uint64_t, view extensions, error_code& failure) {
    owner_.before_first_chunk_ = false;
    failure = {};
    if (!is_field_value(trimmed(extensions))) failure = boost::beast::http::error::bad_chunk_extension;
}

TELNYX_DECL std::size_t response_framer::parser::on_body_impl(view body, error_code& failure) {
    owner_.piece_ = body;
    failure = {};
    return body.size();
}

TELNYX_DECL std::size_t response_framer::parser::on_chunk_body_impl(std::uint64_t, view body, error_code& failure) {
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

TELNYX_DECL void response_framer::restart() {
    parser_.emplace(*this);
    constexpr std::size_t highest_limit = std::numeric_limits<std::uint32_t>::max();
    parser_->header_limit(static_cast<std::uint32_t>(std::min(header_bytes_, highest_limit)));
    parser_->body_limit(boost::none);
    parser_->skip(answers_head_);
    fields_.clear();
    piece_ = {};
    status_ = 0;
    head_size_ = 0;
    before_first_chunk_ = false;
    skips_head_ = false;
    has_head_ = false;
    complete_ = false;
}

TELNYX_DECL std::size_t response_framer::parse(std::string_view bytes, boost::system::error_code& failure) {
    piece_ = {};
    failure = {};
    std::size_t used = 0;
    while (!complete_ && piece_.empty() && used < bytes.size()) {
        auto const rest = bytes.substr(used);
        if (skips_head_) return used + skip_head(rest, failure);
        bool const in_head = !has_head_;
        // Beast's parser takes for granted that a zero comes with all of an empty body.
        bool needs_more = before_first_chunk_ && rest.front() == '0' && rest.size() < detail::smallest_chunked_body;
        std::size_t count = 0;
        if (in_head && head_size_ == 0 && detail::begin_bare_status_line(rest)) {
            needs_more = rest.size() < detail::bare_status_line.size(); // Beast's parser must not see a part of it
            if (!needs_more) used += count = put_bare_status_line(rest, failure);
        } else if (!needs_more) {
            count = parser_->put(boost::asio::const_buffer(rest.data(), rest.size()), failure);
            if (in_head && opens_tunnel() && detail::is_about_body(failure)) {
                skips_head_ = true; // what these headers say does not count, not even when it makes no sense
                continue;
            }
            used += count;
            needs_more = failure == boost::beast::http::error::need_more;
            if (needs_more) failure = {};
        }
        // It also waits for the end of all lines before it looks at the rest of them, even if that cannot come.
        if (needs_more && detail::has_bare_line_end(rest.substr(count)))
            failure = boost::beast::http::error::bad_line_ending;
        if (in_head && !failure) count_head(count, rest.size() - count, failure);
        if (failure || needs_more) break;
        if (!parser_->is_done() && !(has_head_ && opens_tunnel())) continue;
        if (detail::is_interim(status_)) {
            if (++interim_count_ > detail::max_interim_responses) {
                failure = make_error_code(errc::malformed_response);
                break;
            }
            restart();
            continue;
        }
        complete_ = true;
    }
    return used;
}

TELNYX_DECL std::size_t response_framer::put_bare_status_line(std::string_view bytes,
                                                              boost::system::error_code& failure) {
    auto const size = detail::bare_status_line.size();
    auto const line = std::string(bytes.substr(0, size - 2)) + " \r\n";
    parser_->put(boost::asio::const_buffer(line.data(), line.size()), failure);
    if (failure == boost::beast::http::error::need_more) failure = {};
    return size;
}

// Leaves out the rest of a head in which a header is that Beast's parser cannot read.
TELNYX_DECL std::size_t response_framer::skip_head(std::string_view bytes, boost::system::error_code& failure) {
    failure = {};
    auto const end = bytes.find("\r\n\r\n");
    bool const has_end = end != std::string_view::npos;
    if (detail::has_bare_line_end(bytes.substr(0, has_end ? end + 4 : end))) {
        failure = boost::beast::http::error::bad_line_ending;
        return 0;
    }
    has_head_ = complete_ = has_end;
    auto const size = complete_ ? end + 4 : 0;
    count_head(size, bytes.size() - size, failure);
    return size;
}

// Beast's parser limits only what it has to see in one piece.
TELNYX_DECL void response_framer::count_head(std::size_t used, std::size_t unused, boost::system::error_code& failure) {
    head_size_ += used;
    if (head_size_ + (has_head_ ? 0 : unused) <= header_bytes_) return;
    failure = boost::beast::http::error::header_limit;
    has_head_ = false; // the same whether it came in one piece or is still to end
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

} // namespace telnyx::http
