#pragma once

#include "telnyx/configuration_error.hpp"
#include "telnyx/net/tls_context.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <utility>
#include <vector>

namespace telnyx::net {

namespace detail {

struct openssl_deleter {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(BIO* bio) const { BIO_free(bio); }
};

template <class T>
using openssl_ptr = std::unique_ptr<T, openssl_deleter>;

inline std::string last_openssl_error() {
    char text[256];
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    ERR_clear_error();
    return text;
}

inline void require(bool ok, std::string const& what) {
    if (!ok) throw configuration_error(what + ": " + last_openssl_error());
}

} // namespace detail

struct tls_context::state {
    explicit state(tls_options const& options);

    void trust(tls_options const& options);
    void trust_pem(std::string const& text);
    void present(tls_options const& options);
    void resume_sessions();

    void keep_session(std::string const& authority, SSL_SESSION* session) {
        std::lock_guard const lock(mutex);
        auto& kept = sessions[authority];
        if (!is_used_once(session)) kept.clear();
        if (kept.size() == max_sessions) kept.erase(kept.begin());
        kept.emplace_back().reset(session);
    }

    detail::openssl_ptr<SSL_SESSION> find_session(std::string const& authority) {
        std::lock_guard const lock(mutex);
        auto const found = sessions.find(authority);
        if (found == sessions.end()) return nullptr;
        auto& kept = found->second;
        // A connection that broke spoils its session; others that it brought may be as bad (RFC 8446, section 6.2).
        if (!std::ranges::all_of(kept, [this](auto const& each) { return is_usable(each.get()); })) kept.clear();
        if (kept.empty()) return nullptr;
        if (!is_used_once(kept.back().get())) {
            SSL_SESSION_up_ref(kept.back().get());
            return detail::openssl_ptr<SSL_SESSION>(kept.back().get());
        }
        auto newest = std::move(kept.back());
        kept.pop_back();
        return newest;
    }

    // Who sees a ticket twice knows that both connections are of one client (RFC 8446, section C.4).
    static bool is_used_once(SSL_SESSION* session) {
        return SSL_SESSION_get_protocol_version(session) == TLS1_3_VERSION;
    }

    // A server that resumes a session shows no certificate; the one that it showed before must still be valid.
    bool is_usable(SSL_SESSION* session) const {
        auto const* const shown = SSL_SESSION_get0_peer(session);
        bool const expired = shown != nullptr && X509_cmp_current_time(X509_get0_notAfter(shown)) < 0;
        return SSL_SESSION_is_resumable(session) == 1 && !(verify && expired);
    }

    // Of one authority; enough for the connections that are opened at once after a server was restarted.
    static constexpr std::size_t max_sessions = 32;

    detail::openssl_ptr<SSL_CTX> context;
    bool verify;
    std::mutex mutex;
    std::map<std::string, std::vector<detail::openssl_ptr<SSL_SESSION>>> sessions; // the newest is the last
};

struct tls_context_callbacks {
    /// OpenSSL's slot in an SSL for the key under which its session is kept.
    static int authority_index() {
        static int const index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, &free_authority);
        return index;
    }

    static int state_index() {
        static int const index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
        return index;
    }

    static void free_authority(void*, void* value, CRYPTO_EX_DATA*, int, long, void*) {
        delete static_cast<std::string*>(value);
    }

    static int on_new_session(SSL* ssl, SSL_SESSION* session) {
        auto* const owner = static_cast<tls_context::state*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), state_index()));
        auto const* const authority = static_cast<std::string const*>(SSL_get_ex_data(ssl, authority_index()));
        if (owner == nullptr || authority == nullptr) return 0;
        try {
            owner->keep_session(*authority, session);
        } catch (...) {
            return 0; // out of memory: no resumption, and no exception through OpenSSL's C code
        }
        return 1;
    }
};

TELNYX_DECL tls_context::state::state(tls_options const& options)
    : context(SSL_CTX_new(TLS_client_method())), verify(!options.verification_disabled()) {
    auto* const native = context.get();
    detail::require(native != nullptr, "TLS");
    SSL_CTX_set_min_proto_version(native,
                                  options.minimum_version() == tls_version::tls_1_3 ? TLS1_3_VERSION : TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_AUTO_RETRY);
    SSL_CTX_set_verify(native, verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
    static constexpr unsigned char protocols[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    SSL_CTX_set_alpn_protos(native, protocols, sizeof protocols);
    if (verify) trust(options);
    present(options);
    resume_sessions();
}

TELNYX_DECL void tls_context::state::trust(tls_options const& options) {
    auto* const native = context.get();
    if (!options.ca_file().empty())
        detail::require(SSL_CTX_load_verify_file(native, options.ca_file().c_str()) == 1,
                        "cannot load certificate authorities from " + options.ca_file());
    if (!options.ca_directory().empty())
        detail::require(SSL_CTX_load_verify_dir(native, options.ca_directory().c_str()) == 1,
                        "cannot use certificate authorities in " + options.ca_directory());
    if (!options.ca_pem().empty()) trust_pem(options.ca_pem());
    if (options.ca_file().empty() && options.ca_directory().empty() && options.ca_pem().empty())
        detail::require(SSL_CTX_set_default_verify_paths(native) == 1, "cannot load the system's authorities");
}

TELNYX_DECL void tls_context::state::trust_pem(std::string const& text) {
    detail::openssl_ptr<BIO> const source(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    int count = 0;
    while (true) {
        detail::openssl_ptr<X509> const certificate(PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr));
        if (!certificate) break;
        detail::require(X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), certificate.get()) == 1,
                        "cannot trust a certificate of ca_pem");
        ++count;
    }
    detail::require(count > 0, "ca_pem holds no certificate");
    ERR_clear_error();
}

TELNYX_DECL void tls_context::state::present(tls_options const& options) {
    if (options.certificate_chain_file().empty()) return;
    detail::require(SSL_CTX_use_certificate_chain_file(context.get(), options.certificate_chain_file().c_str()) == 1,
                    "cannot load the client certificate from " + options.certificate_chain_file());
    detail::require(SSL_CTX_use_PrivateKey_file(context.get(), options.private_key_file().c_str(), SSL_FILETYPE_PEM) ==
                        1,
                    "cannot load the client's private key from " + options.private_key_file());
    detail::require(SSL_CTX_check_private_key(context.get()) == 1, "the private key does not fit the certificate");
}

TELNYX_DECL void tls_context::state::resume_sessions() {
    SSL_CTX_set_ex_data(context.get(), tls_context_callbacks::state_index(), this);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context.get(), &tls_context_callbacks::on_new_session);
}

TELNYX_DECL tls_context::tls_context(tls_options const& options) : state_(std::make_unique<state>(options)) {}

// Engines keep OpenSSL's context alive; without the state they only lose resumption.
TELNYX_DECL tls_context::~tls_context() {
    SSL_CTX_set_ex_data(state_->context.get(), tls_context_callbacks::state_index(), nullptr);
}

TELNYX_DECL std::unique_ptr<tls_engine> tls_context::make_engine(origin const& peer) {
    auto engine = std::make_unique<tls_engine>(state_->context.get(), tls_engine::role::client);
    auto* const ssl = engine->native();
    auto name = peer.host;
    if (!peer.is_address && name.ends_with('.'))
        name.pop_back(); // says that the name is complete, and is no part of it
    if (!peer.is_address) SSL_set_tlsext_host_name(ssl, name.c_str());
    if (state_->verify) {
        auto* const parameters = SSL_get0_param(ssl);
        X509_VERIFY_PARAM_set_hostflags(parameters,
                                        X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
        int const accepted = peer.is_address ? X509_VERIFY_PARAM_set1_ip_asc(parameters, name.c_str())
                                             : X509_VERIFY_PARAM_set1_host(parameters, name.c_str(), 0);
        detail::require(accepted == 1, "cannot verify certificates for " + peer.host);
    }
    auto authority = std::make_unique<std::string>(peer.authority());
    if (auto const session = state_->find_session(*authority)) SSL_set_session(ssl, session.get());
    if (SSL_set_ex_data(ssl, tls_context_callbacks::authority_index(), authority.get()) == 1)
        static_cast<void>(authority.release()); // freed with the engine
    return engine;
}

} // namespace telnyx::net
