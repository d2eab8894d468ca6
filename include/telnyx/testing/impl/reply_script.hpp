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
    /// Bytes to send at once.
    struct send {
        std::string bytes;
    };
    /// The response is complete; the connection is kept open unless an end is given.
    struct finish {
        std::optional<connection_end> end;
    };
    /// A duration to wait, a gate to wait at, or a connection end before the response is complete.
    using step = std::variant<send, std::chrono::nanoseconds, gate, connection_end, finish>;

    /// @param request_id value of the `x-request-id` header, unless the reply sets its own
    reply_script(reply answer, std::string_view method, std::string_view request_id);

    /// The next step; the previous step must be complete.
    step next();

  private:
    static constexpr std::size_t largest_piece = 64 * 1024;

    std::string head(std::string_view request_id) const;
    void compress();
    void prepare_body();
    bool refill();
    std::size_t piece_size() const;
    static std::string chunk(std::string_view data);

    reply answer_;
    std::string buffer_; // from buffer_begin_ on: unsent bytes
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
