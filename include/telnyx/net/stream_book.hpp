#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <utility>
#include <vector>

namespace telnyx::net {

/// Assigns calls to connections that serve several at a time: the bookkeeping of HTTP/2, without connections, clocks or
/// locks of its own.
///
/// `Connection` is a handle to a connection, `Waiter` one to a caller in the queue; the book only stores them. Callers
/// are served in the order of arrival, by the oldest connection that has room, so that few are in use. A caller for
/// whom there is no room may open a connection, unless those that are being opened are enough for all who wait, or the
/// maximum number is reached; then it waits. A connection that is being opened is expected to have the room that the
/// last one had.
template <class Connection, class Waiter>
class stream_book {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    struct limits {
        std::size_t connections = 64;
        std::size_t streams = 100; ///< per connection
        std::chrono::steady_clock::duration idle_time = std::chrono::seconds(60);
    };

    /// A connection in the book.
    struct line {
        Connection connection;
        std::size_t calls = 0;
        std::size_t room = 0; ///< most calls at a time
        bool taken_off = false;
        time_point idle_since{};
    };
    using line_ptr = std::shared_ptr<line>;

    enum class answer {
        place, ///< a place on a connection
        open,  ///< permission to open one: report the result by `opened()` or `not_opened()`
        wait,  ///< neither: enqueue the caller
    };

    struct grant {
        answer what = answer::wait;
        line_ptr on{}; ///< for `place`
    };

    struct wake_up {
        Waiter waiter;
        grant given;
    };

    /// Consequences of a change: callers to wake and connections to close, which are not in the book any more.
    struct actions {
        std::vector<wake_up> wake;
        std::vector<Connection> close;
    };

    using ticket = typename std::list<Waiter>::iterator;

    explicit stream_book(limits const& bounds) : limits_(bounds) {}

    grant acquire() { return queue_.empty() ? next_grant(1) : grant(); }

    ticket enqueue(Waiter waiter) { return queue_.insert(queue_.end(), std::move(waiter)); }
    void remove(ticket const& place) { queue_.erase(place); }

    /// Gives those who wait what they can get now that there are more of them.
    void serve(actions& out) { serve_queue(out); }

    /// A caller that had permission has opened a connection; the caller has the first place on it.
    line_ptr opened(Connection connection, std::size_t room, actions& out) {
        --opening_;
        auto made = std::make_shared<line>(line{std::move(connection), 1, room});
        ++calls_;
        lines_.push_back(made);
        expect(room);
        serve_queue(out);
        return made;
    }

    /// A caller that had permission has not opened a connection. If nobody can, as far as one knows, all who wait may
    /// try for themselves and see why.
    void not_opened(bool nobody_can, actions& out) {
        --opening_;
        while (nobody_can && !queue_.empty() && has_space()) {
            ++opening_;
            wake({answer::open, nullptr}, out);
        }
        serve_queue(out);
    }

    /// A connection has room for another number of calls; 0 for a connection that serves no new calls.
    void set_room(line_ptr changed, std::size_t room, time_point now, actions& out) {
        changed->room = room;
        expect(room);
        if (changed->calls == 0) settle(changed, now, out);
        serve_queue(out);
    }

    /// A call on a connection has ended.
    void give_back(line_ptr const& used, time_point now, actions& out) {
        --used->calls;
        --calls_;
        serve_queue(out);
        if (used->calls > 0) return;
        settle(used, now, out);
        serve_queue(out); // there may be space for another connection
    }

    /// Removes the connections that have been idle for too long, or all idle ones if `all`.
    void evict(time_point now, bool all, actions& out) {
        std::erase_if(lines_, [&](line_ptr const& each) {
            if (each->calls > 0 || !(all || now - each->idle_since >= limits_.idle_time)) return false;
            take_off(each, out);
            return true;
        });
    }

    /// Whether connections are kept when they become idle; at first they are.
    void keep_idle(bool keeps) { keeps_idle_ = keeps; }

    /// Removes the callers for whom `leaves(waiter)` is true from the queue; they must be notified.
    template <class Predicate>
    std::vector<Waiter> drop_from_queue(Predicate leaves) {
        std::vector<Waiter> dropped;
        std::erase_if(queue_, [&](Waiter const& each) {
            bool const gone = leaves(each);
            if (gone) dropped.push_back(each);
            return gone;
        });
        return dropped;
    }

    std::size_t limit() const { return limits_.connections; }
    std::size_t streams_limit() const { return limits_.streams; }
    std::size_t expected_room() const { return expected_room_; }
    std::size_t waiting() const { return queue_.size(); }
    Waiter const& first_waiting() const { return queue_.front(); }
    std::size_t calls() const { return calls_; }
    std::size_t opening() const { return opening_; }
    bool empty() const { return lines_.empty() && queue_.empty() && opening_ == 0; }
    std::size_t idle() const {
        auto const is_idle = [](line_ptr const& each) { return each->calls == 0; };
        return static_cast<std::size_t>(std::count_if(lines_.begin(), lines_.end(), is_idle));
    }
    std::vector<line_ptr> const& lines() const { return lines_; }

  private:
    bool has_space() const { return lines_.size() + opening_ < limits_.connections; }

    void expect(std::size_t room) {
        if (room > 0) expected_room_ = room;
    }

    // `callers` is the number of those who wait, including the one in question. Those who open a connection have the
    // first place on it.
    grant next_grant(std::size_t callers) {
        for (auto const& each : lines_) {
            if (each->calls >= each->room) continue;
            ++each->calls;
            ++calls_;
            return {answer::place, each};
        }
        if (callers <= opening_ * (expected_room_ - 1) || !has_space()) return {};
        ++opening_;
        return {answer::open, nullptr};
    }

    void wake(grant given, actions& out) {
        out.wake.push_back({std::move(queue_.front()), std::move(given)});
        queue_.pop_front();
    }

    void serve_queue(actions& out) {
        while (!queue_.empty()) {
            auto given = next_grant(queue_.size());
            if (given.what == answer::wait) return;
            wake(std::move(given), out);
        }
    }

    // A connection has no calls any more.
    void settle(line_ptr const& idle, time_point now, actions& out) {
        idle->idle_since = now;
        if (idle->room > 0 && keeps_idle_) return;
        std::erase(lines_, idle);
        take_off(idle, out);
    }

    static void take_off(line_ptr const& gone, actions& out) {
        if (!std::exchange(gone->taken_off, true)) out.close.push_back(gone->connection);
    }

    limits limits_;
    std::vector<line_ptr> lines_; // oldest first
    std::list<Waiter> queue_;
    std::size_t opening_ = 0;
    std::size_t expected_room_ = limits_.streams; // of a connection that is being opened
    std::size_t calls_ = 0;
    bool keeps_idle_ = true;
};

} // namespace telnyx::net
