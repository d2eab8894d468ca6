#pragma once

#include "telnyx/net/tls_context.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <memory>
#include <optional>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::tests {

/// How the far end of a connection ended it.
enum class ending { none, close_notify, fin, reset, tls_failure };

inline std::ostream& operator<<(std::ostream& out, ending value) {
    static constexpr char const* names[] = {"none", "close_notify", "fin", "reset", "tls_failure"};
    return out << names[static_cast<int>(value)];
}

/// An HTTP client without the library's client, that blocks and sees every TLS record.
class raw_client {
  public:
    using response = boost::beast::http::response<boost::beast::http::string_body>;

    explicit raw_client(testing::sandbox const& server) : server_(server), socket_(context_) {
        socket_.connect({boost::asio::ip::make_address(server.address()), server.port()});
        socket_.set_option(boost::asio::ip::tcp::no_delay(true));
    }

    ~raw_client() { close(); }

    /// Connects and shakes hands. The certificate is checked against the name.
    raw_client(testing::sandbox const& server, net::tls_context& tls, std::string const& name = "localhost")
        : raw_client(server) {
        shake_hands(tls, name);
    }

    void shake_hands(net::tls_context& tls, std::string const& name = "localhost") {
        start_tls(tls, name);
        while (engine_->handshake() == net::tls_engine::progress::needs_input) {
            flush();
            if (!receive()) return;
        }
        if (engine_->error()) end_ = ending::tls_failure;
        flush();
    }

    /// Makes ready for a handshake that the test leads itself.
    void start_tls(net::tls_context& tls, std::string const& name = "localhost") {
        boost::system::error_code not_an_address;
        boost::asio::ip::make_address(name, not_an_address);
        engine_ =
            tls.make_engine({.secure = true, .host = name, .port = server_.port(), .is_address = !not_an_address});
    }

    net::tls_engine& tls() { return *engine_; }
    ending end() const { return end_; }

    /// What the server has sent, and how much of it in each TLS record (or, without TLS, in each read).
    std::string const& plaintext() const { return plaintext_; }
    std::vector<std::size_t> const& pieces() const { return pieces_; }

    /// Everything received from the network, before decryption.
    std::string const& ciphertext() const { return ciphertext_; }

    void send(std::string_view plain) {
        if (!engine_) {
            send_bytes(plain);
            return;
        }
        engine_->write(plain);
        flush();
    }

    /// Sends bytes as they are.
    void send_bytes(std::string_view bytes) {
        boost::system::error_code failure;
        boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size()), failure);
        if (failure && end_ == ending::none) end_ = ending::reset;
    }

    static std::string request_text(std::string_view method, std::string_view target, std::string_view body = {},
                                    std::string_view fields = {}) {
        auto text = std::string(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
        text.append("Authorization: Bearer KEY_test\r\n").append(fields);
        if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        return text.append("\r\n").append(body);
    }

    response request(std::string_view method, std::string_view target, std::string_view body = {},
                     std::string_view fields = {}) {
        send(request_text(method, target, body, fields));
        return read_response(method == "HEAD");
    }

    /// Reads one response; throws when the connection ends before it is complete.
    response read_response(bool without_body = false) {
        boost::beast::http::response_parser<boost::beast::http::string_body> parser;
        parser.eager(true);
        parser.skip(without_body);
        parser.body_limit(boost::none);
        while (true) {
            boost::system::error_code failure;
            auto const rest = std::string_view(plaintext_).substr(read_);
            read_ += rest.empty() ? 0 : parser.put(boost::asio::buffer(rest.data(), rest.size()), failure);
            if (failure && failure != boost::beast::http::error::need_more)
                throw std::runtime_error("malformed response: " + failure.message());
            if (parser.is_done()) return parser.release();
            auto const had = plaintext_.size();
            if (receive() || plaintext_.size() > had) continue;
            if (parser.is_header_done() && parser.need_eof()) {
                parser.put_eof(failure);
                return parser.release();
            }
            throw std::runtime_error("the connection ended within a response");
        }
    }

    /// Reads until the server ends the connection; returns all plaintext.
    std::string const& read_to_end() {
        while (receive()) {
        }
        return plaintext_;
    }

    /// Reads until so many bytes of plaintext have come, or the connection ends.
    std::string const& read_bytes(std::size_t count) {
        while (plaintext_.size() < count && receive()) {
        }
        return plaintext_;
    }

    /// Whether no plaintext and no end comes for a moment. For proving an absence, which no waiting can do for certain.
    bool quiet() {
        auto const had = plaintext_.size();
        while (end_ == ending::none && readable(std::chrono::milliseconds(20)))
            receive();
        return end_ == ending::none && plaintext_.size() == had;
    }

    /// Closes as a well-behaved client does.
    void close() {
        if (!socket_.is_open()) return;
        if (engine_) {
            engine_->close(); // without it OpenSSL does not resume the session
            flush();
        }
        socket_.close();
    }

    void reset() {
        socket_.set_option(boost::asio::socket_base::linger(true, 0));
        socket_.close();
    }

  private:
    bool readable(std::chrono::milliseconds timeout) {
        pollfd waiting{socket_.native_handle(), POLLIN, 0};
        return ::poll(&waiting, 1, static_cast<int>(timeout.count())) == 1;
    }

    /// Reads once from the network; false when the connection has ended.
    bool receive() {
        if (end_ != ending::none) return false;
        if (!readable(std::chrono::seconds(20))) throw std::runtime_error("the sandbox has sent nothing");
        boost::system::error_code failure;
        input_.resize(32 * 1024);
        input_.resize(socket_.read_some(boost::asio::buffer(input_), failure));
        ciphertext_ += input_;
        if (failure) {
            end_ = failure == boost::asio::error::eof ? ending::fin : ending::reset;
            return false;
        }
        if (engine_)
            decrypt();
        else
            take(input_);
        return end_ == ending::none;
    }

    void decrypt() {
        using progress = net::tls_engine::progress;
        engine_->provide(input_);
        if (engine_->handshake() != progress::done) return;
        char plain[17 * 1024];
        std::size_t count = 0;
        auto outcome = progress::done;
        while ((outcome = engine_->read(plain, sizeof plain, count)) == progress::done)
            take({plain, count});
        if (outcome == progress::closed) end_ = ending::close_notify;
        if (outcome == progress::failed) end_ = ending::tls_failure;
    }

    void take(std::string_view plain) {
        plaintext_ += plain;
        pieces_.push_back(plain.size());
    }

    void flush() {
        send_bytes(engine_->output());
        engine_->output().clear();
    }

    testing::sandbox const& server_;
    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_;
    std::unique_ptr<net::tls_engine> engine_;
    std::string input_;
    std::string ciphertext_;
    std::string plaintext_;
    std::vector<std::size_t> pieces_;
    std::size_t read_ = 0;
    ending end_ = ending::none;
};

} // namespace telnyx::tests
