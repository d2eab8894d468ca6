#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/errors/error_detail.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/testing/connection_end.hpp"
#include "telnyx/testing/gate.hpp"
#include "telnyx/testing/stream_error.hpp"

#include <boost/json/value.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace telnyx::testing {

namespace detail {
class reply_script;
}

/// A response of the sandbox: its content, how it is sent, and its faults. Setters can be chained:
///
///     reply::json(429, R"({"errors": []})").header("retry-after", "1").after(20ms)
///
/// Byte positions count all bytes of the response on the connection, including the head, before encryption; a position
/// after the last byte has no effect. Events at the same byte happen in the order of the calls.
///
/// Over HTTP/2, positions count the head as it would be over HTTP/1.1, and the body without its framing. The head is
/// sent at its last byte, fields that HTTP/2 does not allow are left out, and each chunk of a streamed body is a frame.
/// Ends of a connection end it for all of its streams; `reset_stream()` and `stall()` concern only their own.
class reply {
  public:
    /// Produces the body of a streamed response: called for each chunk, until it returns `std::nullopt`.
    using source = std::function<std::optional<std::string>()>;

    /// A response with a body of any type; an empty `content_type` sends no Content-Type.
    explicit reply(int status = 200, std::string body = {}, std::string content_type = {});

    /// A response with a JSON body.
    static reply json(int status, boost::json::value const& body);

    /// A response with a JSON body as text, valid or not.
    template <std::convertible_to<std::string_view> Text>
    static reply json(int status, Text const& body) {
        return reply(status, std::string(std::string_view(body)), "application/json");
    }

    /// A response with a plain text body.
    static reply text(int status, std::string body);

    /// An error in Telnyx's format: one entry in `errors`, with those members that are not empty.
    static reply error(int status, error_detail const& detail);

    /// A stream of server-sent events, one for each element of `data`, each in its own chunk. Nothing is added, so end
    /// it with `[DONE]` if the client expects that.
    static reply events(std::vector<std::string> data);

    /// A response whose body is produced while it is sent, each part in its own chunk. The function is copied for each
    /// request, so state that it captures by value starts afresh each time. It runs on the sandbox's thread.
    static reply stream(int status, std::string content_type, source next);

    /// Sends exactly these bytes instead of a generated response: interim responses, malformed ones, several at once.
    ///
    /// Over HTTP/2, they are sent between two frames of the connection, and nothing else is sent on the stream.
    static reply raw(std::string bytes);

    /// No response: over HTTP/2, a reset of the stream with this code, such as `refused_stream` for a request that was
    /// not processed; over HTTP/1.1, a TCP reset.
    static reply reset(stream_error code) {
        reply made;
        made.reset_stream(code);
        return made;
    }

    /// Sets a header field; it replaces any of the same name. `content-length`, `transfer-encoding` and `x-request-id`
    /// replace the generated ones.
    /// @throws invalid_argument_error if the name or the value is not valid in a header.
    reply& header(std::string_view name, std::string_view value);

    /// Sends the body in chunks of this many bytes; 0 means a single chunk.
    reply& chunked(std::size_t size = 0);

    /// Sends no length: the body ends with the connection, which is closed as specified by `how`. Over HTTP/2, the
    /// stream is ended before if `how` is `close_notify`.
    reply& until_close(connection_end how = connection_end::close_notify);

    /// Compresses the body, a streamed one chunk by chunk, and adds `content-encoding: gzip`.
    reply& gzip(bool compress = true) { return gzip_ = compress, *this; }

    /// Waits before the first byte.
    reply& after(std::chrono::nanoseconds delay) { return pause(delay, 0); }

    /// Waits before each chunk of a streamed body.
    reply& pace(std::chrono::nanoseconds delay) { return pace_ = delay, *this; }

    /// Waits once this many bytes have been sent.
    reply& pause(std::chrono::nanoseconds delay, std::size_t after_bytes);

    /// Waits for the gate once this many bytes have been sent.
    reply& hold(gate until, std::size_t after_bytes = 0);

    /// Sends this many bytes, then nothing more, and keeps the connection open until the client closes it.
    reply& stall(std::size_t after_bytes = 0) { return cut_after_bytes(after_bytes, connection_end::silence); }

    /// Sends this many bytes, then ends the connection.
    reply& cut_after_bytes(std::size_t count, connection_end how = connection_end::fin);

    /// Sends this many bytes, then resets the stream with this code. Over HTTP/1.1, it resets the connection.
    reply& reset_stream(stream_error code, std::size_t after_bytes = 0) { return add({after_bytes, code}); }

    /// Writes at most this many bytes of the response at a time, each in its own TLS record and system call.
    /// @throws invalid_argument_error if `size` is 0.
    reply& pieces(std::size_t size);

    /// Ends the connection after the response, without a `connection: close` header to announce it. Over HTTP/2, such a
    /// header is sent as a GOAWAY frame, and the connection ends when its other streams have.
    reply& then_close(connection_end how = connection_end::close_notify) { return end_ = how, *this; }

    /// Keeps the connection open for more requests, unless the client has asked to close it. This is the default.
    reply& keep_open() { return end_.reset(), *this; }

    /// Responds as soon as the request's head has arrived, and never reads its body. Only for a reply passed to
    /// `expectation::reply` by value, and an expectation that does not check the body.
    reply& at_head() { return at_head_ = true, *this; }

    /// Status code; 0 for raw bytes.
    int status() const { return status_; }

    /// The header fields that were set.
    telnyx::headers const& headers() const { return headers_; }

    /// Body, or raw bytes; empty for a streamed response.
    std::string const& body() const { return body_; }

    /// Whether the response is sent without waiting for the request's body.
    bool responds_at_head() const { return at_head_; }

  private:
    friend class detail::reply_script;

    enum class framing { length, chunks, close };

    /// Something that happens in the middle of a response.
    struct event {
        std::size_t after_bytes;
        std::variant<std::chrono::nanoseconds, gate, connection_end, stream_error> what;
    };

    reply& add(event added);

    int status_;
    telnyx::headers headers_;
    std::string body_;
    source source_;
    framing framing_ = framing::length;
    std::size_t chunk_size_ = 0;
    std::size_t piece_size_ = 0;
    std::chrono::nanoseconds pace_{};
    std::vector<event> events_; // in the order of their positions
    std::optional<connection_end> end_;
    bool at_head_ = false;
    bool gzip_ = false;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/reply.ipp"
#endif
