#pragma once

#include "support/protocol_of_run.hpp"
#include "support/task.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>

namespace telnyx::tests {

/// Runs handlers until a server has seen that so many calls were given up in their middle: it has lost their
/// connections, or over HTTP/2 only their streams. Throws if that does not come.
inline bool sees_calls_given_up(boost::asio::io_context& io, testing::sandbox const& server, std::size_t count) {
    run_until(io, [&] {
        auto const seen = server.statistics();
        return (runs_over_http2() ? seen.streams_reset : seen.connections_closed) >= count;
    });
    return true;
}

} // namespace telnyx::tests
