#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// What a scripted proxy does once it has sent its answer.
enum class then {
    relay, ///< what a proxy is for
    fin,
    reset,
    silence, ///< until the client hangs up
};

/// How a scripted proxy treats a connection.
struct proxy_script {
    std::string answer = "HTTP/1.1 200 Connection established\r\n\r\n";
    then next = then::relay;
    std::size_t piece = std::string::npos; // bytes per write, of the answer and of what is relayed to the client
};

/// An HTTP proxy on the io_context of a test, which leads to one server whatever it is asked for.
class scripted_proxy {
  public:
    scripted_proxy(boost::asio::io_context& io, boost::asio::ip::tcp::endpoint const& server)
        : state_(std::make_shared<state>(io, server)) {
        boost::asio::co_spawn(io, accept(state_), boost::asio::detached);
    }
    ~scripted_proxy() { state_->acceptor.close(); }
    scripted_proxy(scripted_proxy const&) = delete;
    scripted_proxy& operator=(scripted_proxy const&) = delete;

    /// For the next connection; those after the last one get the standard treatment.
    void script(proxy_script treatment) { state_->scripts.push_back(std::move(treatment)); }

    boost::asio::ip::tcp::endpoint endpoint() const { return state_->acceptor.local_endpoint(); }
    std::string name() const { return "127.0.0.1:" + std::to_string(endpoint().port()); }
    std::string url(std::string const& credentials = {}) const { return "http://" + credentials + name(); }

    /// Heads of the requests so far, and everything that clients have sent in all.
    std::vector<std::string> const& requests() const { return state_->requests; }
    std::string const& seen() const { return state_->seen; }

    std::size_t connections() const { return state_->connections; }

    /// Connections that the client or the server has ended.
    std::size_t ended() const { return state_->ended; }

    /// Breaks the connections off that are relayed.
    void cut() {
        for (auto const& each : state_->relayed)
            each->close();
        state_->relayed.clear();
    }

  private:
    using tcp = boost::asio::ip::tcp;
    using socket_ptr = std::shared_ptr<tcp::socket>;
    static constexpr auto result = boost::asio::as_tuple(boost::asio::deferred);

    struct state {
        state(boost::asio::io_context& io, tcp::endpoint to)
            : acceptor(io, {boost::asio::ip::address_v4::loopback(), 0}), server(std::move(to)) {}

        tcp::acceptor acceptor;
        tcp::endpoint server;
        std::deque<proxy_script> scripts;
        std::vector<std::string> requests;
        std::vector<socket_ptr> relayed;
        std::string seen;
        std::size_t connections = 0;
        std::size_t ended = 0;
    };
    using state_ptr = std::shared_ptr<state>;

    static boost::asio::awaitable<void> accept(state_ptr self) {
        while (self->acceptor.is_open()) {
            auto const client = std::make_shared<tcp::socket>(self->acceptor.get_executor());
            auto const [failure] = co_await self->acceptor.async_accept(*client, result);
            if (failure) continue;
            ++self->connections;
            proxy_script script;
            if (!self->scripts.empty()) {
                script = std::move(self->scripts.front());
                self->scripts.pop_front();
            }
            boost::asio::co_spawn(self->acceptor.get_executor(), serve(self, client, script), boost::asio::detached);
        }
    }

    static boost::asio::awaitable<void> serve(state_ptr self, socket_ptr client, proxy_script script) {
        std::string head;
        while (head.find("\r\n\r\n") == std::string::npos) {
            std::array<char, 4096> bytes;
            auto const [failure, count] = co_await client->async_read_some(boost::asio::buffer(bytes), result);
            if (failure) co_return;
            head.append(bytes.data(), count);
            self->seen.append(bytes.data(), count);
        }
        self->requests.push_back(head);
        bool const sent = co_await send(client, script.answer, script.piece);
        if (!sent || script.next == then::fin) co_return;
        if (script.next == then::reset) {
            boost::system::error_code ignored;
            client->set_option(boost::asio::socket_base::linger(true, 0), ignored);
            client->close(ignored);
        } else if (script.next == then::silence) {
            co_await relay(self, client, nullptr, std::string::npos);
        } else {
            auto const server = std::make_shared<tcp::socket>(client->get_executor());
            auto const [failure] = co_await server->async_connect(self->server, result);
            if (failure) co_return;
            self->relayed.push_back(client);
            self->relayed.push_back(server);
            boost::asio::co_spawn(client->get_executor(), relay(nullptr, server, client, script.piece),
                                  boost::asio::detached);
            co_await relay(self, client, server, std::string::npos);
        }
    }

    static boost::asio::awaitable<bool> send(socket_ptr to, std::string text, std::size_t piece) {
        boost::system::error_code ignored;
        to->set_option(tcp::no_delay(true), ignored);
        for (std::size_t at = 0; at < text.size();) {
            auto const size = std::min(piece, text.size() - at);
            auto const [failure, count] =
                co_await boost::asio::async_write(*to, boost::asio::buffer(text.data() + at, size), result);
            if (failure) co_return false;
            at += count;
        }
        co_return true;
    }

    // Without `to`, what arrives is dropped.
    static boost::asio::awaitable<void> relay(state_ptr self, socket_ptr from, socket_ptr to, std::size_t piece) {
        while (true) {
            std::array<char, 16 * 1024> bytes;
            auto const [failure, count] = co_await from->async_read_some(boost::asio::buffer(bytes), result);
            if (failure) break;
            if (self) self->seen.append(bytes.data(), count);
            if (!to) continue;
            bool const sent = co_await send(to, std::string(bytes.data(), count), piece);
            if (!sent) break;
        }
        if (self) ++self->ended;
        boost::system::error_code ignored;
        if (to) to->shutdown(tcp::socket::shutdown_send, ignored);
    }

    state_ptr state_;
};

} // namespace telnyx::tests
