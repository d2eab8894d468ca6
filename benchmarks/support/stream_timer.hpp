#pragma once

#include "chat.hpp"
#include "measurement.hpp"

namespace bench {

/// Takes the times of the events of one stream that the asked work is about.
class stream_timer {
  public:
    stream_timer(measurement& measured, std::string_view work)
        : measured_(measured), each_(work == "paced_streams"), first_(work == "short_streams") {}

    /// Call after each event that was given to `seen`.
    void add_event(stream_check const& seen) {
        if (each_)
            measured_.add_latency(seen.age());
        else if (first_ && seen.events() == 1)
            measured_.add_latency(clock::now() - begun_);
    }

  private:
    measurement& measured_;
    bool each_;
    bool first_;
    clock::time_point begun_ = clock::now();
};

} // namespace bench
