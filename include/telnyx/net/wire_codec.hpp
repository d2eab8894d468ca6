#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/secret_string.hpp"
#include "telnyx/net/tls_engine.hpp"

#include <boost/asio/buffer.hpp>

#include <cstddef>
#include <memory>
#include <string_view>

namespace telnyx::net {

/// What stands between a socket and the texts that a connection sends and receives: the buffers, and a TLS session if
/// there is one. Does no I/O.
class wire_codec {
  public:
    using progress = tls_engine::progress;

    /// Begins a TLS session. All that was to be sent or read without TLS must have been.
    void secure(std::unique_ptr<tls_engine> tls);

    /// The TLS session; null if there is none.
    tls_engine* tls() const { return tls_.get(); }

    /// Gives the TLS session away. Its output is what is still to be sent; the ciphertext in it stays in this object.
    std::unique_ptr<tls_engine> release_tls();

    /// Encodes something to be sent; returns `false` if that failed (see `tls()`).
    bool write(std::string_view plain);

    /// What is to be sent.
    bool has_unsent() const { return sent_ < output().size(); }
    std::string_view unsent() const { return output().substr(sent_); }

    /// So much of it has been sent.
    void mark_sent(std::size_t count);

    /// Returns memory for bytes to be received; `received()` says how many there are. It grows for a fast peer. There
    /// must be none left that `holds_input()`.
    boost::asio::mutable_buffer prepare_input();
    void received(std::size_t count);

    /// Whether the last read filled all of the memory, so that there may be more in the socket.
    bool input_was_full() const { return input_was_full_; }

    /// The peer has closed its side of the socket.
    void end_stream() { stream_ended_ = true; }
    bool stream_ended() const { return stream_ended_; }

    /// Whether the peer has said that it sends no more, which only it can. Without TLS, the end of the stream says so.
    bool ended_by_peer() const { return tls_ ? close_notify_ : stream_ended_; }

    /// Whether received bytes have not been decoded yet.
    bool holds_input() const { return tls_ ? !tls_->input().empty() : !received_.empty(); }

    /// Whether `read()` may return something, or a failure, without more input.
    bool has_unread() const { return tls_ ? tls_->has_unread() : !received_.empty(); }

    /// How much memory `read()` should be given.
    std::size_t read_size() const;

    /// Decodes up to `size` bytes of what was received; `count` receives their number.
    progress read(char* out, std::size_t size, std::size_t& count);

    /// Whether part of a TLS record has been consumed and the rest has not arrived yet.
    bool within_record() const { return tls_ && tls_->within_record(); }

    /// Decodes what came on an idle connection; returns whether it was nothing but complete TLS records without data.
    bool accepts_when_idle(std::string_view bytes);

    /// Ends the TLS session, if there is one; returns whether the peer should be sent `unsent()`, which says so.
    bool close();

    /// Frees memory while nothing is sent or received.
    void release_buffers();

  private:
    static constexpr std::size_t record_size = std::size_t(16) * 1024;
    static constexpr std::size_t smallest_read = 512;
    static constexpr std::size_t smallest_input = std::size_t(4) * 1024;
    static constexpr std::size_t largest_input = std::size_t(128) * 1024;

    std::string_view output() const { return tls_ ? std::string_view(tls_->output()) : plain_output_; }

    std::unique_ptr<tls_engine> tls_;
    telnyx::detail::secret_string plain_output_; // without TLS
    std::size_t sent_ = 0;                       // bytes of the output
    std::unique_ptr<char[]> input_;
    std::size_t input_size_ = 0;
    std::string_view received_; // without TLS: the part of input_ that is still to be read
    bool input_was_full_ = false;
    bool stream_ended_ = false;
    bool close_notify_ = false;
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/wire_codec.ipp"
#endif
