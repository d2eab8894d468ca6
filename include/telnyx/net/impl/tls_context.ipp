#pragma once

#include "telnyx/errors/configuration_error.hpp"
#include "telnyx/net/system_authorities.hpp"
#include "telnyx/net/tls_context.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string_view>
#include <sys/stat.h>
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

/// A block of PEM text.
struct pem_block {
    struct openssl_memory {
        void operator()(void* memory) const { OPENSSL_free(memory); }
    };

    bool holds_certificate() const {
        std::string_view const label(name.get());
        return label == PEM_STRING_X509 || label == PEM_STRING_X509_OLD || label == PEM_STRING_X509_TRUSTED;
    }

    /// Empty if the block contains none.
    openssl_ptr<X509> certificate() const {
        unsigned char const* bytes = data.get();
        bool const with_trust = std::string_view(name.get()) == PEM_STRING_X509_TRUSTED;
        return openssl_ptr<X509>(with_trust ? d2i_X509_AUX(nullptr, &bytes, size) : d2i_X509(nullptr, &bytes, size));
    }

    std::unique_ptr<char, openssl_memory> name;
    std::unique_ptr<unsigned char, openssl_memory> data;
    long size = 0;
};

// Number of lines that begin or end a block, or look as if they should: OpenSSL takes indented or malformed ones for
// text between the blocks.
inline std::size_t count_pem_marks(std::string_view text) {
    std::size_t marks = 0;
    while (!text.empty()) {
        auto const line = text.substr(0, text.find_first_of("\r\n"));
        auto const mark = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
        marks += mark.starts_with("-----BEGIN") || mark.starts_with("-----END");
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return marks;
}

/// The blocks of a PEM text, ignoring other text between them. `purpose` is for messages.
///
/// @throws configuration_error if a block is malformed, since OpenSSL takes many malformed blocks for other text or for
/// the end
inline std::vector<pem_block> read_pem(std::string_view text, std::string const& purpose) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw configuration_error(purpose + ": it is too long");
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf"; // some editors start files with it
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    openssl_ptr<BIO> const source(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    require(source != nullptr, purpose);
    std::vector<pem_block> blocks;
    while (true) {
        char* name = nullptr;
        char* header = nullptr;
        unsigned char* data = nullptr;
        pem_block block;
        bool const found = PEM_read_bio(source.get(), &name, &header, &data, &block.size) == 1;
        if (!found) break;
        block.name.reset(name);
        block.data.reset(data);
        OPENSSL_free(header);
        blocks.push_back(std::move(block));
    }
    bool const at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    require(at_end, purpose + ": PEM block " + std::to_string(blocks.size() + 1) + " is broken");
    ERR_clear_error();
    if (count_pem_marks(text) != 2 * blocks.size())
        throw configuration_error(purpose + ": a line that begins or ends a PEM block is broken");
    return blocks;
}

// OpenSSL reads files anyway; streams and std::filesystem would increase everybody's compile time.
inline std::string read_file(std::string const& path, std::string const& purpose) {
    openssl_ptr<BIO> const file(BIO_new_file(path.c_str(), "rb"));
    require(file != nullptr, purpose);
    std::string text;
    char block[4096];
    int count = 0;
    while ((count = BIO_read(file.get(), block, sizeof block)) > 0)
        text.append(block, static_cast<std::size_t>(count));
    require(count == 0, purpose);
    return text;
}

// OpenSSL accepts the names of folders without checking them.
inline void require_folders(std::string_view names) {
#ifdef _WIN32
    constexpr char separator = ';';
#else
    constexpr char separator = ':';
#endif
    while (!names.empty()) {
        auto const name = names.substr(0, names.find(separator));
        std::string const path(name);
        struct stat found {};
        bool const exists = path.empty() || (stat(path.c_str(), &found) == 0 && (found.st_mode & S_IFMT) == S_IFDIR);
        if (!exists)
            throw configuration_error("cannot use certificate authorities in " + path +
                                      ": the directory does not exist");
        names.remove_prefix(std::min(name.size() + 1, names.size()));
    }
}

} // namespace detail

struct tls_context::state {
    explicit state(tls_options const& options);

    void trust(tls_options const& options);
    void trust_system();
    void trust_pem(std::string const& text, std::string const& purpose);
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
        // A connection that broke invalidates its session; other sessions that it brought may be invalid, too (RFC
        // 8446, section 6.2).
        auto const usable = [this](auto const& each) { return is_usable(each.get()); };
        if (!std::all_of(kept.begin(), kept.end(), usable)) kept.clear();
        if (kept.empty()) return nullptr;
        if (!is_used_once(kept.back().get())) {
            SSL_SESSION_up_ref(kept.back().get());
            return detail::openssl_ptr<SSL_SESSION>(kept.back().get());
        }
        auto newest = std::move(kept.back());
        kept.pop_back();
        return newest;
    }

    // Anyone who sees a ticket twice knows that both connections belong to one client (RFC 8446, section C.4).
    static bool is_used_once(SSL_SESSION* session) {
        return SSL_SESSION_get_protocol_version(session) == TLS1_3_VERSION;
    }

    static bool is_past(ASN1_TIME const* time) {
        int days = 0;
        int seconds = 0;
        return ASN1_TIME_diff(&days, &seconds, nullptr, time) != 1 || days < 0 || seconds < 0; // nullptr is now
    }

    // A server that resumes a session sends no certificate; the one it sent before must still be valid.
    bool is_usable(SSL_SESSION* session) const {
        auto const* const shown = SSL_SESSION_get0_peer(session);
        bool const expired = shown != nullptr && is_past(X509_get0_notAfter(shown));
        return SSL_SESSION_is_resumable(session) == 1 && !(verify && expired);
    }

    // Per authority; enough for the connections opened simultaneously after a server restart.
    static constexpr std::size_t max_sessions = 32;

    detail::openssl_ptr<SSL_CTX> context;
    bool verify;
    std::mutex mutex;
    std::map<std::string, std::vector<detail::openssl_ptr<SSL_SESSION>>> sessions; // newest last
};

struct tls_context_callbacks {
    /// OpenSSL's slot in an SSL for the key of its stored session.
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
    if (!options.ca_file().empty()) {
        auto const from = "cannot load certificate authorities from " + options.ca_file();
        trust_pem(detail::read_file(options.ca_file(), from), from);
    }
    if (!options.ca_directory().empty()) {
        detail::require_folders(options.ca_directory());
        detail::require(SSL_CTX_load_verify_dir(native, options.ca_directory().c_str()) == 1,
                        "cannot use certificate authorities in " + options.ca_directory());
    }
    if (!options.ca_pem().empty()) trust_pem(options.ca_pem(), "cannot load certificate authorities from ca_pem");
    if (options.ca_file().empty() && options.ca_directory().empty() && options.ca_pem().empty()) trust_system();
}

TELNYX_DECL void tls_context::state::trust_system() {
    detail::require(SSL_CTX_set_default_verify_paths(context.get()) == 1, "cannot load the system's authorities");
    auto* const store = SSL_CTX_get_cert_store(context.get());
    for (auto const& each : system_authorities()) {
        auto const* bytes = reinterpret_cast<unsigned char const*>(each.data());
        detail::openssl_ptr<X509> const authority(d2i_X509(nullptr, &bytes, static_cast<long>(each.size())));
        if (authority) X509_STORE_add_cert(store, authority.get());
    }
    ERR_clear_error(); // a certificate that OpenSSL cannot read is skipped
}

TELNYX_DECL void tls_context::state::trust_pem(std::string const& text, std::string const& purpose) {
    auto* const store = SSL_CTX_get_cert_store(context.get());
    int count = 0;
    for (auto const& block : detail::read_pem(text, purpose)) {
        if (!block.holds_certificate()) continue; // a key, or something else in the same store
        auto const certificate = block.certificate();
        detail::require(certificate != nullptr, purpose + ": certificate " + std::to_string(++count) + " is broken");
        detail::require(X509_STORE_add_cert(store, certificate.get()) == 1, purpose);
    }
    if (count == 0) throw configuration_error(purpose + ": it contains no certificate");
}

TELNYX_DECL void tls_context::state::present(tls_options const& options) {
    auto* const native = context.get();
    auto const& chain_file = options.certificate_chain_file();
    auto const& key_file = options.private_key_file();
    if (chain_file.empty()) return;
    auto const chain = "cannot load the client certificate from " + chain_file;
    auto const key = "cannot load the client's private key from " + key_file;
    detail::read_pem(detail::read_file(chain_file, chain), chain);
    detail::require(SSL_CTX_use_certificate_chain_file(native, chain_file.c_str()) == 1, chain);
    // OpenSSL would otherwise prompt for a password on the terminal and wait for it.
    SSL_CTX_set_default_passwd_cb(native, [](char*, int, int, void*) { return -1; });
    detail::require(SSL_CTX_use_PrivateKey_file(native, key_file.c_str(), SSL_FILETYPE_PEM) == 1, key);
    detail::require(SSL_CTX_check_private_key(native) == 1, "the private key does not fit the certificate");
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

TELNYX_DECL std::unique_ptr<tls_engine> tls_context::make_engine(origin const& peer, bool http2, bool http1) {
    auto engine = std::make_unique<tls_engine>(state_->context.get(), tls_engine::role::client);
    auto* const ssl = engine->native();
    if (http2) {
        static constexpr unsigned char protocols[] = {2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
        SSL_set_alpn_protos(ssl, protocols, http1 ? sizeof protocols : 3);
    }
    auto name = peer.host;
    if (!peer.is_address && name.ends_with('.'))
        name.pop_back(); // the trailing dot marks a complete name and is not part of it
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
