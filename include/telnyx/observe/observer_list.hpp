#pragma once

#include "telnyx/observe/observer.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace telnyx {

/// The observers of a client. Without observers, a notification costs one comparison.
class observer_list {
  public:
    /// Adds an observer; a null pointer adds none.
    void add(std::shared_ptr<observer> added) {
        if (added) all_.push_back(std::move(added));
    }

    /// Whether there are observers.
    bool any() const { return !all_.empty(); }

    /// Notifies all observers.
    template <class Event>
    void tell(Event const& event) const {
        for (auto const& each : all_)
            each->on(event);
    }

  private:
    std::vector<std::shared_ptr<observer>> all_;
};

} // namespace telnyx
