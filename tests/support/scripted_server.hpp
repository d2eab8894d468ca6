#pragma once

#include "telnyx/http/origin.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/options/client_options.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/connection_end.hpp"
#include "telnyx/testing/impl/server_tls.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// What a scripted_server does with one connection.
struct connection_plan {
    static constexpr std::size_t all = static_cast<std::size_t>(-1);

    std::vector<std::string> answers{};           ///< to one request after the other, byte by byte as they stand
    std::size_t asked = all;                      ///< bytes of a request that are read before its answer
    std::size_t record = 16 * 1024;               ///< bytes of an answer in each TLS record, sent by itself
    std::size_t sent = all;                       ///< bytes of the last answer that are sent at all
    std::string after_request{};                  ///< sent when the rest of the last request has come
    std::string endless{};                        ///< sent after the last answer, again and again
    std::string unasked{};                        ///< sent after the last answer, and never asked for
    std::size_t unasked_on_network = all;         ///< bytes of that, encrypted; the rest follows the next request
    std::string unencrypted{};                    ///< sent after the last answer, past TLS
    bool key_update = false;                      ///< changes the keys after the last answer
    std::optional<testing::connection_end> end{}; ///< what comes in the end; nothing: `scripted_server::usual()`
    std::size_t answers_on_network = all; ///< bytes that are sent after the handshake, encrypted, before the end
    std::size_t network_sent = all;       ///< bytes that are sent in all, encrypted, before the end
    std::size_t network_received = all;   ///< bytes that are received in all, encrypted, before the end
};

/// An HTTPS server that runs in the test's own io_context, one step after the other with its client, and breaks off at
/// any byte. It reads requests without looking at them.
class scripted_server {
  public:
    explicit scripted_server(boost::asio::io_context& io,
                             testing::sandbox_options const& options = testing::sandbox_options())
        : io_(io),
          shown_(authority_.issue(testing::certificate_options().ip_address("127.0.0.1"))),
          tls_(options, shown_.chain_pem, shown_.key_pem),
          acceptor_(io, {boost::asio::ip::address_v4::loopback(), 0}) {
        boost::asio::co_spawn(io, accept(), boost::asio::detached);
    }

    /// Options of a client that trusts this server.
    client_options trusting(client_options options = client_options()) const {
        return options.api_key("KEY")
            .base_url("https://127.0.0.1:" + std::to_string(as_origin()->port))
            .tls(tls_options().ca_pem(ca_pem()));
    }

    /// The origin of requests to this server.
    std::shared_ptr<origin const> as_origin() const {
        return std::make_shared<origin const>(
            origin{.secure = true, .host = "127.0.0.1", .port = acceptor_.local_endpoint().port(), .is_address = true});
    }

    std::string ca_pem() const { return authority_.certificate_pem(); }

    /// What becomes of the next connection without a plan; those without one answer each request as usual.
    void plan(connection_plan next) { plans_.push_back(std::move(next)); }

    /// What is answered when there is no plan: `{"request": N}`, N being the number of the request.
    static std::string usual(std::size_t number) {
        auto const body = "{\"request\": " + std::to_string(number) + "}";
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n\r\n" + body;
    }

    std::size_t connections() const { return connections_; }

    /// Connections that resumed the TLS session of another.
    std::size_t resumed() const { return resumed_; }

    /// Requests of which something has been read.
    std::size_t requests() const { return requests_; }

    /// Answers that a plan had, and that have been sent.
    std::size_t answers() const { return answers_; }

    /// Closes all connections.
    void hang_up() {
        for (auto const& each : std::exchange(links_, {}))
            if (auto const open = each.lock()) open->hang_up();
    }

    /// Connections whose plan has been carried out, or whose client has gone before.
    std::size_t ended() const { return ended_; }

    /// The bytes of the last handshake that was completed.
    std::size_t handshake_bytes_sent() const { return handshake_sent_; }
    std::size_t handshake_bytes_received() const { return handshake_received_; }

    /// Those of its bytes that a client of TLS 1.3 has to have before it sends its request.
    std::size_t flight_bytes_sent() const { return flight_sent_; }

    /// The last request, as it came.
    std::string const& last_request() const { return last_request_; }

  private:
    using end_kind = testing::connection_end;

    /// The client has gone, or the plan says that it is over.
    struct over {};

    class link {
      public:
        link(scripted_server& owner, boost::asio::ip::tcp::socket socket, connection_plan plan)
            : owner_(owner),
              socket_(std::move(socket)),
              plan_(std::move(plan)),
              engine_(owner.tls_.native(), net::tls_engine::role::server) {
            socket_.set_option(boost::asio::ip::tcp::no_delay(true));
        }

        static boost::asio::awaitable<void> run(std::shared_ptr<link> self) {
            bool cut = false;
            try {
                co_await self->follow_plan();
            } catch (over) {
                cut = true;
            } catch (boost::system::system_error const&) {
                self->note_end();
                co_return; // the client is gone
            }
            try {
                co_await self->finish(cut);
            } catch (boost::system::system_error const&) {
            }
        }

        void hang_up() { socket_.close(); }

      private:
        void note_end() {
            if (!std::exchange(end_noted_, true)) ++owner_.ended_;
        }

        boost::asio::awaitable<void> follow_plan() {
            co_await shake_hands();
            owner_.handshake_sent_ = sent_;
            owner_.handshake_received_ = received_;
            if (engine_.resumed()) ++owner_.resumed_;
            if (plan_.answers_on_network != connection_plan::all) plan_.network_sent = sent_ + plan_.answers_on_network;
            for (std::size_t i = 0; i < plan_.answers.size(); ++i) {
                co_await read_request(plan_.asked);
                bool const last = i + 1 == plan_.answers.size();
                co_await send(plan_.answers[i].substr(0, last ? plan_.sent : std::string::npos));
                ++owner_.answers_;
            }
            if (!plan_.after_request.empty()) {
                co_await read_rest();
                co_await send(plan_.after_request);
            }
            while (!plan_.endless.empty())
                co_await send(plan_.endless);
            co_await send_unasked();
            if (!plan_.end) note_end();
            while (!plan_.end) {
                co_await read_request(connection_plan::all);
                co_await send(usual(owner_.requests_));
            }
        }

        boost::asio::awaitable<void> finish(bool cut) {
            auto const how = plan_.end.value_or(end_kind::fin);
            if (how == end_kind::reset) {
                socket_.set_option(boost::asio::socket_base::linger(true, 0));
                socket_.close();
                note_end();
                co_return;
            }
            if (how == end_kind::close_notify && !cut) {
                engine_.close();
                co_await flush();
            }
            if (how != end_kind::silence) socket_.shutdown(boost::asio::socket_base::shutdown_send);
            note_end();
            while (true) // unread input would make the system reset the connection
                co_await socket_.async_read_some(boost::asio::buffer(input_), boost::asio::use_awaitable);
        }

        boost::asio::awaitable<void> shake_hands() {
            if (plan_.network_sent == 0) throw over();
            while (engine_.handshake() == net::tls_engine::progress::needs_input) {
                co_await flush();
                owner_.flight_sent_ = sent_;
                co_await receive();
            }
            co_await flush();
            if (engine_.error()) throw over();
        }

        /// Reads the next request, or as much of it as is wanted before its answer.
        boost::asio::awaitable<void> read_request(std::size_t at_most) {
            co_await read_rest();
            bool counted = false;
            while (true) {
                take();
                bool const begun = at_most == 0 || !request_.empty();
                if (begun && !std::exchange(counted, true)) ++owner_.requests_;
                if (request_.size() >= at_most || whole_request()) break;
                co_await receive();
            }
            owner_.last_request_ = request_;
        }

        /// Reads what is left of the request before.
        boost::asio::awaitable<void> read_rest() {
            while (request_size_ != 0) {
                take();
                auto const count = std::min(request_size_, request_.size());
                request_.erase(0, count);
                request_size_ -= count;
                if (request_size_ != 0) co_await receive();
            }
        }

        bool whole_request() {
            auto const head = request_.find("\r\n\r\n");
            if (head == std::string::npos) return false;
            request_size_ = head + 4;
            if (auto const at = request_.find("Content-Length: "); at < head)
                request_size_ += std::strtoull(request_.c_str() + at + 16, nullptr, 10);
            return request_.size() >= request_size_;
        }

        void take() {
            std::array<char, 4096> plain;
            std::size_t count = 0;
            while (engine_.read(plain.data(), plain.size(), count) == net::tls_engine::progress::done)
                request_.append(plain.data(), count);
        }

        boost::asio::awaitable<void> send(std::string text) {
            for (std::size_t at = 0; at < text.size(); at += plan_.record) {
                engine_.write(std::string_view(text).substr(at, plan_.record));
                co_await flush();
            }
        }

        boost::asio::awaitable<void> send_unasked() {
            if (plan_.key_update) {
                SSL_key_update(engine_.native(), SSL_KEY_UPDATE_NOT_REQUESTED);
                engine_.handshake();
            }
            engine_.write(plan_.unasked);
            auto& out = engine_.output();
            auto const size = std::min(out.size(), plan_.unasked_on_network);
            auto const rest = out.substr(size);
            out.resize(size);
            out += plan_.unencrypted;
            co_await flush();
            if (rest.empty()) co_return;
            note_end();
            co_await receive(); // the next request, if it comes
            out += rest;
            co_await flush();
        }

        /// Sends what the engine has made, as far as the plan goes.
        boost::asio::awaitable<void> flush() {
            auto bytes = std::exchange(engine_.output(), {});
            bytes.resize(std::min(bytes.size(), plan_.network_sent - sent_));
            sent_ += bytes.size();
            co_await boost::asio::async_write(socket_, boost::asio::buffer(bytes), boost::asio::use_awaitable);
            if (sent_ == plan_.network_sent) throw over();
        }

        boost::asio::awaitable<void> receive() {
            if (received_ == plan_.network_received) throw over();
            auto const room = boost::asio::buffer(input_, plan_.network_received - received_);
            auto const count = co_await socket_.async_read_some(room, boost::asio::use_awaitable);
            received_ += count;
            engine_.provide({input_.data(), count});
        }

        scripted_server& owner_;
        boost::asio::ip::tcp::socket socket_;
        connection_plan plan_;
        net::tls_engine engine_;
        std::array<char, 16 * 1024> input_{};
        std::size_t sent_ = 0;
        std::size_t received_ = 0;
        std::string request_;
        std::size_t request_size_ = 0;
        bool end_noted_ = false;
    };

    boost::asio::awaitable<void> accept() {
        while (true) {
            auto socket = co_await acceptor_.async_accept(boost::asio::use_awaitable);
            ++connections_;
            connection_plan next;
            if (!plans_.empty()) {
                next = std::move(plans_.front());
                plans_.pop_front();
            }
            auto const made = std::make_shared<link>(*this, std::move(socket), std::move(next));
            links_.push_back(made);
            boost::asio::co_spawn(io_, link::run(made), boost::asio::detached);
        }
    }

    boost::asio::io_context& io_;
    testing::certificate_authority authority_;
    testing::certificate shown_;
    testing::detail::server_tls tls_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::deque<connection_plan> plans_;
    std::vector<std::weak_ptr<link>> links_;
    std::size_t connections_ = 0;
    std::size_t resumed_ = 0;
    std::size_t requests_ = 0;
    std::size_t answers_ = 0;
    std::size_t ended_ = 0;
    std::size_t handshake_sent_ = 0;
    std::size_t handshake_received_ = 0;
    std::size_t flight_sent_ = 0;
    std::string last_request_;
};

} // namespace telnyx::tests
