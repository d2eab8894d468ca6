#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

/// TLS of a server on a socket that does not block, which epoll watches.
class tls_socket {
  public:
    tls_socket(SSL_CTX* context, int epoll, int socket) : epoll_(epoll), socket_(socket), ssl_(SSL_new(context)) {
        BIO* const out = BIO_new(output_method());
        BIO_set_data(out, &output_);
        BIO_set_init(out, 1);
        SSL_set_bio(ssl_.get(), BIO_new_socket(socket, BIO_NOCLOSE), out);
        SSL_set_accept_state(ssl_.get());
        watch(EPOLL_CTL_ADD, EPOLLIN);
    }
    tls_socket(tls_socket const&) = delete;
    tls_socket& operator=(tls_socket const&) = delete;
    ~tls_socket() { ::close(socket_); }

    /// Gives what has arrived to `receive`, piece by piece, as long as `open()`.
    template <class Receiver>
    void read(char* room, std::size_t size, Receiver receive) {
        do {
            std::size_t count = 0;
            ERR_clear_error();
            int const result = SSL_read_ex(ssl_.get(), room, size, &count);
            if (result == 1)
                receive(std::string_view(room, count));
            else if (SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ)
                break;
            else
                open_ = false;
        } while (open_ && SSL_has_pending(ssl_.get()) != 0);
        flush();
    }

    /// Makes a TLS record of a text, or several if it is large, for the next `flush()`.
    void write(std::string_view text) {
        std::size_t count = 0;
        if (!text.empty() && SSL_write_ex(ssl_.get(), text.data(), text.size(), &count) != 1) open_ = false;
    }

    /// Sends what can be sent now. If something is left, epoll reports when to call this again.
    void flush() {
        if (output_.empty() || !open_) return;
        auto const count = ::send(socket_, output_.data(), output_.size(), MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN) open_ = false;
        if (count > 0) output_.erase(0, static_cast<std::size_t>(count));
        bool const left = !output_.empty();
        if (left != blocked_) watch(EPOLL_CTL_MOD, left ? EPOLLIN | EPOLLOUT : EPOLLIN);
        blocked_ = left;
    }

    bool blocked() const { return blocked_; }
    bool open() const { return open_; }
    void close() { open_ = false; }
    bool handshake_done() const { return SSL_is_init_finished(ssl_.get()) == 1; }

    bool speaks_http2() const {
        unsigned char const* name = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(ssl_.get(), &name, &size);
        return size == 2;
    }

  private:
    struct deleter {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };

    /// OpenSSL's output goes into a string.
    static BIO_METHOD* output_method() {
        static BIO_METHOD* const method = [] {
            auto* const made = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "string");
            if (made == nullptr) throw std::bad_alloc();
            BIO_meth_set_write_ex(made, [](BIO* bio, char const* bytes, std::size_t size, std::size_t* written) {
                static_cast<std::string*>(BIO_get_data(bio))->append(bytes, size);
                *written = size;
                return 1;
            });
            BIO_meth_set_ctrl(made, [](BIO*, int command, long, void*) -> long { return command == BIO_CTRL_FLUSH; });
            return made;
        }();
        return method;
    }

    void watch(int operation, unsigned events) {
        epoll_event event{};
        event.events = events;
        event.data.fd = socket_;
        epoll_ctl(epoll_, operation, socket_, &event);
    }

    int epoll_;
    int socket_;
    std::string output_;
    std::unique_ptr<SSL, deleter> ssl_;
    bool blocked_ = false; // by the peer, which has not read what was sent before
    bool open_ = true;
};

} // namespace bench
