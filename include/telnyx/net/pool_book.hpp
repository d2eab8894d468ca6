#pragma once

#include "telnyx/origin.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <utility>
#include <vector>

namespace telnyx::net {

/// Who gets which connection: the bookkeeping of a pool, without connections, clocks or locks of its own.
///
/// `Connection` is a handle to an idle connection, `Waiter` one to a caller in the queue; the book only stores them.
/// Callers are served strictly in the order in which they came. Of the idle connections the one used last is handed
/// out first, so that the others can grow old and be closed.
template <class Connection, class Waiter>
class pool_book {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    struct limits {
        std::size_t per_origin = 64;
        std::size_t total = 256;
        std::chrono::steady_clock::duration idle_time = std::chrono::seconds(60);
    };

    /// Leave to use an idle connection, or to open a new one when it is empty.
    struct grant {
        std::optional<Connection> idle;
    };

    /// A grant that goes to a caller from the queue.
    struct wake_up {
        Waiter waiter;
        grant given;
    };

    /// What a change led to: callers to wake and idle connections to close.
    struct consequences {
        std::vector<wake_up> wake;
        std::vector<Connection> close;
    };

    explicit pool_book(limits const& bounds) : limits_(bounds) {}

    /// A caller wants a connection. Nothing means: full, queue up.
    std::optional<grant> acquire(origin const& peer, consequences& out) {
        auto& at = place_of(peer);
        if (at.waiting != 0) return std::nullopt; // nobody jumps the queue
        return try_grant(at, out);
    }

    /// Puts a caller at the end of the queue.
    void enqueue(origin const& peer, Waiter waiter) {
        auto& at = place_of(peer);
        queue_.push_back({&at, std::move(waiter)});
        ++at.waiting;
    }

    /// Takes a caller out of the queue; `false` when it is not there (any more).
    bool remove(Waiter const& waiter) {
        auto const found =
            std::find_if(queue_.begin(), queue_.end(), [&](queued const& each) { return each.waiter == waiter; });
        if (found == queue_.end()) return false;
        --found->at->waiting;
        queue_.erase(found);
        return true;
    }

    /// A connection has done its work and can serve another call.
    void give_back(origin const& peer, Connection connection, time_point now, consequences& out) {
        auto& at = place_of(peer);
        at.idle.push_back({std::move(connection), now});
        ++idle_;
        serve_queue(out);
    }

    /// A connection is gone, or was never made.
    void discard(origin const& peer, consequences& out) {
        --place_of(peer).open;
        --open_;
        serve_queue(out);
    }

    /// Takes idle connections out that have not been used for too long; all of them when `all`.
    void evict(time_point now, bool all, consequences& out) {
        for (auto& at : places_) {
            auto const young = std::find_if(at.idle.begin(), at.idle.end(), [&](idle_connection const& each) {
                return !all && now - each.since < limits_.idle_time;
            });
            for (auto each = at.idle.begin(); each != young; ++each) {
                out.close.push_back(std::move(each->connection));
                --at.open;
                --open_;
                --idle_;
            }
            at.idle.erase(at.idle.begin(), young);
        }
        serve_queue(out);
    }

    /// Empties the queue; the callers have to be told.
    std::vector<Waiter> drop_queue() {
        std::vector<Waiter> dropped;
        for (auto& each : queue_) {
            --each.at->waiting;
            dropped.push_back(std::move(each.waiter));
        }
        queue_.clear();
        return dropped;
    }

    std::size_t open() const { return open_; }
    std::size_t idle() const { return idle_; }
    std::size_t in_use() const { return open_ - idle_; }
    std::size_t waiting() const { return queue_.size(); }

  private:
    struct idle_connection {
        Connection connection;
        time_point since;
    };

    struct place {
        origin peer;
        std::size_t open = 0;
        std::size_t waiting = 0;
        std::vector<idle_connection> idle; // oldest first
    };

    struct queued {
        place* at;
        Waiter waiter;
    };

    place& place_of(origin const& peer) {
        for (auto& each : places_)
            if (each.peer == peer) return each;
        return places_.emplace_back(place{peer, 0, 0, {}});
    }

    std::optional<grant> try_grant(place& at, consequences& out) {
        if (!at.idle.empty()) {
            grant given{std::move(at.idle.back().connection)};
            at.idle.pop_back();
            --idle_;
            return given;
        }
        if (at.open >= limits_.per_origin) return std::nullopt;
        if (open_ >= limits_.total && !close_some_idle(out)) return std::nullopt;
        ++at.open;
        ++open_;
        return grant{};
    }

    bool close_one_idle(place& at, consequences& out) {
        if (at.idle.empty()) return false;
        out.close.push_back(std::move(at.idle.front().connection));
        at.idle.erase(at.idle.begin());
        --idle_;
        --at.open;
        --open_;
        return true;
    }

    bool close_some_idle(consequences& out) {
        return std::any_of(places_.begin(), places_.end(), [&](place& each) { return close_one_idle(each, out); });
    }

    /// One origin at its limit does not hold up callers for another.
    void serve_queue(consequences& out) {
        for (auto each = queue_.begin(); each != queue_.end();) {
            auto given = try_grant(*each->at, out);
            if (!given) {
                if (places_.size() == 1) return;
                ++each;
                continue;
            }
            --each->at->waiting;
            out.wake.push_back({std::move(each->waiter), std::move(*given)});
            each = queue_.erase(each);
        }
    }

    limits limits_;
    std::list<place> places_;
    std::list<queued> queue_;
    std::size_t open_ = 0;
    std::size_t idle_ = 0;
};

} // namespace telnyx::net
