#pragma once

#include "telnyx/base/config.hpp"

#include <boost/system/error_code.hpp>

#include <memory>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;

namespace telnyx::net {

/// One TLS session as a state machine between two byte buffers: ciphertext enters through `provide()` and leaves
/// through `output()`; plaintext passes through `read()` and `write()`. Does no I/O, so it can be tested byte by byte
/// and never raises SIGPIPE. Not safe to use from several threads at once.
class tls_engine {
  public:
    enum class role { client, server };

    /// Result of an operation.
    enum class progress {
        done,        ///< completed
        needs_input, ///< more ciphertext from the peer must be provided first
        closed,      ///< the peer has ended the session with close_notify
        failed,      ///< see `error()`; the session is unusable
    };

    /// @throws std::bad_alloc if OpenSSL cannot create a session
    tls_engine(ssl_ctx_st* context, role side);
    ~tls_engine();
    tls_engine(tls_engine const&) = delete;
    tls_engine& operator=(tls_engine const&) = delete;

    /// Continues the handshake.
    progress handshake();

    /// Decrypts up to `size` bytes into `out`; `count` receives their number.
    progress read(char* out, std::size_t size, std::size_t& count);

    /// Encrypts all of `plain` and appends it to the output.
    progress write(std::string_view plain);

    /// Frees OpenSSL's buffers, if they are empty, until they are needed again.
    void release_buffers();

    /// Appends close_notify to the output, unless the session has failed.
    void close();

    /// Provides ciphertext from the peer. The memory must remain valid until it has been consumed, that is, until
    /// `handshake()` or `read()` requests more.
    void provide(std::string_view ciphertext) { input_ = ciphertext; }

    /// Provided ciphertext that has not been consumed yet.
    std::string_view input() const { return input_; }

    /// Whether `read()` may return data without more ciphertext. Otherwise `read()` would allocate a buffer to find
    /// that out.
    bool has_unread() const;

    /// Whether part of a record has been consumed and the rest has not arrived yet.
    bool within_record() const;

    /// Ciphertext to send to the peer; the sender erases the sent bytes.
    std::string& output() { return output_; }

    /// Why the session failed, in OpenSSL's category.
    boost::system::error_code error() const { return error_; }

    /// Description of the failure, including the reason if the peer's certificate was rejected.
    std::string const& error_text() const { return error_text_; }

    /// Whether the session failed because the peer's certificate is not trusted.
    bool certificate_refused() const { return certificate_refused_; }

    /// Whether an earlier session was resumed, saving the certificate exchange.
    bool resumed() const;

    /// The protocol negotiated by ALPN; empty if the peer chose none.
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

/// Whether a TLS handshake with this failure will keep failing until a configuration is changed: no common protocol
/// version or cipher, or a missing or rejected certificate.
bool is_lasting_tls_failure(boost::system::error_code failure);

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/tls_engine.ipp"
#endif
