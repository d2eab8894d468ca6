// A TLS server for what a general web server cannot do: it streams tokens as fast as they are taken or at a pace, and
// sends and takes large files; over HTTP/1.1, or over HTTP/2 if the client offers it. One thread, epoll and OpenSSL
// with nothing between, so that it takes less CPU than its clients do. The base URL that a client is given says what it
// gets:
//
//     /stream/EVENTS/PERIOD           chat completions of that many events, one in each PERIOD, in microseconds, with a
//                                     TLS record for each; if PERIOD is 0, as fast as they are taken
//     /stream/EVENTS/PERIOD/STEP      the same, but events are due at multiples of STEP microseconds only. Those that
//                                     are due on a connection at a time are sent at a time
//     /stream/EVENTS/PERIOD/STEP/1    the same, and they share a TLS record
//     /file/BYTES                     speech of that size
//
// Requests that do not ask for a stream get the chat completion that the command line names, uploads are counted.

#include "http1_protocol.hpp"
#include "service.hpp"
#include "tls_socket.hpp"
#ifdef TELNYX_HTTP2
#include "http2_protocol.hpp"
#endif

#include <arpa/inet.h>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/timerfd.h>

namespace {

void require(bool done, char const* what) {
    if (!done) throw std::runtime_error(std::string(what) + " failed");
}

int select_protocol(SSL*, unsigned char const** out, unsigned char* size, unsigned char const* offered,
                    unsigned offered_size, void*) {
#ifdef TELNYX_HTTP2
    static constexpr std::string_view spoken = "\x02h2\x08http/1.1";
#else
    static constexpr std::string_view spoken = "\x08http/1.1";
#endif
    unsigned char* selected = nullptr;
    int const result = SSL_select_next_proto(&selected, size, reinterpret_cast<unsigned char const*>(spoken.data()),
                                             static_cast<unsigned>(spoken.size()), offered, offered_size);
    *out = selected;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

struct context_deleter {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using context_ptr = std::unique_ptr<SSL_CTX, context_deleter>;

context_ptr make_context(std::string const& certificate, std::string const& key) {
    context_ptr context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context.get(), 1);
    SSL_CTX_set_alpn_select_cb(context.get(), &select_protocol, nullptr);
    require(SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) == 1, "reading the certificate");
    require(SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) == 1, "reading the key");
    return context;
}

class server {
  public:
    server(std::uint16_t port, context_ptr context, std::string answer)
        : context_(std::move(context)),
          epoll_(epoll_create1(0)),
          listener_(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)),
          timer_(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK)),
          room_(bench::chunk_size) {
        service_.answer = std::move(answer);
        int const on = 1;
        setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        require(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "binding to the port");
        require(listen(listener_, 4096) == 0, "listening");
        watch(listener_, EPOLLIN);
        watch(timer_, EPOLLIN | EPOLLET);
    }

    [[noreturn]] void run() {
        std::array<epoll_event, 512> events{};
        while (true) {
            int const count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), time_left());
            for (int i = 0; i < count; ++i) {
                auto const& event = events[static_cast<std::size_t>(i)];
                if (event.data.fd == listener_)
                    accept_all();
                else if (event.data.fd != timer_)
                    serve(event.data.fd, event.events);
            }
            send_what_is_due();
        }
    }

  private:
    struct connection {
        connection(SSL_CTX* context, int epoll, int socket) : tls(context, epoll, socket) {}
        bench::tls_socket tls;
        std::unique_ptr<bench::protocol> talk{};
    };

    void watch(int what, unsigned events) const {
        epoll_event event{};
        event.events = events;
        event.data.fd = what;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, what, &event);
    }

    /// For `epoll_wait()`, which knows milliseconds only: the timer does the rest.
    int time_left() {
        auto const next = service_.times.next();
        if (next <= bench::clock::now()) return 0;
        if (next == timer_set_to_ || next == bench::clock::time_point::max()) return -1;
        timer_set_to_ = next;
        auto const time = std::chrono::duration_cast<std::chrono::nanoseconds>(next.time_since_epoch()).count();
        itimerspec until{};
        until.it_value.tv_sec = time / 1'000'000'000;
        until.it_value.tv_nsec = time % 1'000'000'000;
        timerfd_settime(timer_, TFD_TIMER_ABSTIME, &until, nullptr);
        return -1;
    }

    void accept_all() {
        while (true) {
            int const socket = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
            if (socket < 0) return;
            int const on = 1;
            setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            connections_[socket] = std::make_unique<connection>(context_.get(), epoll_, socket);
        }
    }

    void serve(int socket, unsigned events) {
        auto const found = connections_.find(socket);
        if (found == connections_.end()) return;
        auto& with = *found->second;
        if ((events & EPOLLOUT) != 0) with.tls.flush();
        if ((events & ~static_cast<unsigned>(EPOLLOUT)) != 0)
            with.tls.read(room_.data(), room_.size(), [&](std::string_view bytes) {
                begin(with);
                with.talk->receive(bytes);
            });
        if (with.tls.open() && with.tls.handshake_done()) {
            begin(with);
            with.talk->send();
        }
        if (!with.tls.open()) connections_.erase(found);
    }

    void begin(connection& with) {
        if (with.talk) return;
#ifdef TELNYX_HTTP2
        if (with.tls.speaks_http2()) {
            with.talk = std::make_unique<bench::http2_protocol>(service_, with.tls, late_);
            return;
        }
#endif
        with.talk = std::make_unique<bench::http1_protocol>(service_, with.tls);
    }

    /// Connections that break meanwhile are closed when epoll reports it.
    void send_what_is_due() {
        service_.times.run_due(bench::clock::now());
#ifdef TELNYX_HTTP2
        for (auto* const each : late_)
            each->send();
        late_.clear();
#endif
    }

    bench::service service_;
    context_ptr context_;
    int epoll_;
    int listener_;
    int timer_;
    bench::clock::time_point timer_set_to_;
    std::vector<char> room_;
#ifdef TELNYX_HTTP2
    std::vector<bench::http2_protocol*> late_;
#endif
    std::map<int, std::unique_ptr<connection>> connections_;
};

void run(std::vector<std::string> const& arguments) {
    if (arguments.size() != 4) throw std::invalid_argument("usage: PORT CERTIFICATE KEY ANSWER_FILE");
    std::ifstream file(arguments[3]);
    server(static_cast<std::uint16_t>(std::stoul(arguments[0])), make_context(arguments[1], arguments[2]),
           {std::istreambuf_iterator<char>(file), {}})
        .run();
}

} // namespace

int main(int argc, char** argv) {
    try {
        run({argv + 1, argv + argc});
    } catch (std::exception const& failure) {
        std::cerr << argv[0] << ": " << failure.what() << std::endl;
        return EXIT_FAILURE;
    }
}
