#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/secret_string.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/http/window_budget.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct nghttp2_session;

namespace telnyx::http {

/// One HTTP/2 connection of a client as a state machine (RFC 9113): bytes from the server enter through `feed()`, bytes
/// to the server leave through `output()`, and what happens to a stream is told to its `stream` object. Does no I/O and
/// reads no clock. Framing and HPACK are libnghttp2's.
///
/// Not safe to use from several threads at once: its owner has a mutex for it and for all that its streams share with
/// others. The functions of a stream are called by `feed()`, `pump()`, `cancel()` and `end()` only, and must not call
/// the session.
///
/// A server that breaks the rules fails its stream or, if that would not be enough, the session. What it can make the
/// client remember is limited: the size of a response head, the unread data of each stream, frames to be sent in
/// response, and the number of frames that carry nothing.
class h2_session {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    struct limits {
        std::size_t header_bytes = std::size_t(64) * 1024;             ///< of a response head, counted as HPACK does
        std::uint32_t stream_window = std::uint32_t(256) * 1024;       ///< unread bytes of a stream, at first
        std::uint32_t largest_window = std::uint32_t(8) * 1024 * 1024; ///< the same, for a reader that keeps up
        std::shared_ptr<window_budget> budget{};                       ///< for the difference; unlimited if null
    };

    /// Why there will be no more of a stream.
    enum class ending {
        complete,  ///< the whole response has arrived
        refused,   ///< the server has certainly not processed the request
        reset,     ///< the server has ended the stream; `code` says why
        malformed, ///< the server has broken the rules
        too_large, ///< the head of the response exceeds its limit
        cancelled, ///< by `cancel()`
        broken,    ///< the session has ended
    };

    struct request {
        std::string_view method{};
        std::string_view authority{};
        std::string_view target{};
        headers const& fields;                 ///< all others; those that belong to an HTTP/1.1 connection are left out
        bool has_body = false;                 ///< whether `stream::read_body()` produces one
        std::optional<std::uint64_t> length{}; ///< for Content-Length
    };

    /// A part of a request's body.
    struct body_part {
        std::size_t size = 0; ///< bytes written; 0 means that there are none yet: see `resume()`
        bool last = false;
    };

    /// A request and its response. What is not public is the session's.
    class stream {
      public:
        stream() = default;
        stream(stream const&) = delete;
        stream& operator=(stream const&) = delete;
        virtual ~stream() {
            if (budget_) budget_->give_back(enlarged_by_);
        }

        /// The head of the response; interim ones (1xx) are skipped.
        virtual void on_head(int status, headers fields) = 0;

        /// A chunk of the body, valid during the call. It counts against the window of the stream until `consume()`.
        virtual void on_data(std::string_view chunk) = 0;

        /// The end of the response. Trailers are dropped. The stream stays open while the request is still being sent.
        virtual void on_end() = 0;

        /// The head of the request has been put into the output.
        virtual void on_request_packed() = 0;

        /// Writes the next bytes of the body of the request.
        virtual body_part read_body(char* out, std::size_t size) = 0;

        /// The last event. `code` is the error code of the server, where it has sent one.
        virtual void on_closed(ending why, std::uint32_t code) = 0;

      private:
        friend class h2_session;
        friend struct h2_callbacks;

        std::int32_t id_ = 0; // 0 while it is not open
        std::size_t place_ = 0;
        telnyx::detail::secret_string head_text_; // of the request, until it has been packed
        headers fields_;
        std::size_t head_bytes_ = 0;
        int status_ = 0;
        bool has_head_ = false;
        bool has_end_ = false;
        bool packed_ = false;
        bool cancelled_ = false;
        bool not_sent_ = false;
        ending fault_ = ending::complete; // `malformed` or `too_large` after a fault of the server
        std::optional<std::uint32_t> reset_code_;
        std::uint32_t window_ = 0;
        std::shared_ptr<window_budget> budget_; // keeps its share until the reader has let go of the stream
        std::size_t enlarged_by_ = 0;
        std::size_t consumed_ = 0;   // since the window was set
        time_point window_set_at_{}; // when the response began, or a whole window had been consumed
    };

    /// Writes the connection preface and settings into the output.
    explicit h2_session(limits const& bounds);
    ~h2_session();
    h2_session(h2_session const&) = delete;
    h2_session& operator=(h2_session const&) = delete;

    /// Processes bytes from the server. Returns `false` when the session has failed; streams are told by `end()`.
    bool feed(std::string_view bytes, time_point now);

    /// Puts what is to be sent into the output, until that has `enough` bytes. Returns `false` when the session has
    /// failed.
    bool pump(std::size_t enough);

    /// Bytes for the server; the sender erases what it has sent.
    std::string& output() { return output_; }

    /// Whether `pump()` would have more.
    bool wants_to_send() const;

    /// Opens a stream; returns `false` if the session allows no more. It keeps the stream until it is closed.
    bool open(std::shared_ptr<stream> opened, request const& what);

    /// Continues to read the body of a request that had no more bytes.
    void resume(stream const& of);

    /// The reader of a stream has taken bytes of it: lets the server send as many more.
    void consume(stream& of, std::size_t count);

    /// Resets a stream, unless it is closed: because nobody wants the rest of it, or, if the response is complete, the
    /// rest of the request. If its request has not been packed, it is closed at once.
    void cancel(stream& of);

    /// Sends PING; `pings_answered()` grows when the answer arrives.
    void ping();
    std::uint64_t pings_answered() const { return pings_answered_; }

    /// Lets streams in progress end, and opens no more.
    void shut_down();

    /// Closes all streams, as `broken`.
    void end();

    /// Whether another stream may be opened: neither peer has shut the session down or failed it.
    bool open_to_streams() const;

    /// Most streams that the server allows at a time; before `has_settings()`, what one presumes. If it lowers the
    /// limit, requests beyond it that have not been packed are refused.
    std::size_t server_limit() const;

    /// Whether the server's settings have arrived.
    bool has_settings() const { return has_settings_; }

    std::size_t streams() const { return streams_.size(); }
    std::vector<std::shared_ptr<stream>> const& open_streams() const { return streams_; }

    /// Why it has failed, in words; empty if it has not.
    std::string const& failure() const { return failure_; }

    /// The code of the GOAWAY frame by which the server has ended the session.
    std::optional<std::uint32_t> goaway_code() const { return goaway_code_; }

    /// The last stream that the server may process, according to its GOAWAY frame; 0 if there was none.
    std::int32_t last_processed() const { return last_processed_; }

    /// Name of an error code of HTTP/2, such as `REFUSED_STREAM`.
    static std::string code_name(std::uint32_t code);

    static constexpr std::uint32_t enhance_your_calm = 11;
    static constexpr std::uint32_t http1_required = 13;

  private:
    friend struct h2_callbacks;
    struct deleter {
        void operator()(nghttp2_session* session) const;
    };

    stream* find(std::int32_t id) const;
    void fail(std::uint32_t code, std::string why);
    void close(stream& closed, std::uint32_t code);
    void drop(stream& closed, ending why, std::uint32_t code);
    void withdraw(stream& unpacked, ending why);
    void refuse_excess();
    void refill_frames();
    bool spend_frame();
    bool has_to_send_too_much() const;
    void enlarge_window(stream& of);

    limits const limits_;
    std::unique_ptr<nghttp2_session, deleter> session_;
    std::string output_;
    std::vector<std::shared_ptr<stream>> streams_;
    std::string failure_;
    std::optional<std::uint32_t> goaway_code_;
    std::int32_t last_processed_ = 0;
    std::uint64_t pings_answered_ = 0;
    bool shut_down_ = false;
    bool has_settings_ = false;
    bool limit_may_have_changed_ = false;
    bool within_head_ = false;
    std::size_t head_block_bytes_ = 0; // received since the head block in progress began
    std::size_t frames_left_;          // that carry nothing
    std::size_t queued_requests_ = 0;  // of libnghttp2, also those that were withdrawn
    std::size_t idle_bytes_ = 0;       // since something was carried, beyond those counted as frames
    time_point now_{};
    time_point frames_counted_at_{};
};

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/h2_session.ipp"
#endif
