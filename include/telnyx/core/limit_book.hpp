#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/core/rate_headers.hpp"
#include "telnyx/options/call_limits.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::core {

/// Decides which calls may start, by the limits of a client and by what the server says. Uses no clock, no locks and
/// does not wait. Calls of one model start in the order in which they were added, and their retries before newer calls.
class limit_book {
  public:
    using time_point = std::chrono::steady_clock::time_point;
    using duration = std::chrono::steady_clock::duration;
    using call_id = std::uint64_t;

    /// The longest wait that a server's headers can bring about. The limits are for minutes, so it is asked again then.
    static constexpr duration longest_wait = std::chrono::seconds(60);

    explicit limit_book(call_limits limits);

    /// Adds a call, which waits to start. `tokens` is an estimate.
    call_id add(std::string_view name, std::int64_t tokens);

    /// Lets a call that has started wait for its next attempt. It remains in flight.
    void add_attempt(call_id call);

    /// Removes a call that waits or has started.
    void remove(call_id call);

    /// Starts what may start now. Returns the calls for which something has changed: those that have started, and the
    /// first ones that wait, if they were not the first before or may start earlier than before. To be called after
    /// each change, and when a time has come.
    std::vector<call_id> advance(time_point now);

    /// Whether the call has started, or its next attempt.
    bool has_started(call_id call) const;

    /// The time at which `advance()` may start the call, which is the first of its model that waits;
    /// `time_point::max()` if it is not the first, or if another call must end before.
    time_point start_of(call_id call, time_point now) const;

    /// Takes in what a server says with the response to a call. The call must have started.
    void learn(call_id call, rate_reports const& said, time_point now);

    /// Lets all calls of the model wait, as a server has asked with a response that refused this call.
    void hold_back(call_id call, duration wait, time_point now);

    /// Replaces the estimate of the tokens of the last attempt.
    void correct_tokens(call_id call, std::int64_t used);

    /// Counts a call for the share of calls that may be retried.
    void count_call();

    /// Takes one retry off the budget; returns false if there is none left.
    bool take_retry();

    std::size_t waiting() const { return waiting_; }
    std::size_t models() const { return models_.size(); }
    std::uint64_t refused_retries() const { return refused_retries_; }

  private:
    struct sent {
        time_point at;
        std::int64_t tokens;
    };

    /// What the server says is left, until then.
    struct allowance {
        std::optional<std::int64_t> limit{};
        std::optional<std::int64_t> left{};
        time_point until{};

        void learn(rate_report const& said, std::int64_t under_way, time_point now);
        bool allows(std::int64_t needed, time_point now) const;
        void take(std::int64_t used);
    };

    struct model {
        telnyx::detail::model_limits limits{};
        std::map<call_id, std::int64_t> waiting{}; ///< with their tokens
        std::size_t in_flight = 0;
        std::int64_t tokens_in_flight = 0;
        std::deque<sent> last_minute{};
        std::uint64_t forgotten = 0; ///< number of entries removed from `last_minute`
        std::int64_t tokens_in_last_minute = 0;
        time_point held_until = time_point::min();
        allowance requests{};
        allowance tokens{};
        call_id announced = 0; ///< the first that waits, when `advance()` last returned it
        time_point announced_start{};
    };

    struct call {
        model* of = nullptr;
        std::int64_t tokens = 0;
        bool in_flight = false;
        bool started = false;
        std::uint64_t entry = 0; ///< number of its last entry in `last_minute`
    };

    static constexpr std::int64_t most_tokens = 1'000'000'000'000; // so that sums do not overflow
    static constexpr double most_saved_retries = 10;

    model& model_named(std::string_view name);
    void forget_unused_models();
    static void forget_old(model& of, time_point now);
    static time_point start_of_first(model const& of, time_point now);
    static time_point start_by_rates(model const& of, std::int64_t tokens, time_point now);
    static std::int64_t counted_tokens(model const& of, std::int64_t tokens);
    static void start(model& of, call& started, time_point now);
    void start_calls(model& of, time_point now, std::vector<call_id>& changed);
    void announce_first(model& of, time_point now, std::vector<call_id>& changed) const;

    call_limits limits_;
    std::map<std::string, model, std::less<>> models_;
    std::map<call_id, call> calls_;
    call_id last_call_ = 0;
    std::size_t waiting_ = 0;
    double retries_left_ = most_saved_retries;
    std::uint64_t refused_retries_ = 0;
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/limit_book.ipp"
#endif
