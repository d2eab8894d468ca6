#pragma once

#include "support/h2_field_decoder.hpp"
#include "support/h2_frames.hpp"
#include "support/tls_link.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/connection_end.hpp"
#include "telnyx/testing/sandbox_options.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// The server's end of one HTTP/2 connection: sends the frames that a test gives it, and shows those of the client. It
/// responds to nothing by itself. When the client closes the connection, reading throws what Asio says.
class h2_link {
  public:
    h2_link(boost::asio::ip::tcp::socket socket, testing::detail::server_tls const& tls)
        : link_(std::move(socket), tls) {}

    boost::asio::awaitable<void> shake_hands() { co_await link_.shake_hands(); }

    /// Sends the server's settings, waits for those of the client, and acknowledges them.
    boost::asio::awaitable<void> greet(std::string settings = h2::settings()) {
        co_await send(std::move(settings));
        co_await wait_for(h2::frame_type::settings);
        co_await send(h2::settings_ack());
    }

    /// Sends frames, or any bytes, in one TLS record.
    boost::asio::awaitable<void> send(std::string bytes) { co_await link_.send(std::move(bytes)); }

    /// Sends them in TLS records of this size, each in its own system call.
    boost::asio::awaitable<void> send_in_pieces(std::string bytes, std::size_t size = 1) {
        for (std::size_t at = 0; at < bytes.size(); at += size)
            co_await link_.send(bytes.substr(at, size));
    }

    /// The client's next frame.
    boost::asio::awaitable<h2::frame> next() {
        while (true) {
            if (auto frame = reader_.next()) {
                note(*frame);
                co_return *std::move(frame);
            }
            auto plain = link_.take();
            if (plain.empty()) {
                co_await link_.receive();
                plain = link_.take();
            }
            reader_.feed(plain);
        }
    }

    /// The next frame of this type; those before it are in `frames()`.
    boost::asio::awaitable<h2::frame> wait_for(h2::frame_type type) {
        while (true) {
            auto frame = co_await next();
            if (frame.type == type) co_return frame;
        }
    }

    /// The next frame of this type on this stream.
    boost::asio::awaitable<h2::frame> wait_for(h2::frame_type type, std::uint32_t stream) {
        while (true) {
            auto frame = co_await wait_for(type);
            if (frame.stream == stream) co_return frame;
        }
    }

    /// Waits until the head of the next request is complete; returns its stream.
    boost::asio::awaitable<std::uint32_t> next_request() {
        while (true) {
            auto const frame = co_await next();
            bool const of_head = frame.type == h2::frame_type::headers || frame.type == h2::frame_type::continuation;
            if (of_head && frame.has(h2::end_headers)) co_return frame.stream;
        }
    }

    /// Waits until the client has ended the stream, or reset it; returns the data that it has sent there in all.
    boost::asio::awaitable<std::string> whole_body(std::uint32_t stream) {
        while (!ended_.contains(stream))
            co_await next();
        co_return data_[stream];
    }

    /// Waits until the client closes the connection.
    boost::asio::awaitable<void> wait_for_end() {
        try {
            while (true)
                co_await next();
        } catch (boost::system::system_error const&) {
        }
    }

    /// Ends the connection, without GOAWAY.
    boost::asio::awaitable<void> end(testing::connection_end how) {
        using testing::connection_end;
        if (how == connection_end::reset) {
            link_.socket().set_option(boost::asio::socket_base::linger(true, 0));
            link_.socket().close();
        }
        if (how == connection_end::close_notify) link_.engine().close();
        if (how == connection_end::close_notify || how == connection_end::fin) {
            co_await link_.flush();
            link_.socket().shutdown(boost::asio::socket_base::shutdown_send);
        }
    }

    /// All frames of the client so far.
    std::vector<h2::frame> const& frames() const { return frames_; }

    /// The frames of a type so far.
    std::size_t count(h2::frame_type type) const {
        return static_cast<std::size_t>(
            std::count_if(frames_.begin(), frames_.end(), [type](h2::frame const& each) { return each.type == type; }));
    }

    /// The decoded head of a request; empty if it is not complete.
    h2::field_list head(std::uint32_t stream) const {
        auto const found = heads_.find(stream);
        return found == heads_.end() ? h2::field_list() : found->second;
    }

    tls_link& tls() { return link_; }

  private:
    void note(h2::frame const& frame) {
        frames_.push_back(frame);
        if (frame.type == h2::frame_type::data) data_[frame.stream] += frame.content();
        if (frame.type == h2::frame_type::headers || frame.type == h2::frame_type::continuation) {
            block_ += frame.content();
            if (frame.has(h2::end_headers)) heads_[frame.stream] = decoder_.decode(std::exchange(block_, {}));
        }
        bool const may_end = frame.type == h2::frame_type::data || frame.type == h2::frame_type::headers;
        if (frame.type == h2::frame_type::rst_stream || (may_end && frame.has(h2::end_stream)))
            ended_.insert(frame.stream);
    }

    tls_link link_;
    h2::reader reader_{true};
    std::vector<h2::frame> frames_;
    h2::field_decoder decoder_;
    std::string block_;
    std::map<std::uint32_t, h2::field_list> heads_;
    std::map<std::uint32_t, std::string> data_;
    std::set<std::uint32_t> ended_;
};

/// A TLS server on the test's own io_context whose HTTP/2 is written by the test, frame by frame.
class h2_peer {
  public:
    /// @param protocols what it agrees on by ALPN
    explicit h2_peer(boost::asio::io_context& io, std::vector<std::string> protocols = {"h2"})
        : shown_(authority_.issue(testing::certificate_options().dns_name("localhost").ip_address("127.0.0.1"))),
          tls_(testing::sandbox_options().application_protocols(std::move(protocols)), shown_.chain_pem,
               shown_.key_pem),
          acceptor_(io, {boost::asio::ip::address_v4::loopback(), 0}) {}

    /// Accepts a connection, up to the end of its TLS handshake.
    boost::asio::awaitable<std::shared_ptr<h2_link>> accept() {
        auto socket = co_await acceptor_.async_accept(boost::asio::use_awaitable);
        auto const link = std::make_shared<h2_link>(std::move(socket), tls_);
        co_await link->shake_hands();
        co_return link;
    }

    /// Accepts a connection and exchanges settings.
    boost::asio::awaitable<std::shared_ptr<h2_link>> accept(std::string settings) {
        auto const link = co_await accept();
        co_await link->greet(std::move(settings));
        co_return link;
    }

    /// Refuses further connections.
    void close() { acceptor_.close(); }

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    std::string base_url() const { return "https://127.0.0.1:" + std::to_string(port()) + "/v2"; }
    std::string ca_pem() const { return authority_.certificate_pem(); }

  private:
    testing::certificate_authority authority_;
    testing::certificate shown_;
    testing::detail::server_tls tls_;
    boost::asio::ip::tcp::acceptor acceptor_;
};

} // namespace telnyx::tests
