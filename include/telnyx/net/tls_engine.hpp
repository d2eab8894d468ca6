#pragma once

#include "telnyx/base/config.hpp"

#include <boost/system/error_code.hpp>

#include <memory>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;

namespace telnyx::net {

/// One TLS session as a state machine between two byte buffers: ciphertext goes in through `provide()` and comes out
/// in `output()`, plaintext goes through `read()` and `write()`. Does no I/O, so it can be tested byte by byte and
/// never raises SIGPIPE. Not safe for concurrent use.
class tls_engine {
  public:
    enum class role { client, server };

    /// How far an operation got.
    enum class progress {
        done,        ///< what was asked for has happened
        needs_input, ///< more ciphertext from the peer has to be provided first
        closed,      ///< the peer has ended the session with close_notify
        failed,      ///< see `error()`; the session cannot be used any more
    };

    /// Throws `std::bad_alloc` when OpenSSL cannot make a session.
    tls_engine(ssl_ctx_st* context, role side);
    ~tls_engine();
    tls_engine(tls_engine const&) = delete;
    tls_engine& operator=(tls_engine const&) = delete;

    /// Goes on with the handshake.
    progress handshake();

    /// Decrypts up to `size` bytes into `out`; `count` tells how many.
    progress read(char* out, std::size_t size, std::size_t& count);

    /// Encrypts all of `plain` and appends it to the output.
    progress write(std::string_view plain);

    /// Gives back OpenSSL's buffers, if nothing is in them, until they are needed again.
    void release_buffers();

    /// Appends close_notify to the output, unless the session has failed.
    void close();

    /// Hands over ciphertext that came from the peer. The memory must stay in place until it has been used up, which
    /// is so once `handshake()` or `read()` has asked for more.
    void provide(std::string_view ciphertext) { input_ = ciphertext; }

    /// Ciphertext that was provided and not used yet.
    std::string_view input() const { return input_; }

    /// Whether `read()` may find something without more ciphertext. Where not, `read()` finds that out by allocating
    /// a buffer.
    bool has_unread() const;

    /// Whether a part of a record has been used, and the rest has not come yet.
    bool within_record() const;

    /// Ciphertext to send to the peer; the sender erases what it has sent.
    std::string& output() { return output_; }

    /// Why the session failed, in OpenSSL's category.
    boost::system::error_code error() const { return error_; }

    /// Why the session failed in words, with the reason when the peer's certificate was refused.
    std::string const& error_text() const { return error_text_; }

    /// Whether the session failed because the peer's certificate is not to be trusted.
    bool certificate_refused() const { return certificate_refused_; }

    /// Whether an earlier session was resumed, saving the certificate exchange.
    bool resumed() const;

    /// The protocol agreed upon by ALPN; empty when the peer chose none.
    std::string_view application_protocol() const;

    /// OpenSSL's handle, to set names, sessions and options before the handshake.
    ssl_st* native() const { return ssl_.get(); }

  private:
    friend struct tls_engine_bio;
    struct deleter {
        void operator()(ssl_st* ssl) const;
    };

    progress outcome_of(int result);
    void record_failure(int kind);

    std::unique_ptr<ssl_st, deleter> ssl_;
    std::string_view input_;
    std::string output_;
    boost::system::error_code error_;
    std::string error_text_;
    bool certificate_refused_ = false;
};

/// Whether a TLS handshake that failed so fails again and again, until somebody changes a configuration: no common
/// protocol version or cipher, or a certificate that is missing or refused.
bool is_lasting_tls_failure(boost::system::error_code failure);

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/tls_engine.ipp"
#endif
