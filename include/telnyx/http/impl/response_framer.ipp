#pragma once

#include "telnyx/errc.hpp"
#include "telnyx/http/response_framer.hpp"
#include "telnyx/http/text.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

namespace telnyx::http {

namespace detail {

// More interim responses than this before the final one can only mean harm.
inline constexpr int max_interim_responses = 32;

inline bool is_interim(int status) {
    return status >= 100 && status < 200;
}

} // namespace detail

TELNYX_DECL void response_framer::parser::on_response_impl(int status, view, int, error_code& failure) {
    owner_.status_ = status;
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
    if (name == boost::beast::http::field::transfer_encoding && !equal_ignoring_case(value, "chunked")) {
        failure = boost::beast::http::error::bad_transfer_encoding;
        return;
    }
    owner_.fields_.append_parsed(name_text, value);
}

TELNYX_DECL void response_framer::parser::on_header_impl(error_code& failure) {
    owner_.has_head_ = true;
    failure = {};
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
    interim_count_ = 0;
    restart();
}

TELNYX_DECL void response_framer::restart() {
    parser_.emplace(*this);
    parser_->header_limit(static_cast<std::uint32_t>(header_bytes_));
    parser_->body_limit(boost::none);
    parser_->skip(answers_head_);
    fields_.clear();
    piece_ = {};
    status_ = 0;
    has_head_ = false;
    complete_ = false;
}

TELNYX_DECL std::size_t response_framer::parse(std::string_view bytes, boost::system::error_code& failure) {
    piece_ = {};
    failure = {};
    std::size_t used = 0;
    while (!complete_ && piece_.empty() && used < bytes.size()) {
        auto const rest = bytes.substr(used);
        auto const count = parser_->put(boost::asio::const_buffer(rest.data(), rest.size()), failure);
        used += count;
        if (failure == boost::beast::http::error::need_more) {
            failure = {};
            break;
        }
        if (failure) break;
        if (!parser_->is_done()) continue;
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
