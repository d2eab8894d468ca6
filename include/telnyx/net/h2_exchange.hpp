#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/net/h2_pool.hpp"
#include "telnyx/net/h2_stream.hpp"
#include "telnyx/transport/time_limit.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <boost/system/error_code.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::net {

/// A place on an HTTP/2 connection and the stream of the call that has it. Ends both with this object.
class h2_exchange {
  public:
    /// `owner` is kept alive as long as this object.
    h2_exchange(std::shared_ptr<void> owner, std::shared_ptr<h2_pool> from, h2_pool::line_ptr line)
        : owner_(std::move(owner)), pool_(std::move(from)), line_(std::move(line)) {}
    h2_exchange(h2_exchange const&) = delete;
    h2_exchange& operator=(h2_exchange const&) = delete;
    ~h2_exchange();

    h2_connection& connection() const { return *line_->connection; }

    /// Opens the stream; returns `false` if the connection allows no more.
    bool start(std::shared_ptr<transport_request> const& request);

    h2_stream& stream() const { return *stream_; }

    void set_limit(time_limit limit) { limit_ = limit; }
    time_limit limit() const { return limit_; }

    /// Whether the head of the response has arrived, or cannot arrive any more.
    bool answered() const;

    /// Whether it has arrived.
    bool has_head() const;

    /// The same; if not, prepares for a wait for `stream().news`.
    bool answered_or_await() const;

    /// Whether data, the end or a failure can be read; if not, prepares for a wait for `stream().news`.
    bool readable_or_await() const;

    /// Gives the connection the next chunk of a source's body; an empty one ends the body.
    void give_body(std::string_view chunk);

    /// Whether that has been taken, or need not be any more; if not, prepares for a wait for `stream().news`.
    bool body_taken_or_await() const;

    /// The memory of the last chunk is about to go.
    void drop_body() const;

    bool body_is_due() const { return !rest_of_length_ || *rest_of_length_ > 0; }
    void set_interrupt(std::shared_ptr<async::one_shot> interrupt) const;

    /// Throws what the wait has ended with, unless it is `news`. Call it after each wait.
    void check_wait(boost::system::error_code result) const;

    /// The same for a wait that is known to have ended without `news`.
    [[noreturn]] void throw_end_of_wait(boost::system::error_code result) const;

    /// Whether the request may be sent again because the server has certainly not processed it, or because the
    /// connection has ended. `reused` says whether the connection was older than the call.
    bool may_be_repeated(bool reused) const;

    /// Whether the server has reset the stream because it wants the request over HTTP/1.1.
    bool http1_is_required() const;

    /// Resets the stream, since nobody will want the response.
    void reset() const { connection().reset(*stream_); }

    /// Throws what has given the call up: the end of the client or the limit.
    [[noreturn]] void throw_given_up() const;

    /// What the end of the stream means to the caller.
    [[noreturn]] void throw_failure() const;
    std::string failure_text() const;

    /// Writes into the request how far it has come.
    void note_progress(transport_request& request) const;

  private:
    std::shared_ptr<void> const owner_;
    std::shared_ptr<h2_pool> const pool_;
    h2_pool::line_ptr const line_;
    std::shared_ptr<h2_stream> stream_;
    time_limit limit_{};
    std::optional<std::uint64_t> rest_of_length_; // of a source's body
};

// For reading from a source, as for a `connection`.

inline std::chrono::steady_clock::time_point limit_of_reading(h2_exchange const& used) {
    return used.limit().at;
}

inline bool given_up(h2_exchange const& used) {
    return used.connection().aborted() || used.limit().at <= std::chrono::steady_clock::now();
}

inline bool answered_early(h2_exchange const& used) {
    return used.answered();
}

inline bool body_is_due(h2_exchange const& used) {
    return used.body_is_due();
}

inline void stop_watching(h2_exchange const&) {}

inline void abandon(h2_exchange const& used) {
    used.reset();
}

inline void set_interrupt(h2_exchange const& used, std::shared_ptr<async::one_shot> interrupt) {
    used.set_interrupt(std::move(interrupt));
}

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/h2_exchange.ipp"
#endif

#endif
