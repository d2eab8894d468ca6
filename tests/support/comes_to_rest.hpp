#pragma once

#include "support/task.hpp"
#include "telnyx/client.hpp"

#include <boost/asio/io_context.hpp>

namespace telnyx::tests {

/// Runs handlers until no call of the client holds or awaits anything; throws if that does not come.
inline bool comes_to_rest(boost::asio::io_context& io, telnyx::client const& client) {
    run_until(io, [&client] {
        auto const now = client.statistics();
        return now.in_use == 0 && now.waiting == 0 && now.open == now.idle;
    });
    return true;
}

} // namespace telnyx::tests
