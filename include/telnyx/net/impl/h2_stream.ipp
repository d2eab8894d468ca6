#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/net/h2_stream.hpp"

#include <algorithm>
#include <charconv>

namespace telnyx::net {

TELNYX_DECL void h2_stream::wake() {
    if (std::exchange(awaited_, false)) news.set();
    if (interrupt_) interrupt_->set();
}

TELNYX_DECL void h2_stream::on_head(int status, headers fields) {
    status_ = status;
    head_ = std::move(fields);
    if (auto const length = head_.get("content-length"); length && !is_head_)
        std::from_chars(length->data(), length->data() + length->size(), announced_);
    wake();
}

TELNYX_DECL void h2_stream::on_data(std::string_view chunk) {
    incoming_.append(chunk);
    announced_ -= std::min<std::uint64_t>(announced_, chunk.size());
    if (!incoming_.empty()) wake();
}

TELNYX_DECL void h2_stream::on_end() {
    complete_ = true;
    wake();
}

TELNYX_DECL http::h2_session::body_part h2_stream::read_body(char* out, std::size_t size) {
    http::h2_session::body_part part;
    part.size = std::min(size, rest_of_body_.size());
    rest_of_body_.copy(out, part.size);
    rest_of_body_.remove_prefix(part.size);
    part.last = rest_of_body_.empty() && (!has_source_ || end_given_);
    end_taken_ = part.last;
    if (rest_of_body_.empty()) wake(); // for the next chunk
    return part;
}

TELNYX_DECL void h2_stream::on_closed(ending why, std::uint32_t code) {
    closed_ = true;
    why_ = why;
    code_ = code;
    wake();
}

} // namespace telnyx::net

#endif
