#pragma once

#include "telnyx/net/openssl_version.hpp"
#include "telnyx/net/tls_engine.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <limits>
#include <new>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace telnyx::net {

/// The BIO between OpenSSL and the engine's buffers.
struct tls_engine_bio {
    static int read(BIO* bio, char* out, int size) {
        auto& engine = *static_cast<tls_engine*>(BIO_get_data(bio));
        BIO_clear_retry_flags(bio);
        if (engine.input_.empty()) {
            BIO_set_retry_read(bio);
            return -1;
        }
        auto const count = std::min(static_cast<std::size_t>(size), engine.input_.size());
        std::memcpy(out, engine.input_.data(), count);
        engine.input_.remove_prefix(count);
        return static_cast<int>(count);
    }

    static int write(BIO* bio, char const* data, int size) {
        auto& engine = *static_cast<tls_engine*>(BIO_get_data(bio));
        BIO_clear_retry_flags(bio);
        try {
            engine.output_.append(data, static_cast<std::size_t>(size));
        } catch (std::bad_alloc const&) {
            return -1; // no exception may cross OpenSSL's C code
        }
        return size;
    }

    static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

    static int create(BIO* bio) {
        BIO_set_init(bio, 1);
        return 1;
    }

    static BIO_METHOD const* method() {
        static BIO_METHOD* const instance = [] {
            auto* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "telnyx buffers");
            if (made == nullptr) throw std::bad_alloc();
            BIO_meth_set_read(made, &tls_engine_bio::read);
            BIO_meth_set_write(made, &tls_engine_bio::write);
            BIO_meth_set_ctrl(made, &tls_engine_bio::control);
            BIO_meth_set_create(made, &tls_engine_bio::create);
            return made;
        }();
        return instance;
    }
};

TELNYX_DECL void tls_engine::deleter::operator()(ssl_st* ssl) const {
    SSL_free(ssl);
}

TELNYX_DECL tls_engine::tls_engine(ssl_ctx_st* context, role side) : ssl_(SSL_new(context)) {
    BIO* const bio = ssl_ ? BIO_new(tls_engine_bio::method()) : nullptr;
    if (bio == nullptr) throw std::bad_alloc();
    BIO_set_data(bio, this);
    SSL_set_bio(ssl_.get(), bio, bio);
    if (side == role::client)
        SSL_set_connect_state(ssl_.get());
    else
        SSL_set_accept_state(ssl_.get());
}

TELNYX_DECL tls_engine::~tls_engine() = default;

namespace detail {

// How the user can fix a rejected certificate; empty if the reason is sufficient.
inline std::string_view remedy_for(long refusal) {
    switch (refusal) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return " (no authority that is trusted here vouches for it; to trust another one, give it to "
               "tls_options().ca_file(...) or ca_pem(...), or name its PEM file in the environment variable "
               "SSL_CERT_FILE)";
    case X509_V_ERR_CERT_NOT_YET_VALID:
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return " (by the clock of this machine)";
    default:
        return {};
    }
}

// OpenSSL reports failures in a queue that must be empty before; clearing an empty one costs more than checking.
inline void clear_tls_errors() {
    if (ERR_peek_error() != 0) ERR_clear_error();
}

} // namespace detail

TELNYX_DECL tls_engine::progress tls_engine::handshake() {
    detail::clear_tls_errors();
    return outcome_of(SSL_do_handshake(ssl_.get()));
}

TELNYX_DECL bool tls_engine::has_unread() const {
    return !input_.empty() || SSL_pending(ssl_.get()) > 0 || SSL_get_shutdown(ssl_.get()) != 0 || error_;
}

TELNYX_DECL tls_engine::progress tls_engine::read(char* out, std::size_t size, std::size_t& count) {
    count = 0;
    detail::clear_tls_errors();
    return outcome_of(SSL_read_ex(ssl_.get(), out, size, &count));
}

TELNYX_DECL tls_engine::progress tls_engine::write(std::string_view plain) {
    if (plain.empty()) return progress::done;
    std::size_t written = 0;
    detail::clear_tls_errors();
    return outcome_of(SSL_write_ex(ssl_.get(), plain.data(), plain.size(), &written));
}

TELNYX_DECL void tls_engine::release_buffers() {
    if (!within_record()) SSL_free_buffers(ssl_.get()); // OpenSSL would drop the header of a record that it has started
}

TELNYX_DECL void tls_engine::close() {
    if (error_ || !SSL_is_init_finished(ssl_.get())) return;
    detail::clear_tls_errors();
    SSL_shutdown(ssl_.get());
}

TELNYX_DECL bool tls_engine::within_record() const {
    return SSL_has_pending(ssl_.get()) == 1 || std::string_view(SSL_rstate_string(ssl_.get())) == "RB";
}

TELNYX_DECL bool tls_engine::resumed() const {
    return SSL_session_reused(ssl_.get()) == 1;
}

TELNYX_DECL std::string_view tls_engine::application_protocol() const {
    unsigned char const* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    return {reinterpret_cast<char const*>(name), size};
}

TELNYX_DECL tls_engine::progress tls_engine::outcome_of(int result) {
    if (result == 1) return progress::done;
    switch (int const kind = SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return progress::needs_input;
    case SSL_ERROR_ZERO_RETURN:
        return progress::closed;
    default:
        record_failure(kind);
        return progress::failed;
    }
}

TELNYX_DECL void tls_engine::record_failure(int kind) {
    auto const code = ERR_get_error();
    error_ = code != 0 ? boost::system::error_code(static_cast<int>(code), boost::asio::error::get_ssl_category())
                       : boost::system::error_code(boost::asio::ssl::error::unexpected_result);
    error_text_ = code != 0 ? error_.message() : "unexpected TLS result " + std::to_string(kind);
    certificate_refused_ = ERR_GET_LIB(code) == ERR_LIB_SSL && ERR_GET_REASON(code) == SSL_R_CERTIFICATE_VERIFY_FAILED;
    if (certificate_refused_) {
        auto const refusal = SSL_get_verify_result(ssl_.get());
        error_text_.append(": ").append(X509_verify_cert_error_string(refusal)).append(detail::remedy_for(refusal));
    }
    detail::clear_tls_errors();
}

TELNYX_DECL bool is_lasting_tls_failure(boost::system::error_code failure) {
    if (failure.category() != boost::asio::error::get_ssl_category()) return false;
    auto const code = static_cast<unsigned long>(failure.value());
    if (ERR_GET_LIB(code) != ERR_LIB_SSL) return false;
    static constexpr int lasting[] = {
        SSL_R_CERTIFICATE_VERIFY_FAILED,         SSL_R_UNSUPPORTED_PROTOCOL,
        SSL_R_TLSV1_ALERT_PROTOCOL_VERSION,      SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE,
        SSL_R_TLSV1_ALERT_INSUFFICIENT_SECURITY, SSL_R_DH_KEY_TOO_SMALL,
        SSL_R_SSLV3_ALERT_BAD_CERTIFICATE,       SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE,
        SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED,   SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED,
        SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN,   SSL_R_TLSV1_ALERT_UNKNOWN_CA,
        SSL_R_TLSV1_ALERT_ACCESS_DENIED,         SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED,
        SSL_R_TLSV1_UNRECOGNIZED_NAME,           SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL};
    return std::find(std::begin(lasting), std::end(lasting), ERR_GET_REASON(code)) != std::end(lasting);
}

} // namespace telnyx::net
