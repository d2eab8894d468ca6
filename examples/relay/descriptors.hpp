#pragma once

#include <cstddef>
#include <sys/resource.h>

namespace relay {

/// Lets this process have as many descriptors as it may; returns how many. The usual limit, 1024, is for programs that
/// use `select`.
inline std::size_t raise_descriptor_limit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(limit.rlim_cur);
}

} // namespace relay
