#pragma once

#include "telnyx/http/response_reader.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace telnyx::http {

TELNYX_DECL void response_reader::start(bool answers_head, std::size_t header_bytes) {
    framer_.start(answers_head, header_bytes);
    chunk_size_ = 0;
    chunk_is_new_ = false;
    touched_ = false;
    failure_ = {};
}

TELNYX_DECL response_reader::progress response_reader::read_head() {
    while (!framer_.has_head())
        if (!parse()) return failure_ ? progress::failed : progress::needs_input;
    return progress::done;
}

TELNYX_DECL response_reader::progress response_reader::read_chunk() {
    while (true) {
        if (std::exchange(chunk_is_new_, false)) return progress::done;
        drop_chunk();
        if (framer_.complete()) return progress::done;
        if (!parse()) return failure_ ? progress::failed : progress::needs_input;
    }
}

TELNYX_DECL void response_reader::drop_chunk() {
    buffer_.consume(std::exchange(parsed_, 0));
    chunk_begin_ = 0;
    chunk_size_ = 0;
}

// Returns whether there was something to parse.
TELNYX_DECL bool response_reader::parse() {
    auto const bytes = unread();
    if (bytes.empty()) return false;
    touched_ = true;
    auto const used = framer_.parse(bytes, failure_);
    if (failure_) return false;
    auto const chunk = framer_.chunk();
    chunk_is_new_ = !chunk.empty();
    if (!chunk_is_new_) {
        buffer_.consume(used);
        return used > 0;
    }
    chunk_begin_ = static_cast<std::size_t>(chunk.data() - bytes.data());
    chunk_size_ = chunk.size();
    parsed_ = used;
    return used > 0;
}

TELNYX_DECL response_reader::progress response_reader::end_of_input(bool cut) {
    if (framer_.has_head() && framer_.ends_with_connection() && cut)
        failure_ = boost::asio::error::eof;
    else
        framer_.end_of_input(failure_);
    return failure_ ? progress::failed : progress::done;
}

TELNYX_DECL bool response_reader::may_be_followed() {
    drop_chunk();
    return framer_.complete() && framer_.keeps_alive() && !framer_.ends_with_connection() && buffer_.size() == 0;
}

TELNYX_DECL void response_reader::release_buffers() {
    buffer_.clear();
    buffer_.shrink_to_fit();
}

} // namespace telnyx::http
