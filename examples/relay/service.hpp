#pragma once

#include "metrics.hpp"
#include "settings.hpp"
#include "use_limit.hpp"

#include <atomic>
#include <utility>

namespace relay {

/// What all threads share.
struct service {
    explicit service(settings chosen)
        : options(std::move(chosen)), streams(options.max_streams), connections(options.max_connections) {}

    settings const options;
    metrics counts{};
    use_limit streams;
    use_limit connections;
    std::atomic<bool> stopping{false}; ///< no new work is accepted
};

} // namespace relay
