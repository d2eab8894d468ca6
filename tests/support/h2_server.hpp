#pragma once

#include "support/raw_h2_frames.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/net/pool.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/impl/server_tls.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A server on the io_context of a test that shakes hands, greets, and leaves all else to the test, frame by frame.
class h2_server {
  public:
    /// The server's end of a connection.
    class connection {
      public:
        explicit connection(boost::asio::ip::tcp::socket accepted) : socket(std::move(accepted)) {}

        /// Sends frames, or what should be some.
        void send(std::string bytes) {
            output += bytes;
            if (engine) push();
        }

        void hang_up() {
            boost::system::error_code ignored;
            socket.shutdown(boost::asio::ip::tcp::socket::shutdown_both, ignored);
            socket.close(ignored);
        }

        bool is_open() const { return socket.is_open(); }

        /// Reads no more, after what it is reading.
        void stop_reading() { reads = false; }

        std::size_t number = 0;                 ///< 0 for the first
        std::vector<raw_h2::sent_frame> frames; ///< all that have come
        std::vector<std::uint32_t> requests{};  ///< the streams that they are on

        /// Whether a frame has come.
        bool has(std::uint8_t type, std::uint32_t stream) const { return find(type, stream) != nullptr; }
        raw_h2::sent_frame const* find(std::uint8_t type, std::uint32_t stream) const {
            for (auto const& each : frames)
                if (each.type == type && each.stream == stream) return &each;
            return nullptr;
        }

      private:
        friend class h2_server;

        void push() {
            engine->write(std::exchange(output, {}));
            auto const bytes = std::make_shared<std::string>(std::exchange(engine->output(), {}));
            boost::system::error_code ignored;
            boost::asio::write(socket, boost::asio::buffer(*bytes), ignored);
        }

        boost::asio::ip::tcp::socket socket;
        std::unique_ptr<net::tls_engine> engine;
        std::string output;
        std::string input;
        std::string protocol;
        bool reads = true;
    };
    using connection_ptr = std::shared_ptr<connection>;

    /// Called with each frame, except SETTINGS.
    using behaviour = std::function<void(connection&, raw_h2::sent_frame const&)>;

    h2_server(boost::asio::io_context& io, behaviour on_frame, std::string protocol = "h2")
        : state_(std::make_shared<state>(io, std::move(on_frame), std::move(protocol))) {
        SSL_CTX_set_alpn_select_cb(state_->tls.native(), &choose, state_.get());
        boost::asio::co_spawn(io, accept(state_), boost::asio::detached);
    }
    ~h2_server() { stop(); }
    h2_server(h2_server const&) = delete;
    h2_server& operator=(h2_server const&) = delete;

    /// What to send when a connection has been established.
    void greet_with(std::string bytes) { state_->greeting = std::move(bytes); }

    /// Chooses another protocol from now on.
    void speak(std::string protocol) { state_->protocol = std::move(protocol); }

    /// Shakes no hands from now on.
    void stall() { state_->stalls = true; }

    void stop() {
        boost::system::error_code ignored;
        state_->acceptor.close(ignored);
        for (auto const& each : state_->connections)
            each->hang_up();
    }

    std::vector<connection_ptr> const& connections() const { return state_->connections; }
    connection& last() const { return *state_->connections.back(); }

    /// Number of requests on all connections.
    std::size_t requests() const {
        std::size_t count = 0;
        for (auto const& each : state_->connections)
            count += each->requests.size();
        return count;
    }

    /// Number of bytes of the bodies of all requests.
    std::size_t data_bytes() const {
        std::size_t count = 0;
        for (auto const& on : state_->connections)
            for (auto const& each : on->frames)
                if (each.type == raw_h2::data) count += each.payload.size();
        return count;
    }

    std::shared_ptr<origin const> as_origin() const { return origin_; }
    std::string base_url() const { return "https://" + origin_->host + ":" + std::to_string(origin_->port) + "/v2"; }
    std::string ca_pem() const { return state_->authority.certificate_pem(); }

  private:
    static constexpr auto result = boost::asio::as_tuple(boost::asio::deferred);

    struct state {
        state(boost::asio::io_context& io, behaviour hook, std::string speaks)
            : shown(authority.issue(testing::certificate_options().ip_address("127.0.0.1"))),
              tls(testing::sandbox_options(), shown.chain_pem, shown.key_pem),
              acceptor(io, {boost::asio::ip::address_v4::loopback(), 0}),
              on_frame(std::move(hook)),
              protocol(std::move(speaks)) {}

        testing::certificate_authority authority;
        testing::certificate shown;
        testing::detail::server_tls tls;
        boost::asio::ip::tcp::acceptor acceptor;
        behaviour on_frame;
        std::string protocol;
        std::string greeting = raw_h2::greeting();
        bool stalls = false;
        std::vector<connection_ptr> connections;
    };
    using state_ptr = std::shared_ptr<state>;

    static int choose(SSL*, unsigned char const** out, unsigned char* size, unsigned char const* offered,
                      unsigned int offered_size, void* self) {
        auto const& wanted = static_cast<state*>(self)->protocol;
        for (unsigned int i = 0; i < offered_size; i += offered[i] + 1u) {
            if (std::string(reinterpret_cast<char const*>(offered) + i + 1, offered[i]) != wanted) continue;
            *out = offered + i + 1;
            *size = offered[i];
            return SSL_TLSEXT_ERR_OK;
        }
        return SSL_TLSEXT_ERR_NOACK;
    }

    static boost::asio::awaitable<void> accept(state_ptr self) {
        while (self->acceptor.is_open()) {
            boost::asio::ip::tcp::socket socket(self->acceptor.get_executor());
            auto const [failure] = co_await self->acceptor.async_accept(socket, result);
            if (failure) continue;
            auto const made = std::make_shared<connection>(std::move(socket));
            made->number = self->connections.size();
            self->connections.push_back(made);
            boost::asio::co_spawn(self->acceptor.get_executor(), serve(self, made), boost::asio::detached);
        }
    }

    static boost::asio::awaitable<void> serve(state_ptr self, connection_ptr on) {
        auto engine = std::make_unique<net::tls_engine>(self->tls.native(), net::tls_engine::role::server);
        std::array<char, 16 * 1024> input;
        bool greeted = false;
        while (on->is_open()) {
            if (!self->stalls && !greeted && engine->handshake() == net::tls_engine::progress::done) {
                greeted = true;
                on->protocol = self->protocol;
                engine->write(on->protocol == "h2" ? self->greeting : "");
                on->engine = std::move(engine);
                on->push();
            }
            auto& used = greeted ? *on->engine : *engine;
            if (greeted) take(*self, *on);
            auto const bytes = std::exchange(used.output(), {});
            auto const [unsent, sent] =
                co_await boost::asio::async_write(on->socket, boost::asio::buffer(bytes), result);
            if (unsent || used.error() || !on->is_open()) break;
            auto const [failure, count] = co_await on->socket.async_read_some(boost::asio::buffer(input), result);
            if (failure) break;
            used.provide({input.data(), count});
            if (!on->reads) co_return;
        }
        on->hang_up();
    }

    static void take(state& self, connection& on) {
        std::array<char, 4096> plain;
        std::size_t count = 0;
        while (on.engine->read(plain.data(), plain.size(), count) == net::tls_engine::progress::done)
            on.input.append(plain.data(), count);
        if (on.protocol != "h2") return answer_http1(on);
        for (auto const& each : raw_h2::take_frames(on.input)) {
            on.frames.push_back(each);
            if (each.type == raw_h2::headers) on.requests.push_back(each.stream);
            if (each.type != raw_h2::settings && self.on_frame) self.on_frame(on, each);
        }
    }

    static void answer_http1(connection& on) {
        if (!on.input.ends_with("\r\n\r\n")) return;
        on.input.clear();
        on.requests.push_back(0);
        on.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold");
    }

    state_ptr state_;
    std::shared_ptr<origin const> origin_ = std::make_shared<origin const>(origin{
        .secure = true, .host = "127.0.0.1", .port = state_->acceptor.local_endpoint().port(), .is_address = true});
};

} // namespace telnyx::tests
