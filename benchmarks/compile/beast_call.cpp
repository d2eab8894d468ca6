// The same by hand, with Beast, as its own examples have it. It pools no connections, repeats nothing, and checks no
// fields. WITHOUT_TIME_LIMIT takes away its only time limit too, which makes it the least that there can be.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#ifndef WITHOUT_TIME_LIMIT
#include <boost/beast/core/tcp_stream.hpp>
#endif

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

#ifdef WITHOUT_TIME_LIMIT
using socket_stream = asio::ip::tcp::socket;
#else
using socket_stream = beast::tcp_stream;
#endif

asio::awaitable<void> connect(socket_stream& socket, asio::ip::tcp::resolver::results_type to) {
#ifdef WITHOUT_TIME_LIMIT
    co_await asio::async_connect(socket, to, asio::use_awaitable);
#else
    socket.expires_after(std::chrono::seconds(30));
    co_await socket.async_connect(to, asio::use_awaitable);
#endif
}

asio::awaitable<void> ask() {
    std::string const host = "api.telnyx.com";
    asio::ssl::context context(asio::ssl::context::tls_client);
    context.set_default_verify_paths();
    context.set_verify_mode(asio::ssl::verify_peer);
    context.set_verify_callback(asio::ssl::host_name_verification(host));

    auto executor = co_await asio::this_coro::executor;
    asio::ip::tcp::resolver resolver(executor);
    auto const found = co_await resolver.async_resolve(host, "443", asio::use_awaitable);
    beast::ssl_stream<socket_stream> stream(executor, context);
    co_await connect(stream.next_layer(), found);
    SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
    co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);

    http::request<http::string_body> request(http::verb::post, "/v2/ai/chat/completions", 11);
    request.set(http::field::host, host);
    request.set(http::field::content_type, "application/json");
    request.set(http::field::authorization, std::string("Bearer ") + std::getenv("TELNYX_API_KEY"));
    boost::json::value const body = {{"messages", {{{"role", "user"}, {"content", "Hello, world!"}}}}};
    request.body() = boost::json::serialize(body);
    request.prepare_payload();
    co_await http::async_write(stream, request, asio::use_awaitable);

    beast::flat_buffer buffer;
    http::response<http::string_body> response;
    co_await http::async_read(stream, buffer, response, asio::use_awaitable);
    auto const answer = boost::json::parse(response.body());
    std::cout << answer.at("choices").at(0).at("message").at("content").as_string() << '\n';
}

int main() {
    asio::io_context io;
    asio::co_spawn(io, ask(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    io.run();
}
