#pragma once

#include "telnyx/testing/impl/server_tls.hpp"

namespace telnyx::testing::detail {

TELNYX_DECL server_tls::server_tls(sandbox_options const& options, std::string const& chain_pem,
                                   std::string const& key_pem)
    : context_(SSL_CTX_new(TLS_server_method())) {
    auto* const native = context_.get();
    check_openssl(native != nullptr, "cannot set up TLS");
    auto const number = [](tls_version version) {
        return version == tls_version::tls_1_3 ? TLS1_3_VERSION : TLS1_2_VERSION;
    };
    SSL_CTX_set_min_proto_version(native, number(options.lowest_version()));
    SSL_CTX_set_max_proto_version(native, number(options.highest_version()));
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_num_tickets(native, options.session_tickets());
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    if (options.session_tickets() == 0) SSL_CTX_set_options(native, SSL_OP_NO_TICKET);
    static constexpr unsigned char name[] = "telnyx sandbox";
    SSL_CTX_set_session_id_context(native, name, sizeof name - 1);
    show(chain_pem, key_pem);
    if (!options.client_authority().empty()) demand_client_certificate(options.client_authority());
    agree_on(options.application_protocols());
}

TELNYX_DECL void server_tls::show(std::string const& chain_pem, std::string const& key_pem) {
    auto const chain = open_text(chain_pem);
    auto const read_one = [&] { return certificate_ptr(PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr)); };
    auto const own = read_one();
    check_openssl(own && SSL_CTX_use_certificate(context_.get(), own.get()) == 1, "cannot use the certificate");
    while (auto above = read_one()) {
        check_openssl(SSL_CTX_add0_chain_cert(context_.get(), above.get()) == 1, "cannot use the certificate chain");
        static_cast<void>(above.release()); // the context frees it
    }
    ERR_clear_error();
    key_ptr const key(PEM_read_bio_PrivateKey(open_text(key_pem).get(), nullptr, nullptr, nullptr));
    check_openssl(key && SSL_CTX_use_PrivateKey(context_.get(), key.get()) == 1, "cannot use the private key");
}

TELNYX_DECL void server_tls::demand_client_certificate(std::string const& ca_pem) {
    auto const source = open_text(ca_pem);
    bool any = false;
    while (certificate_ptr const authority{PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr)}) {
        any = true;
        check_openssl(X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), authority.get()) == 1 &&
                          SSL_CTX_add_client_CA(context_.get(), authority.get()) == 1,
                      "cannot trust the client authority");
    }
    check_openssl(any, "the client authority is not a certificate");
    ERR_clear_error();
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
}

TELNYX_DECL void server_tls::agree_on(std::vector<std::string> const& protocols) {
    for (auto const& name : protocols) {
        if (name.empty() || name.size() > 255) throw configuration_error("not an application protocol: " + name);
        protocols_.push_back(static_cast<char>(name.size()));
        protocols_ += name;
    }
    if (!protocols_.empty()) SSL_CTX_set_alpn_select_cb(context_.get(), &select_protocol, this);
}

TELNYX_DECL int server_tls::select_protocol(SSL*, unsigned char const** chosen, unsigned char* chosen_size,
                                            unsigned char const* offered, unsigned offered_size, void* self) {
    auto const& ours = static_cast<server_tls const*>(self)->protocols_;
    unsigned char* found = nullptr;
    int const outcome = SSL_select_next_proto(&found, chosen_size, reinterpret_cast<unsigned char const*>(ours.data()),
                                              static_cast<unsigned>(ours.size()), offered, offered_size);
    if (outcome != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_NOACK;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

TELNYX_DECL std::string peer_common_name(SSL const* session) {
    certificate_ptr const shown(SSL_get1_peer_certificate(session));
    if (!shown) return {};
    auto const* const subject = X509_get_subject_name(shown.get());
    int const place = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (place < 0) return {};
    auto const* const name = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, place));
    return {reinterpret_cast<char const*>(ASN1_STRING_get0_data(name)),
            static_cast<std::size_t>(ASN1_STRING_length(name))};
}

} // namespace telnyx::testing::detail
