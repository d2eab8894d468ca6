#pragma once

#include <cstddef>
#include <cstdint>

namespace telnyx {

/// State and history of a client's calls and connections at one moment.
struct pool_statistics {
    std::size_t open = 0;      ///< connections that are open or being opened
    std::size_t idle = 0;      ///< of these, waiting for a call
    std::size_t in_use = 0;    ///< of these, serving a call
    std::size_t waiting = 0;   ///< calls that wait for a connection
    std::uint64_t created = 0; ///< connections established so far
    std::uint64_t reused = 0;  ///< calls so far that found an open connection
    std::uint64_t failed = 0;  ///< connections so far that could not be established or broke while in use
    std::uint64_t queued = 0;  ///< calls so far that had to wait for a connection
    /// Calls in flight: each from when it is awaited until its answer has been read, pauses before retries included. An
    /// open stream is one of them, and so is a wait for a background task, beside the requests that it makes.
    std::size_t calls = 0;
    std::size_t pausing = 0; ///< of these, waiting before a retry or before another look at a background task
};

} // namespace telnyx
