#pragma once

#include "metrics.hpp"
#include "settings.hpp"
#include "use_limit.hpp"

#include "telnyx/observe/metrics_observer.hpp"

#include <atomic>
#include <memory>
#include <utility>

namespace relay {

/// What all threads share.
struct service {
    explicit service(settings chosen)
        : options(std::move(chosen)), streams(options.max_streams), connections(options.max_connections) {}

    settings const options;
    metrics counts{};
    std::shared_ptr<telnyx::metrics_observer> const calls = std::make_shared<telnyx::metrics_observer>(); ///< to Telnyx
    use_limit streams;
    use_limit connections;
    std::atomic<bool> stopping{false}; ///< no new work is accepted
};

} // namespace relay
