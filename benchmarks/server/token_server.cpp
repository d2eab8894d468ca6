// A TLS server for what a general web server cannot do: it streams tokens as fast as they are taken or at a pace, and
// sends and takes large files. One thread. The base URL that a client is given says what it gets:
//
//     /stream/EVENTS/MICROSECONDS   chat completions of that many events, one in each period; 0 for no pauses
//     /file/BYTES                   speech of that size
//
// Requests that do not ask for a stream get the chat completion that the command line names, uploads are counted.

#include "../support/event_text.hpp"
#include "../support/transfer.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using stream = beast::ssl_stream<tcp::socket>;

namespace {

/// Number `place` (from 1) of the parts of a path.
std::size_t number_in(std::string_view path, std::size_t place) {
    for (; place > 0; --place) {
        auto const slash = path.find('/', 1);
        path.remove_prefix(std::min(slash, path.size()));
    }
    std::size_t number = 0;
    if (!path.empty()) std::from_chars(path.data() + 1, path.data() + path.size(), number);
    return number;
}

std::string http_chunk(std::string_view text) {
    std::array<char, 16> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", text.size());
    return size.data() + std::string(text) + "\r\n";
}

std::string last_events() {
    return http_chunk(
               R"(data: {"id":"chatcmpl-0123456789abcdef","object":"chat.completion.chunk","created":1790000000,)"
               R"("model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
               "\n\n") +
           http_chunk("data: [DONE]\n\n") + http_chunk("");
}

asio::awaitable<void> send(stream& to, std::string const& text) {
    co_await asio::async_write(to, asio::buffer(text), asio::deferred);
}

asio::awaitable<void> stream_tokens(stream& to, std::size_t events, std::chrono::microseconds period) {
    constexpr std::size_t most_in_a_write = 16000; // one TLS record
    co_await send(to, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    asio::steady_timer timer(to.get_executor(), std::chrono::steady_clock::now());
    bench::event_text event;
    std::string text;
    for (std::size_t i = 0; i < events; ++i) {
        text += http_chunk(event.write(i)); // as servers do that pass each token on at once
        if (period.count() == 0 && text.size() < most_in_a_write) continue;
        co_await send(to, text);
        text.clear();
        if (period.count() == 0) continue;
        timer.expires_at(timer.expiry() + period);
        co_await timer.async_wait(asio::deferred);
    }
    text += last_events();
    co_await send(to, text);
}

asio::awaitable<void> send_json(stream& to, std::string const& text) {
    co_await send(to, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                          std::to_string(text.size()) + "\r\n\r\n" + text);
}

asio::awaitable<void> send_file(stream& to, std::size_t size) {
    co_await send(to,
                  "HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
    bench::file_pattern file(size);
    for (auto piece = file.next(); !piece.empty(); piece = file.next())
        co_await asio::async_write(to, asio::buffer(piece), asio::deferred);
}

/// A request body as far as it matters: its size, and its beginning.
struct request_body {
    std::size_t size = 0;
    std::string beginning;

    void add(std::string_view piece) {
        constexpr std::size_t enough = 4096;
        size += piece.size();
        beginning += piece.substr(0, enough - std::min(beginning.size(), enough));
    }
};

asio::awaitable<void> serve(tcp::socket socket, asio::ssl::context& context, std::string const& answer) {
    stream to(std::move(socket), context);
    co_await to.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
    beast::flat_buffer buffer;
    std::vector<char> room(bench::chunk_size);
    while (true) {
        http::request_parser<http::buffer_body> request;
        request.body_limit(boost::none);
        co_await http::async_read_header(to, buffer, request, asio::deferred);
        request_body body;
        while (!request.is_done()) {
            request.get().body().data = room.data();
            request.get().body().size = room.size();
            auto const [failure, count] =
                co_await http::async_read(to, buffer, request, asio::as_tuple(asio::deferred));
            if (failure && failure != http::error::need_buffer) throw boost::system::system_error(failure);
            body.add({room.data(), room.size() - request.get().body().size});
        }
        std::string_view const path(request.get().target());
        if (path.ends_with("/transcriptions"))
            co_await send_json(to, "{\"text\":\"" + std::to_string(body.size) + "\"}");
        else if (path.ends_with("/speech"))
            co_await send_file(to, number_in(path, 1));
        else if (body.beginning.find("\"stream\":true") != std::string::npos)
            co_await stream_tokens(to, number_in(path, 1), std::chrono::microseconds(number_in(path, 2)));
        else
            co_await send_json(to, answer);
    }
}

asio::awaitable<void> accept(tcp::acceptor& acceptor, asio::ssl::context& context, std::string const& answer) {
    while (true) {
        auto socket = co_await acceptor.async_accept(asio::deferred);
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(acceptor.get_executor(), serve(std::move(socket), context, answer), [](std::exception_ptr end) {
            try {
                if (end) std::rethrow_exception(end);
            } catch (boost::system::system_error const&) {
                // The client has hung up.
            }
        });
    }
}

void run(std::vector<std::string> const& arguments) {
    if (arguments.size() != 4) throw std::invalid_argument("usage: PORT CERTIFICATE KEY ANSWER_FILE");
    asio::ssl::context context(asio::ssl::context::tls_server);
    context.use_certificate_chain_file(arguments[1]);
    context.use_private_key_file(arguments[2], asio::ssl::context::pem);
    std::ifstream file(arguments[3]);
    std::string const answer(std::istreambuf_iterator<char>(file), {});

    asio::io_context io(1);
    tcp::acceptor acceptor(io,
                           {asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(std::stoul(arguments[0]))});
    acceptor.listen(4096);
    asio::co_spawn(io, accept(acceptor, context, answer), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    io.run();
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
