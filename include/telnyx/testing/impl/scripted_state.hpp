#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/testing/gate.hpp"
#include "telnyx/testing/impl/expected_calls.hpp"
#include "telnyx/testing/impl/scripted_limit.hpp"
#include "telnyx/testing/scripted_reply.hpp"
#include "telnyx/testing/scripted_request.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace telnyx::testing::detail {

/// One expectation: which requests it fits, how often, and the answer.
struct scripted_call : expected_request {
    using expected_request::expected_request;

    std::function<scripted_reply(scripted_request const&)> answer;
};

/// What a scripted transport and the answers that are being read share. Safe for concurrent use.
class scripted_state {
  public:
    /// Finds the answer, and uses up its expectation. Throws `expectation_error` when there is none.
    scripted_reply answer(scripted_request& request);

    std::vector<scripted_request> requests() const;

    /// A request begins; throws `api_connection_error` when the transport is closed.
    void enter();
    /// It has ended.
    void leave();
    std::size_t in_flight() const;

    /// Has `woken` set by `abort()`, unless it has ended before.
    void wake_at_abort(std::shared_ptr<async::one_shot> const& woken);
    /// Throws `api_connection_error` after `abort()`.
    void check_not_aborted() const;

    void close();
    void abort();
    /// Has `drained` set as soon as no request is in flight.
    void wake_when_drained(std::shared_ptr<async::one_shot> const& drained);

    expected_calls<scripted_call> calls;

  private:
    using waiters = std::vector<std::weak_ptr<async::one_shot>>;

    static void wake(waiters& all);

    mutable std::mutex mutex_;
    std::vector<scripted_request> requests_;
    std::size_t in_flight_ = 0;
    waiters waiting_;
    waiters draining_;
    bool closed_ = false;
    bool aborted_ = false;
};

/// Waits for a gate, or without one for nothing, until the transport is aborted. Throws `api_timeout_error` when the
/// limit comes first.
boost::asio::awaitable<void> wait_for(std::shared_ptr<scripted_state> state, std::optional<gate> until,
                                      scripted_limit limit);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/scripted_state.ipp"
#endif
