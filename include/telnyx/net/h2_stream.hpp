#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/http/h2_session.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::net {

/// A call on an HTTP/2 connection: its request, and what has arrived of the response. All but `news` is guarded by the
/// connection's mutex.
class h2_stream final : public http::h2_session::stream {
  public:
    using ending = http::h2_session::ending;

    explicit h2_stream(std::shared_ptr<transport_request> request)
        : request_(std::move(request)),
          rest_of_body_(request_->source ? std::string_view() : request_->body),
          has_source_(request_->source != nullptr),
          is_head_(request_->method == "HEAD") {}

    transport_request const& request() const { return *request_; }

    /// Gives the request away at the end of the call. Its source is the caller's, and what that does when it is
    /// destroyed must not happen with the mutex locked.
    std::shared_ptr<transport_request> release_request() {
        rest_of_body_ = {};
        return std::exchange(request_, nullptr);
    }

    /// Set when something happens that the call said it would wait for; see `await_news()`.
    async::one_shot news;

    /// Must be called before each wait for `news`, with the mutex locked.
    void await_news() {
        news.reset();
        awaited_ = true;
    }

    /// An event to set in addition, for a wait for something else.
    void set_interrupt(std::shared_ptr<async::one_shot> interrupt) { interrupt_ = std::move(interrupt); }

    // The response.
    bool has_head() const { return status_ != 0; }
    int status() const { return status_; }
    headers take_head() { return std::move(head_); }
    bool has_data() const { return !incoming_.empty(); }
    std::size_t unread() const { return incoming_.size(); }
    bool complete() const { return complete_; }
    std::uint64_t announced() const { return announced_; }

    /// Exchanges the received data for an empty buffer.
    void take_data(std::string& out) {
        out.clear();
        out.swap(incoming_);
    }

    // The end.
    bool closed() const { return closed_; }
    ending why() const { return why_; }
    std::uint32_t code() const { return code_; }

    // The request.
    bool packed() const { return packed_; }
    bool sent() const { return sent_; }
    void note_sent() { sent_ = true; }

    /// Whether all of the body has been taken, up to what its source has given.
    bool body_taken() const { return rest_of_body_.empty() && (!end_given_ || end_taken_); }
    bool body_complete() const { return end_taken_ || (!has_source_ && rest_of_body_.empty()); }

    /// The next chunk of a source's body, valid until it has been taken; empty at the end.
    void give_body(std::string_view chunk) {
        rest_of_body_ = chunk;
        end_given_ = chunk.empty();
    }

    /// The memory of the last chunk is about to go.
    void drop_body() { rest_of_body_ = {}; }

    TELNYX_DECL void on_head(int status, headers fields) override;
    TELNYX_DECL void on_data(std::string_view chunk) override;
    TELNYX_DECL void on_end() override;
    void on_request_packed() override { packed_ = true; }
    TELNYX_DECL http::h2_session::body_part read_body(char* out, std::size_t size) override;
    TELNYX_DECL void on_closed(ending why, std::uint32_t code) override;

  private:
    void wake();

    std::shared_ptr<transport_request> request_; // null after the end of the call
    std::string_view rest_of_body_;
    bool has_source_;
    bool is_head_;
    bool end_given_ = false; // by the source
    bool end_taken_ = false;
    bool packed_ = false;
    bool sent_ = false;

    int status_ = 0;
    headers head_;
    std::string incoming_;
    std::uint64_t announced_ = 0;
    bool complete_ = false;

    bool closed_ = false;
    ending why_ = ending::complete;
    std::uint32_t code_ = 0;

    bool awaited_ = false;
    std::shared_ptr<async::one_shot> interrupt_;
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/h2_stream.ipp"
#endif

#endif
