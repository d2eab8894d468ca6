#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/limits/limit_values.hpp"
#include "telnyx/limits/rate_headers.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::limits {

/// Decides which calls may start, by the limits of a client and by what the server says. Uses no clock, no locks and
/// does not wait. Calls of one model start in the order in which they were added, and their retries before newer calls.
class limit_book {
    struct model;

  public:
    using time_point = std::chrono::steady_clock::time_point;
    using duration = std::chrono::steady_clock::duration;

    /// A call in the book. It belongs to whoever adds it, and must stay where it is until it is removed.
    class call {
      public:
        call() = default;
        call(call const&) = delete;
        call& operator=(call const&) = delete;

        /// Whether it has started, or its next attempt.
        bool has_started() const { return started_; }

      private:
        friend class limit_book;

        model* of_ = nullptr;
        std::uint64_t number_ = 0; ///< in the order of all calls
        std::int64_t tokens_ = 0;
        std::uint64_t entry_ = 0; ///< number of its last entry in `last_minute`
        bool in_flight_ = false;
        bool started_ = false;
    };

    /// Calls for which something has changed: those that have started, and the first one that waits, if it was not the
    /// first before or may start earlier than before.
    using changes = std::vector<call*>;

    /// The longest wait that a server's headers can bring about. The limits are for minutes, so it is asked again then.
    static constexpr duration longest_wait = std::chrono::seconds(60);

    explicit limit_book(limit_values limits);

    /// Adds a call, which starts at once if it may. `tokens` is an estimate.
    void add(call& added, std::string_view model_name, std::int64_t tokens, time_point now);

    /// Lets a call that has started wait for its next attempt, unless it may start at once. It remains in flight.
    void add_attempt(call& repeated, time_point now);

    /// Removes a call that waits or has started, and starts what may start then.
    changes remove(call& removed, time_point now);

    /// Starts the calls of the same model that may start now. To be called when a time has come, and after `learn()`,
    /// `hold_back()` and `correct_tokens()`.
    changes advance(call const& one, time_point now);

    /// The time at which `advance()` may start the call, which is the first of its model that waits;
    /// `time_point::max()` if it is not the first, or if another call must end before.
    static time_point start_of(call const& waiting, time_point now);

    /// Takes in what a server says with the response to a call. The call must have started.
    void learn(call const& answered, rate_reports const& said, time_point now);

    /// Lets all calls of the model wait, as a server has asked with a response that refused this call.
    void hold_back(call const& refused, duration wait, time_point now);

    /// Replaces the estimate of the tokens of the last attempt.
    void correct_tokens(call const& answered, std::int64_t used);

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
        model_limits limits{};
        std::map<std::uint64_t, call*> waiting{}; ///< by their numbers
        std::size_t in_flight = 0;
        std::int64_t tokens_in_flight = 0;
        std::deque<sent> last_minute{};
        std::uint64_t forgotten = 0; ///< number of entries removed from `last_minute`
        std::int64_t tokens_in_last_minute = 0;
        time_point held_until = time_point::min();
        allowance requests{};
        allowance tokens{};
        std::uint64_t announced = 0; ///< number of the first that waits, when `changes` last had it
        time_point announced_start{};
    };

    static constexpr std::int64_t most_tokens = 1'000'000'000'000; // so that sums do not overflow
    static constexpr double most_saved_retries = 10;

    model& model_named(std::string_view name);
    void forget_unused_models();
    static void forget_old(model& of, time_point now);
    static time_point start_as_first(call const& first, time_point now);
    static time_point start_by_rates(model const& of, std::int64_t tokens, time_point now);
    static std::int64_t counted_tokens(model const& of, std::int64_t tokens);
    static void start(model& of, call& started, time_point now);
    void start_or_wait(call& added, time_point now);
    changes advance(model& of, time_point now);
    static void announce_first(model& of, time_point now, changes& changed);

    limit_values limits_;
    std::map<std::string, model, std::less<>> models_;
    std::uint64_t last_call_ = 0;
    std::size_t waiting_ = 0;
    double retries_left_ = most_saved_retries;
    std::uint64_t refused_retries_ = 0;
};

} // namespace telnyx::limits

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/limits/impl/limit_book.ipp"
#endif
