#pragma once

#include "settings.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace relay {

namespace http = boost::beast::http;

using request = http::request<http::string_body>;
using response = http::response<http::string_body>;

/// A browser's connection: reads requests and writes responses, each within its limits.
///
/// Failures are no exceptions here. A browser that goes away, or is too slow, is an everyday event: functions return
/// `false` or `std::nullopt`, and the connection is of no more use. All functions run on the connection's thread.
class browser {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    /// What came of reading a request.
    struct reading {
        std::optional<request> complete{};
        http::status error{}; ///< what to respond if it is not complete; 0 if there is nobody to respond to
    };

    browser(boost::asio::ip::tcp::socket socket, settings const& options);

    /// Waits for the first byte of the next request.
    boost::asio::awaitable<bool> wait_for_request();

    boost::asio::awaitable<reading> read_request();

    boost::asio::awaitable<bool> write(response message);

    /// Writes the head of a response whose body follows in parts.
    boost::asio::awaitable<bool> begin(http::response<http::empty_body> head);

    /// Writes a part of the body, and returns when the system has taken it. A browser that does not read makes its
    /// writer wait, for `write_timeout`, or until `latest`. `text` must stay as it is until then.
    boost::asio::awaitable<bool> write_part(std::string const& text, time_point latest);

    /// Writes the end of the body.
    boost::asio::awaitable<bool> end();

    /// Waits until the browser has closed the connection. Only for the time in which it has nothing to send.
    boost::asio::awaitable<void> left();

    /// Closes the connection such that the last response still arrives.
    boost::asio::awaitable<void> finish();

    /// Closes the connection at once; whoever waits for it is woken up.
    void close();

  private:
    boost::asio::awaitable<bool> read_more();

    settings const& options_;
    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    bool chunked_ = false;
};

} // namespace relay
