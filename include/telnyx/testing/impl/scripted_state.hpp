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

/// One expectation: which requests it matches, how often, and the response.
struct scripted_call : expected_request {
    using expected_request::expected_request;

    std::function<scripted_reply(scripted_request const&)> respond;
};

/// State shared by a scripted transport and the responses that are being read. Thread-safe.
class scripted_state {
  public:
    /// Finds the response, and consumes its expectation.
    /// @throws expectation_error if there is none.
    scripted_reply respond(scripted_request& request);

    std::vector<scripted_request> requests() const;

    /// Begins a request.
    /// @throws api_connection_error if the transport is closed.
    void enter();
    /// Ends a request.
    void leave();
    std::size_t in_flight() const;

    /// Makes `abort()` set `woken`, if that still exists by then.
    void wake_at_abort(std::shared_ptr<async::one_shot> const& woken);
    /// @throws api_connection_error after `abort()`.
    void check_not_aborted() const;

    void close();
    void abort();
    /// Sets `drained` as soon as no request is in flight.
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

/// Waits for a gate, or for ever if there is none, until the transport is aborted.
/// @throws api_timeout_error if the limit is reached first.
boost::asio::awaitable<void> wait_for(std::shared_ptr<scripted_state> state, std::optional<gate> until,
                                      scripted_limit limit);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/scripted_state.ipp"
#endif
