#pragma once

#include "telnyx/testing/impl/reply_script.hpp"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL reply_script::reply_script(reply response, std::string_view method, std::string_view request_id,
                                       protocol spoken)
    : response_(std::move(response)), protocol_(spoken), streaming_(response_.source_ != nullptr) {
    if (response_.status_ == 0) {
        buffer_ = std::move(response_.body_);
        return;
    }
    if (response_.gzip_) compress();
    fields_ = fields(request_id);
    buffer_ = head_text();
    if (protocol_ == protocol::http_2) head_size_ = buffer_.size();
    bool const without_body = method == "HEAD" || response_.status_ == 204 || response_.status_ == 304;
    if (without_body)
        streaming_ = false;
    else if (!streaming_)
        prepare_body();
}

TELNYX_DECL reply_script::step reply_script::next() {
    while (true) {
        if (at_event())
            return std::visit([](auto const& what) -> step { return what; }, response_.events_[next_event_++].what);
        if (sent_ < head_size_) {
            if (skip_head()) return head{response_.status_, std::move(fields_), complete()};
            continue;
        }
        if (buffer_begin_ < buffer_.size()) {
            send piece{buffer_.substr(buffer_begin_, piece_size())};
            buffer_begin_ += piece.bytes.size();
            sent_ += piece.bytes.size();
            piece.last = complete();
            return piece;
        }
        if (!streaming_) return the_finish();
        if (response_.pace_.count() > 0 && !std::exchange(paced_, true)) return response_.pace_;
        paced_ = false;
        streaming_ = refill();
    }
}

TELNYX_DECL reply_script::finish reply_script::the_finish() const {
    bool const cut = response_.end_ && response_.end_ != connection_end::close_notify;
    return {response_.end_, response_.framing_ == reply::framing::close && cut};
}

/// Skips the head as far as the next event; returns true when it is complete.
TELNYX_DECL bool reply_script::skip_head() {
    auto const count = std::min(piece_size(), head_size_ - sent_);
    buffer_begin_ += count;
    sent_ += count;
    return sent_ == head_size_;
}

TELNYX_DECL bool reply_script::at_event() const {
    return next_event_ < response_.events_.size() && response_.events_[next_event_].after_bytes == sent_;
}

/// Whether nothing but `finish` follows, and that ends no connection.
TELNYX_DECL bool reply_script::complete() const {
    return buffer_begin_ == buffer_.size() && !streaming_ && !at_event() && !response_.end_;
}

TELNYX_DECL bool reply_script::chunk_framing() const {
    return response_.framing_ == reply::framing::chunks && protocol_ == protocol::http_1;
}

TELNYX_DECL std::string reply_script::head_text() const {
    auto const reason = boost::beast::http::obsolete_reason(
        boost::beast::http::int_to_status(static_cast<unsigned>(std::clamp(response_.status_, 0, 999))));
    auto text = "HTTP/1.1 " + std::to_string(response_.status_) + " ";
    return text.append(reason).append("\r\n").append(fields_.text()).append("\r\n");
}

TELNYX_DECL telnyx::headers reply_script::fields(std::string_view request_id) const {
    auto all = response_.headers_;
    if (!all.contains("x-request-id")) all.append("x-request-id", request_id);
    bool const own_framing =
        response_.headers_.contains("content-length") || response_.headers_.contains("transfer-encoding");
    bool const no_framing = response_.status_ == 204 || response_.status_ == 304 || own_framing;
    if (!no_framing && response_.framing_ == reply::framing::chunks) all.append("transfer-encoding", "chunked");
    if (!no_framing && response_.framing_ == reply::framing::length)
        all.append("content-length", std::to_string(response_.body_.size()));
    return all;
}

TELNYX_DECL void reply_script::compress() {
    response_.headers_.set("content-encoding", "gzip");
    if (streaming_)
        compressor_ = std::make_shared<compressor>(compressor::format::gzip);
    else
        response_.body_ = compressed(response_.body_);
}

TELNYX_DECL void reply_script::prepare_body() {
    if (!chunk_framing()) {
        buffer_ += response_.body_;
        return;
    }
    std::string_view rest = response_.body_;
    while (!rest.empty()) {
        auto const size = response_.chunk_size_ == 0 ? rest.size() : std::min(response_.chunk_size_, rest.size());
        buffer_ += chunk(rest.substr(0, size));
        rest.remove_prefix(size);
    }
    buffer_ += "0\r\n\r\n";
}

/// Puts the next chunk of a streamed body into the buffer; returns false if there are no more.
TELNYX_DECL bool reply_script::refill() {
    bool const in_chunks = chunk_framing();
    auto piece = response_.source_();
    buffer_begin_ = 0;
    if (!piece) {
        buffer_ = compressor_ ? compressor_->finish() : "";
        if (in_chunks) buffer_ = (buffer_.empty() ? "" : chunk(buffer_)) + "0\r\n\r\n";
        return false;
    }
    if (compressor_ && !piece->empty()) piece = compressor_->flush(*piece);
    if (in_chunks && !piece->empty())
        buffer_ = chunk(*piece);
    else
        buffer_ = std::move(*piece);
    return true;
}

TELNYX_DECL std::size_t reply_script::piece_size() const {
    auto size = std::min(buffer_.size() - buffer_begin_, largest_piece);
    if (response_.piece_size_ != 0) size = std::min(size, response_.piece_size_);
    if (next_event_ < response_.events_.size())
        size = std::min(size, response_.events_[next_event_].after_bytes - sent_);
    return size;
}

TELNYX_DECL std::string reply_script::chunk(std::string_view data) {
    char digits[16];
    auto const end = std::to_chars(digits, digits + sizeof digits, data.size(), 16).ptr;
    std::string text(digits, end);
    return text.append("\r\n").append(data).append("\r\n");
}

} // namespace telnyx::testing::detail
