#include "browser.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace relay {

namespace asio = boost::asio;
namespace beast = boost::beast;

namespace {

using boost::system::error_code;

/// Bytes of responses that the system holds for a browser that does not read. Without this, Linux holds up to 4 MB.
constexpr int send_buffer_size = 64 * 1024;

/// Bytes that a browser may send before its stream has ended: the beginning of its next request.
constexpr std::size_t most_read_ahead = 16 * 1024;

/// Makes operations return their error.
auto returned_in(error_code& failure) {
    return asio::redirect_error(asio::use_awaitable, failure);
}

http::status status_for(error_code const& failure) {
    if (failure == http::error::header_limit || failure == http::error::buffer_overflow)
        return http::status::request_header_fields_too_large;
    if (failure == http::error::body_limit) return http::status::payload_too_large;
    bool const malformed = failure.category() == http::make_error_code(http::error::bad_method).category();
    bool const gone = failure == http::error::end_of_stream || failure == http::error::partial_message;
    return malformed && !gone ? http::status::bad_request : http::status::unknown;
}

} // namespace

browser::browser(asio::ip::tcp::socket socket, settings const& options)
    : options_(options), stream_(std::move(socket)), buffer_(options.max_header_size + options.max_body_size) {
    error_code ignored;
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    stream_.socket().set_option(asio::socket_base::send_buffer_size(send_buffer_size), ignored);
}

asio::awaitable<bool> browser::wait_for_request() {
    if (buffer_.size() > 0) co_return true;
    stream_.expires_after(options_.idle_timeout);
    co_return co_await read_more();
}

asio::awaitable<bool> browser::read_more() {
    constexpr std::size_t most_at_a_time = 4096;
    error_code failure;
    auto const space = buffer_.prepare(std::min(most_at_a_time, buffer_.max_size() - buffer_.size()));
    auto const count = co_await stream_.async_read_some(space, returned_in(failure));
    buffer_.commit(count);
    co_return !failure;
}

asio::awaitable<browser::reading> browser::read_request() {
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.max_header_size));
    parser.body_limit(options_.max_body_size);
    stream_.expires_after(options_.request_timeout); // for all of it, so that sending it slowly gains nothing

    error_code failure;
    co_await http::async_read_header(stream_, buffer_, parser, returned_in(failure));
    bool const asks_first = !failure && beast::iequals(parser.get()[http::field::expect], "100-continue");
    if (asks_first) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(stream_, asio::buffer(go_on), returned_in(failure));
    }
    if (!failure) co_await http::async_read(stream_, buffer_, parser, returned_in(failure));

    reading result;
    if (failure)
        result.error = status_for(failure);
    else
        result.complete = parser.release();
    co_return result;
}

asio::awaitable<bool> browser::write(response message) {
    error_code failure;
    stream_.expires_after(options_.write_timeout);
    co_await http::async_write(stream_, message, returned_in(failure));
    co_return !failure;
}

asio::awaitable<bool> browser::begin(http::response<http::empty_body> head) {
    chunked_ = head.version() >= 11; // else the body ends with the connection
    head.chunked(chunked_);
    head.keep_alive(head.keep_alive() && chunked_);
    error_code failure;
    http::response_serializer<http::empty_body> serializer(head);
    stream_.expires_after(options_.write_timeout);
    co_await http::async_write_header(stream_, serializer, returned_in(failure));
    co_return !failure;
}

asio::awaitable<bool> browser::write_part(std::string const& text, time_point latest) {
    error_code failure;
    stream_.expires_at(std::min(std::chrono::steady_clock::now() + options_.write_timeout, latest));
    if (chunked_) {
        auto const chunk = http::make_chunk(asio::buffer(text));
        co_await asio::async_write(stream_, chunk, returned_in(failure));
    } else {
        co_await asio::async_write(stream_, asio::buffer(text), returned_in(failure));
    }
    co_return !failure;
}

asio::awaitable<bool> browser::end() {
    if (!chunked_) co_return true;
    error_code failure;
    auto const last = http::make_chunk_last();
    stream_.expires_after(options_.write_timeout);
    co_await asio::async_write(stream_, last, returned_in(failure));
    co_return !failure;
}

asio::awaitable<void> browser::left() {
    stream_.expires_never(); // writes set their own limits while this one waits
    bool connected = true;
    while (connected && buffer_.size() < std::min(most_read_ahead, buffer_.max_size()))
        connected = co_await read_more();
}

asio::awaitable<void> browser::finish() {
    // Closing with unread bytes would reset the connection, and the browser might never see the response.
    error_code failure;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, failure);
    stream_.expires_after(std::chrono::seconds(1));
    std::array<char, 4096> rest{};
    while (!failure)
        co_await stream_.async_read_some(asio::buffer(rest), returned_in(failure));
    close();
}

void browser::close() {
    stream_.close();
}

} // namespace relay
