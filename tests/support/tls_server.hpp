#pragma once

#include "telnyx/net/tls_engine.hpp"
#include "telnyx/testing/certificate.hpp"
#include "telnyx/testing/impl/openssl.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A server on the io_context of a test that lists no models, in any version and strength of TLS that a test asks for.
/// What goes beyond that is up to hooks of the test, which get OpenSSL's own objects.
class tls_server {
  public:
    /// `set_up` may change everything about TLS before the first connection.
    tls_server(boost::asio::io_context& io, testing::certificate const& shown,
               std::function<void(SSL_CTX*)> const& set_up = {})
        : state_(std::make_shared<state>(io)) {
        auto* const native = state_->context.get();
        SSL_CTX_set_security_level(native, 0);
        SSL_CTX_set_min_proto_version(native, TLS1_VERSION);
        SSL_CTX_set_session_id_context(native, reinterpret_cast<unsigned char const*>("test"), 4);
        show(shown);
        if (set_up) set_up(native);
        boost::asio::co_spawn(io, accept(state_), boost::asio::detached);
    }
    ~tls_server() { state_->acceptor.close(); }
    tls_server(tls_server const&) = delete;
    tls_server& operator=(tls_server const&) = delete;

    /// Shows another certificate from now on.
    void show(testing::certificate const& shown) {
        auto* const native = state_->context.get();
        auto const chain = testing::detail::open_text(shown.chain_pem);
        auto const read_one = [&] {
            return testing::detail::certificate_ptr(PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr));
        };
        auto const own = read_one();
        bool ok = own && SSL_CTX_use_certificate(native, own.get()) == 1;
        SSL_CTX_clear_chain_certs(native);
        while (auto const above = read_one())
            ok = ok && SSL_CTX_add1_chain_cert(native, above.get()) == 1;
        testing::detail::key_ptr const key(
            PEM_read_bio_PrivateKey(testing::detail::open_text(shown.key_pem).get(), nullptr, nullptr, nullptr));
        ok = ok && key && SSL_CTX_use_PrivateKey(native, key.get()) == 1;
        ERR_clear_error();
        testing::detail::check_openssl(ok, "cannot show this certificate");
    }

    /// Called with each session before its handshake.
    void on_connection(std::function<void(SSL*)> hook) { state_->on_connection = std::move(hook); }

    /// Called when a request has come; its result says whether to answer after that.
    void on_request(std::function<bool(net::tls_engine&)> hook) { state_->on_request = std::move(hook); }

    /// Sends bytes of no TLS session of its own: before everything else, or, `instead` of it.
    void greet_with(std::string bytes, bool instead = false) {
        state_->greeting = std::move(bytes);
        state_->mute = instead;
    }

    /// Forgets the keys of its session tickets.
    void forget_sessions() {
        std::array<unsigned char, 80> keys{};
        RAND_bytes(keys.data(), static_cast<int>(keys.size()));
        SSL_CTX_set_tlsext_ticket_keys(state_->context.get(), keys.data(), static_cast<int>(keys.size()));
    }

    /// Ends connections without close_notify, `bytes` after the beginning of an answer.
    void cut_answers_after(std::size_t bytes) { state_->cut = bytes; }

    boost::asio::ip::tcp::endpoint endpoint() const { return state_->acceptor.local_endpoint(); }

    std::size_t connections() const { return state_->connections; }
    std::size_t ended() const { return state_->ended; }
    std::size_t resumed() const { return state_->resumed; }
    std::size_t requests() const { return state_->requests; }

    /// All that clients have said within TLS.
    std::string const& received() const { return state_->received; }

    /// What clients have asked for by name; empty where they have not.
    std::vector<std::string> const& server_names() const { return state_->server_names; }

    /// Versions of the sessions that came about.
    std::vector<std::string> const& versions() const { return state_->versions; }

    /// Why the last session failed.
    std::string const& last_error() const { return state_->last_error; }

  private:
    using tcp = boost::asio::ip::tcp;
    static constexpr auto result = boost::asio::as_tuple(boost::asio::deferred);

    struct state {
        explicit state(boost::asio::io_context& io)
            : acceptor(io, {boost::asio::ip::address_v4::loopback(), 0}), context(SSL_CTX_new(TLS_server_method())) {}

        tcp::acceptor acceptor;
        testing::detail::tls_context_ptr context;
        std::function<void(SSL*)> on_connection;
        std::function<bool(net::tls_engine&)> on_request;
        std::string greeting;
        bool mute = false;
        std::size_t cut = std::string::npos;
        bool answered = false;
        std::size_t connections = 0;
        std::size_t ended = 0;
        std::size_t resumed = 0;
        std::size_t requests = 0;
        std::string received;
        std::vector<std::string> server_names;
        std::vector<std::string> versions;
        std::string last_error;
    };
    using state_ptr = std::shared_ptr<state>;

    static boost::asio::awaitable<void> accept(state_ptr self) {
        while (self->acceptor.is_open()) {
            tcp::socket socket(self->acceptor.get_executor());
            auto const [failure] = co_await self->acceptor.async_accept(socket, result);
            if (failure) continue;
            ++self->connections;
            boost::asio::co_spawn(self->acceptor.get_executor(), serve(self, std::move(socket)), boost::asio::detached);
        }
    }

    static boost::asio::awaitable<void> serve(state_ptr self, tcp::socket socket) {
        net::tls_engine engine(self->context.get(), net::tls_engine::role::server);
        if (self->on_connection) self->on_connection(engine.native());
        std::array<char, 16 * 1024> input;
        auto greeting = self->greeting;
        while (true) {
            if (!self->mute) go_on(*self, engine);
            auto bytes = std::exchange(greeting, {}) + std::exchange(engine.output(), {});
            bool const hang_up = self->answered && self->cut != std::string::npos;
            if (hang_up) bytes.resize(std::min(bytes.size(), self->cut));
            auto const [unsent, sent] = co_await boost::asio::async_write(socket, boost::asio::buffer(bytes), result);
            if (unsent || engine.error() || hang_up) break;
            auto const [failure, count] = co_await socket.async_read_some(boost::asio::buffer(input), result);
            if (failure) break;
            engine.provide({input.data(), count});
        }
        self->last_error = engine.error_text();
        ++self->ended;
    }

    static void go_on(state& self, net::tls_engine& engine) {
        using progress = net::tls_engine::progress;
        if (SSL_is_init_finished(engine.native()) == 0) {
            if (engine.handshake() != progress::done) return;
            self.resumed += engine.resumed() ? 1 : 0;
            self.versions.emplace_back(SSL_get_version(engine.native()));
            auto const* const name = SSL_get_servername(engine.native(), TLSEXT_NAMETYPE_host_name);
            self.server_names.emplace_back(name != nullptr ? name : "");
        }
        std::array<char, 4096> plain;
        std::size_t count = 0;
        while (engine.read(plain.data(), plain.size(), count) == progress::done) {
            self.received.append(plain.data(), count);
            if (!self.received.ends_with("\r\n\r\n")) continue;
            ++self.requests;
            self.answered = true;
            if (!self.on_request || self.on_request(engine)) engine.write(answer);
        }
    }

  public:
    static constexpr char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n"
                                     R"({"object":"list","data":[]})";

  private:
    state_ptr state_;
};

} // namespace telnyx::tests
