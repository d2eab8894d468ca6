#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <list>
#include <optional>
#include <utility>
#include <vector>

namespace telnyx::net {

/// Assigns connections to callers: the bookkeeping of a pool, without connections, clocks or locks of its own.
///
/// `Connection` is a handle to an idle connection, `Waiter` one to a caller in the queue; the book only stores them.
/// Callers are served strictly in the order of arrival. The most recently used idle connection is handed out first, so
/// that the others can expire and be closed. A caller waits only if no connection is idle and their maximum number is
/// reached. All operations take constant time, except closing several connections.
template <class Connection, class Waiter>
class pool_book {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    struct limits {
        std::size_t connections = 64;
        std::chrono::steady_clock::duration idle_time = std::chrono::seconds(60);
    };

    /// Permission to use an idle connection or, if empty, to open a new one.
    struct grant {
        std::optional<Connection> idle;
    };

    /// A grant for a caller in the queue.
    struct wake_up {
        Waiter waiter;
        grant given;
    };

    /// Consequences of a change: callers to wake and idle connections to close.
    struct actions {
        std::vector<wake_up> wake;
        std::vector<Connection> close;
    };

    /// A caller's position in the queue; valid until the caller is removed from it.
    using ticket = typename std::list<Waiter>::iterator;

    explicit pool_book(limits const& bounds) : limits_(bounds) {}

    /// Requests a connection; `std::nullopt` means full: enqueue the caller.
    std::optional<grant> acquire() {
        if (!queue_.empty()) return std::nullopt; // nobody jumps the queue
        return try_grant();
    }

    /// Adds a caller at the end of the queue.
    ticket enqueue(Waiter waiter) { return queue_.insert(queue_.end(), std::move(waiter)); }

    /// Removes a caller from the queue, who must still be in it.
    void remove(ticket const& place) { queue_.erase(place); }

    /// Returns a connection that can serve another call.
    void give_back(Connection connection, time_point now, actions& out) {
        idle_.push_back({std::move(connection), now});
        serve_queue(out);
    }

    /// Reports that a connection is gone or was never made.
    void discard(actions& out) {
        --open_;
        serve_queue(out);
    }

    /// Removes the idle connections that have not been used for too long, or all of them if `all`.
    void evict(time_point now, bool all, actions& out) {
        while (!idle_.empty() && (all || now - idle_.front().since >= limits_.idle_time)) {
            out.close.push_back(std::move(idle_.front().connection));
            idle_.pop_front();
            --open_;
        }
    }

    /// Removes the callers for whom `leaves(waiter)` is true from the queue; they must be notified.
    template <class Predicate>
    std::vector<Waiter> drop_from_queue(Predicate leaves) {
        std::vector<Waiter> dropped;
        for (auto each = queue_.begin(); each != queue_.end();) {
            if (leaves(std::as_const(*each))) {
                dropped.push_back(std::move(*each));
                each = queue_.erase(each);
            } else {
                ++each;
            }
        }
        return dropped;
    }

    std::size_t limit() const { return limits_.connections; }
    std::size_t open() const { return open_; }
    std::size_t idle() const { return idle_.size(); }
    std::size_t in_use() const { return open_ - idle_.size(); }
    std::size_t waiting() const { return queue_.size(); }

  private:
    struct idle_connection {
        Connection connection;
        time_point since;
    };

    std::optional<grant> try_grant() {
        if (!idle_.empty()) {
            grant given{std::move(idle_.back().connection)};
            idle_.pop_back();
            return given;
        }
        if (open_ >= limits_.connections) return std::nullopt;
        ++open_;
        return grant{};
    }

    void serve_queue(actions& out) {
        while (!queue_.empty()) {
            auto given = try_grant();
            if (!given) return;
            out.wake.push_back({std::move(queue_.front()), std::move(*given)});
            queue_.pop_front();
        }
    }

    limits limits_;
    std::deque<idle_connection> idle_; // oldest first
    std::list<Waiter> queue_;
    std::size_t open_ = 0;
};

} // namespace telnyx::net
