#pragma once

#include <cstddef>
#include <cstdint>

namespace telnyx {

/// Snapshot of a client's calls and connections, with totals since its creation.
struct pool_statistics {
    std::size_t open = 0;      ///< connections that are open or being opened
    std::size_t idle = 0;      ///< of these, waiting for a call
    std::size_t in_use = 0;    ///< of these, serving a call, or several over HTTP/2
    std::size_t streams = 0;   ///< calls that HTTP/2 connections are serving
    std::size_t waiting = 0;   ///< calls waiting for a connection
    std::uint64_t created = 0; ///< total number of established connections
    std::uint64_t reused = 0;  ///< total number of calls that found an open connection
    std::uint64_t failed = 0;  ///< total number of connections that could not be established or broke while in use
    std::uint64_t queued = 0;  ///< total number of calls that had to wait for a connection
    /// Calls in flight: each from the time it is awaited until its response has been read, including pauses before
    /// retries. An open stream counts as a call, and so does a wait for a background task, in addition to its requests.
    std::size_t calls = 0;
    std::size_t pausing = 0; ///< of these, waiting before a retry or the next poll of a background task, or for a limit
    std::size_t limited = 0; ///< of these, waiting for a limit of `client_options::limits()`
    std::uint64_t refused_retries = 0; ///< total number of retries that `call_limits::retry_share()` did not allow
};

} // namespace telnyx
