#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/errors/error_detail.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/testing/connection_end.hpp"
#include "telnyx/testing/gate.hpp"

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

/// An answer of the sandbox: what it says, and how it is sent or goes wrong. Setters can be chained:
///
///     reply::json(429, R"({"errors": []})").header("retry-after", "1").after(20ms)
///
/// Byte positions count everything that the answer puts on the connection, head included, before encryption; one that
/// lies behind the last byte has no effect. Everything that happens at the same byte happens in the order of the
/// calls.
class reply {
  public:
    /// Makes the body of a streamed answer: called for each piece, until it returns none.
    using source = std::function<std::optional<std::string>()>;

    /// An answer with a body of any type; an empty `content_type` sends none.
    explicit reply(int status = 200, std::string body = {}, std::string content_type = {});

    /// An answer with a JSON body.
    static reply json(int status, boost::json::value const& body);

    /// An answer with a JSON body that is text already, valid or not.
    template <std::convertible_to<std::string_view> Text>
    static reply json(int status, Text const& body) {
        return reply(status, std::string(std::string_view(body)), "application/json");
    }

    /// An answer with a body of plain text.
    static reply text(int status, std::string body);

    /// An error in the form of Telnyx's API: one entry in `errors`, with those members that are not empty.
    static reply error(int status, error_detail const& detail);

    /// A stream of server-sent events, one for each of `data`, each in a chunk of its own. Nothing is added, so end it
    /// with `[DONE]` where the client expects that.
    static reply events(std::vector<std::string> data);

    /// An answer whose body is made while it is sent, each piece in a chunk of its own. The function is copied for
    /// every request, so what it keeps by value starts afresh each time. It runs in the sandbox's thread.
    static reply stream(int status, std::string content_type, source next);

    /// Exactly these bytes instead of an answer that the sandbox has put together: interim answers, broken ones, more
    /// than one.
    static reply raw(std::string bytes);

    /// Sets a header field, instead of any of the same name. `content-length`, `transfer-encoding` and `x-request-id`
    /// given here replace those that would be added.
    /// @throws invalid_argument_error when the name or the value cannot stand in a header.
    reply& header(std::string_view name, std::string_view value);

    /// Sends the body in chunks of this many bytes; 0 makes one chunk of all.
    reply& chunked(std::size_t size = 0);

    /// Sends no length: the body ends where the connection does, which is closed as `how` says.
    reply& until_close(connection_end how = connection_end::close_notify);

    /// Compresses the body, a streamed one piece by piece, and says so (`content-encoding: gzip`).
    reply& gzip(bool compress = true) { return gzip_ = compress, *this; }

    /// Waits before the first byte.
    reply& after(std::chrono::nanoseconds delay) { return pause(delay, 0); }

    /// Waits before each piece of a streamed body.
    reply& pace(std::chrono::nanoseconds delay) { return pace_ = delay, *this; }

    /// Waits once this many bytes have been sent.
    reply& pause(std::chrono::nanoseconds delay, std::size_t after_bytes);

    /// Waits for the gate once this many bytes have been sent.
    reply& hold(gate until, std::size_t after_bytes = 0);

    /// Sends this many bytes, then nothing more, and keeps the connection until the client closes it.
    reply& stall(std::size_t after_bytes = 0) { return cut_after_bytes(after_bytes, connection_end::silence); }

    /// Sends this many bytes, then ends the connection.
    reply& cut_after_bytes(std::size_t count, connection_end how = connection_end::fin);

    /// Sends the answer in pieces of at most this many bytes, each in a TLS record and a system call of its own.
    /// @throws invalid_argument_error for 0.
    reply& pieces(std::size_t size);

    /// Ends the connection after the answer. A `connection: close` header that announces it is not added.
    reply& then_close(connection_end how = connection_end::close_notify) { return end_ = how, *this; }

    /// Keeps the connection for more requests, unless the client has asked for its end. This is the default.
    reply& keep_open() { return end_.reset(), *this; }

    /// Answers as soon as the request's head has arrived, and never reads its body. Only for an answer given to
    /// `expectation::reply` as it stands, and an expectation that asks nothing of the body.
    reply& at_head() { return at_head_ = true, *this; }

    /// Status code; 0 for raw bytes.
    int status() const { return status_; }

    /// Header fields that were set.
    telnyx::headers const& headers() const { return headers_; }

    /// Body, or raw bytes; empty for a streamed answer.
    std::string const& body() const { return body_; }

    /// Whether the request's body is not waited for.
    bool answers_at_head() const { return at_head_; }

  private:
    friend class detail::reply_script;

    enum class framing { length, chunks, close };

    /// Something that happens in the middle of an answer.
    struct event {
        std::size_t after_bytes;
        std::variant<std::chrono::nanoseconds, gate, connection_end> what;
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
