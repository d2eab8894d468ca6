#pragma once

#include "telnyx/testing/impl/compressor.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"

#include <memory>
#include <string>
#include <variant>

namespace telnyx::testing::detail {

/// Plays a `reply` as a list of steps, generated one by one. No I/O and no clock.
class reply_script {
  public:
    enum class protocol {
        http_1, ///< the head and the chunk framing are part of the bytes
        http_2, ///< the head is a step of its own, and the bytes are only the body
    };

    /// The head, over HTTP/2. Not part of a raw reply.
    struct head {
        int status = 0;
        telnyx::headers fields{};
        bool last = false; ///< nothing but `finish` follows
    };
    /// Bytes to send at once.
    struct send {
        std::string bytes;
        bool last = false; ///< nothing but `finish` follows
    };
    /// The response is complete; the connection is kept open unless an end is given.
    struct finish {
        std::optional<connection_end> end{};
        bool open_ended = false; ///< the body has no end but that of the connection
    };
    /// A duration to wait, a gate to wait at, or an end of connection or stream before the response is complete.
    using step = std::variant<send, head, std::chrono::nanoseconds, gate, connection_end, stream_error, finish>;

    /// @param request_id value of the `x-request-id` header, unless the reply sets its own
    reply_script(reply response, std::string_view method, std::string_view request_id,
                 protocol spoken = protocol::http_1);

    /// The next step; the previous step must be complete.
    step next();

  private:
    static constexpr std::size_t largest_piece = 64 * 1024;

    telnyx::headers fields(std::string_view request_id) const;
    std::string head_text() const;
    bool chunk_framing() const;
    bool skip_head();
    bool at_event() const;
    bool complete() const;
    finish the_finish() const;
    void compress();
    void prepare_body();
    bool refill();
    std::size_t piece_size() const;
    static std::string chunk(std::string_view data);

    reply response_;
    protocol protocol_;
    telnyx::headers fields_;
    std::size_t head_size_ = 0; // of the head that is not sent as bytes
    std::string buffer_;        // from buffer_begin_ on: unsent bytes
    std::size_t buffer_begin_ = 0;
    std::size_t sent_ = 0;
    std::size_t next_event_ = 0;
    std::shared_ptr<compressor> compressor_; // of a streamed body
    bool streaming_;
    bool paced_ = false; // the pause before the next chunk is over
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/reply_script.ipp"
#endif
