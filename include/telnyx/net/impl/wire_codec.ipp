#pragma once

#include "telnyx/base/uninitialized_bytes.hpp"
#include "telnyx/net/wire_codec.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace telnyx::net {

TELNYX_DECL void wire_codec::secure(std::unique_ptr<tls_engine> tls) {
    tls_ = std::move(tls);
}

TELNYX_DECL std::unique_ptr<tls_engine> wire_codec::release_tls() {
    tls_->output().erase(0, std::exchange(sent_, 0));
    return std::move(tls_);
}

TELNYX_DECL bool wire_codec::write(std::string_view plain) {
    if (tls_) return tls_->write(plain) == progress::done;
    plain_output_.append(plain);
    return true;
}

TELNYX_DECL void wire_codec::mark_sent(std::size_t count) {
    sent_ += count;
    if (has_unsent()) return;
    plain_output_.clear();
    if (tls_) tls_->output().clear();
    sent_ = 0;
}

TELNYX_DECL boost::asio::mutable_buffer wire_codec::prepare_input() {
    if (!input_ || (input_was_full_ && input_size_ < largest_input)) {
        input_size_ = input_ ? input_size_ * 2 : smallest_input;
        input_ = telnyx::detail::uninitialized_bytes(input_size_);
        input_was_full_ = false;
    }
    return boost::asio::buffer(input_.get(), input_size_);
}

TELNYX_DECL void wire_codec::received(std::size_t count) {
    input_was_full_ = count == input_size_;
    std::string_view const bytes(input_.get(), count);
    if (tls_)
        tls_->provide(bytes);
    else
        received_ = bytes;
}

TELNYX_DECL std::size_t wire_codec::read_size() const {
    return tls_ ? std::clamp(tls_->input().size(), smallest_read, record_size) : received_.size();
}

TELNYX_DECL wire_codec::progress wire_codec::read(char* out, std::size_t size, std::size_t& count) {
    if (tls_) {
        auto const result = tls_->read(out, size, count);
        if (result == progress::closed) close_notify_ = true;
        return result;
    }
    count = received_.copy(out, size);
    received_.remove_prefix(count);
    return count > 0 ? progress::done : progress::needs_input;
}

TELNYX_DECL bool wire_codec::accepts_when_idle(std::string_view bytes) {
    if (!tls_) return false;
    tls_->provide(bytes);
    char unasked = 0;
    std::size_t size = 0;
    if (tls_->read(&unasked, 1, size) != progress::needs_input) return false;
    return !tls_->within_record(); // the rest would arrive as the start of the next response
}

TELNYX_DECL bool wire_codec::close() {
    bool const clean = !has_unsent();
    if (!tls_) return false;
    tls_->close();                 // even if it cannot be sent: OpenSSL discards an unclosed session for resumption
    return clean || tls_->error(); // close_notify, or the alert with the reason for the peer
}

TELNYX_DECL void wire_codec::release_buffers() {
    input_.reset();
    received_ = {};
    input_was_full_ = false;
    if (!has_unsent()) {
        telnyx::detail::secret_string().swap(plain_output_);
        if (tls_) std::string().swap(tls_->output());
    }
    if (tls_) tls_->release_buffers();
}

} // namespace telnyx::net
