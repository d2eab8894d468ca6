#pragma once

#include "telnyx/async/cancellable_task.hpp"
#include "telnyx/async/clock.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/base/errc.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <memory>

namespace telnyx::testing::detail {

/// Time limit of a wait for the scripted server.
struct scripted_limit {
    using time_point = std::chrono::steady_clock::time_point;

    std::shared_ptr<clock> time; ///< its clock; null means the system's
    time_point at = time_point::max();
    errc reached{}; ///< which limit it is

    bool is_over() const;

    /// @throws api_timeout_error if the limit has been reached.
    void check() const;
};

/// The limits of one request.
class scripted_limits {
  public:
    using duration = std::chrono::steady_clock::duration;
    using time_point = std::chrono::steady_clock::time_point;

    explicit scripted_limits(transport_request const& request) : time_(request.clock), limits_(request.limits) {}

    time_point now() const;

    /// For the head of the response.
    scripted_limit head() const { return first_of(limits_.headers_by, errc::response_timeout); }
    /// For more of its body, for which the reader waits no longer than `at_most`.
    scripted_limit rest(time_point since, duration at_most = duration::max()) const;
    /// For the whole call.
    scripted_limit whole() const { return {time_, limits_.finish_by, errc::deadline_exceeded}; }

  private:
    scripted_limit first_of(time_point at, errc limit) const {
        return limits_.finish_by <= at ? whole() : scripted_limit{time_, at, limit};
    }

    std::shared_ptr<clock> time_;
    request_limits limits_;
};

/// Wakes a wait for the server when a limit measured by a custom clock is reached.
class limit_alarm {
  public:
    /// `stalled`: nothing else can end the wait.
    limit_alarm(boost::asio::any_io_executor const& executor, scripted_limit const& limit, bool stalled,
                std::weak_ptr<async::one_shot> woken);
    limit_alarm(limit_alarm const&) = delete;
    limit_alarm& operator=(limit_alarm const&) = delete;
    ~limit_alarm();

    /// Rethrows the clock's exception, if any.
    void check() const;

  private:
    static boost::asio::awaitable<bool> wait(scripted_limit limit, bool stalled);

    std::shared_ptr<async::cancellable_task<bool>> waiting_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/scripted_limit.ipp"
#endif
