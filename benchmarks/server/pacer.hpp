#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <vector>

namespace bench {

using clock = std::chrono::steady_clock;

/// The times of an event stream: of its first event at once, of the others one in each period. The phases of streams
/// are spread evenly over the period, whenever they begin.
struct pace {
    std::chrono::microseconds period{0};
    std::chrono::microseconds step{0}; ///< if not 0, events are due at multiples of it
    bool shared_records = false;       ///< whether events that are due at a time may share a TLS record

    clock::time_point second_event(clock::time_point now, std::size_t stream) const {
        constexpr double golden_section = 0.6180339887498949;
        double const turns = golden_section * static_cast<double>(stream % 1'000'000);
        double const phase = turns - static_cast<double>(static_cast<std::int64_t>(turns));
        return now + period + std::chrono::duration_cast<clock::duration>(period * phase);
    }

    clock::time_point due(clock::time_point exactly) const {
        if (step.count() == 0) return exactly;
        auto const size = std::chrono::duration_cast<clock::duration>(step).count();
        auto const steps = (exactly.time_since_epoch().count() + size - 1) / size;
        return clock::time_point(clock::duration(steps * size));
    }
};

/// What has something to do at a time.
class paced {
  public:
    paced() = default;
    paced(paced const&) = delete;
    paced& operator=(paced const&) = delete;
    virtual ~paced() = default;

    /// When the next time is, or `clock::time_point::max()` if there is none.
    virtual clock::time_point on_due() = 0;
};

class pacer {
  public:
    /// The pacer forgets what nobody else keeps.
    void add(clock::time_point at, std::weak_ptr<paced> what) {
        if (at != clock::time_point::max()) queue_.push({at, std::move(what)});
    }

    void run_due(clock::time_point now) {
        while (!queue_.empty() && queue_.top().at <= now) {
            auto next = queue_.top();
            queue_.pop();
            auto const alive = next.what.lock();
            if (!alive) continue;
            next.at = alive->on_due();
            add(next.at, std::move(next.what));
        }
    }

    clock::time_point next() const { return queue_.empty() ? clock::time_point::max() : queue_.top().at; }

  private:
    struct entry {
        clock::time_point at;
        std::weak_ptr<paced> what;
        bool operator>(entry const& other) const { return at > other.at; }
    };

    std::priority_queue<entry, std::vector<entry>, std::greater<>> queue_;
};

} // namespace bench
