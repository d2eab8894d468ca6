#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::limits {

/// The limits for one model.
struct model_limits {
    static constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

    std::int64_t in_flight = unlimited;
    std::int64_t requests_per_minute = unlimited;
    std::int64_t tokens_per_minute = unlimited;
};

/// All limits of a client, as `call_limits` has collected them.
struct limit_values {
    struct named_limits {
        std::string model{};
        model_limits limits{};
    };

    model_limits general{};
    std::vector<named_limits> models{}; ///< the first with a name applies
    double retry_share = 0.1;

    model_limits const& of_model(std::string_view model) const {
        for (auto const& each : models)
            if (each.model == model) return each.limits;
        return general;
    }
};

} // namespace telnyx::limits
