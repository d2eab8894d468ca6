#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/stream_error.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct nghttp2_session;

namespace telnyx::testing::detail {

/// Options of an `http2_server_session`.
struct http2_server_settings {
    std::uint32_t max_streams = 1000;             ///< that the client may have open at the same time
    std::uint32_t stream_window = 1024 * 1024;    ///< bytes of a body that the client may send in advance
    std::size_t max_head_size = 64 * 1024;        ///< bytes of names and values in a request's head
    std::size_t max_body_size = 64 * 1024 * 1024; ///< bytes
    std::size_t last_request = 0;                 ///< number of the request after which GOAWAY is sent; 0: none
};

/// The server's side of one HTTP/2 connection as a state machine: plaintext enters through `receive()` and leaves
/// through `produce()`. Does no I/O. Used from one thread at a time.
class http2_server_session {
  public:
    /// What has happened on a stream.
    struct event {
        enum class kind {
            head,           ///< the head of its request is complete
            request,        ///< its request is complete, as returned by `request()`
            head_too_large, ///< its head is larger than the limit, and incomplete in `request()`
            body_too_large, ///< its body is larger than the limit; no more of it is read
            reset,          ///< the client has reset it; `closed` follows
            closed,         ///< it is closed; `forget()` it
        };
        kind what = kind::head;
        std::int32_t stream = 0;
    };

    /// @param origin what all requests of the connection have in common
    explicit http2_server_session(http2_server_settings const& settings, recorded_request origin = {});
    ~http2_server_session();
    http2_server_session(http2_server_session const&) = delete;
    http2_server_session& operator=(http2_server_session const&) = delete;

    /// Takes bytes from the client. After a violation of the protocol, `over()` is true once the GOAWAY frame is
    /// produced.
    void receive(std::string_view bytes);

    /// Appends frames to `out` until it has grown by at least `enough` bytes, or until there are no more to send now.
    void produce(std::string& out, std::size_t enough = std::numeric_limits<std::size_t>::max());

    /// What has happened since the last call, while receiving or producing.
    std::vector<event> take_events() { return std::exchange(events_, {}); }

    /// The streams whose data has been produced completely since the last call: they have room for more.
    std::vector<std::int32_t> take_drained() { return std::exchange(drained_, {}); }

    /// Whether nothing more will be received or produced.
    bool over() const;

    /// The request of a stream that was reported and not forgotten. All functions below do nothing for streams that are
    /// closed.
    recorded_request& request(std::int32_t stream) { return streams_.at(stream).request; }

    /// Forgets a closed stream.
    void forget(std::int32_t stream) { streams_.erase(stream); }

    /// Reads no more of the request's body: its window stays as it is.
    void stop_reading(std::int32_t stream);

    /// Sends the head of the response, without the fields that HTTP/2 does not allow.
    void send_head(std::int32_t stream, int status, headers const& fields, bool last);

    /// Sends a part of the body after the head, as the client's windows allow; the parts before must be drained.
    void send_data(std::int32_t stream, std::string bytes, bool last);

    /// Ends the body, if no `last` has.
    void finish(std::int32_t stream);

    /// Resets the stream; what has not been produced of its response is lost.
    void reset(std::int32_t stream, stream_error code);

    /// Sends GOAWAY: later streams than those that exist are ignored.
    void go_away();

  private:
    struct stream_state {
        recorded_request request{};
        std::size_t head_size = 0;
        bool reading = true;
        bool request_over = false;
        bool closed = false;
        std::string output{};
        std::size_t output_begin = 0;
        bool last = false; // nothing follows `output`
    };
    struct deleter {
        void operator()(nghttp2_session* session) const;
    };
    struct callbacks;
    friend struct callbacks;

    stream_state* find(std::int32_t stream);
    void begin_request(std::int32_t stream);
    void add_field(std::int32_t stream, std::string_view name, std::string_view value);
    void head_over(std::int32_t stream);
    void request_over(std::int32_t stream);
    void add_data(std::int32_t stream, std::string_view data);
    void response_over(std::int32_t stream, bool with_head);
    void report(event::kind what, std::int32_t stream);

    http2_server_settings const settings_;
    recorded_request const origin_;
    std::map<std::int32_t, stream_state> streams_;
    std::int32_t last_stream_ = 0;
    std::size_t requests_ = 0;
    bool going_away_ = false;
    bool failed_ = false;
    std::vector<event> events_;
    std::vector<std::int32_t> drained_;
    std::unique_ptr<nghttp2_session, deleter> session_; // last: closes streams when it is destroyed
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/http2_server_session.ipp"
#endif
