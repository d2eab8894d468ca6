#pragma once

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace telnyx::tests {

/// Lets this process have as many descriptors as it may.
inline rlim_t raise_descriptor_limit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

/// Takes all descriptors that this process may still have, few enough for a moment, and gives them back in the end.
class exhausted_descriptors {
  public:
    exhausted_descriptors() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        int const next = ::open("/dev/null", O_RDONLY);
        if (next < 0) throw std::system_error(errno, std::generic_category());
        taken_.push_back(next);
        auto few = before_;
        few.rlim_cur = static_cast<rlim_t>(next) + 1;
        ::setrlimit(RLIMIT_NOFILE, &few);
        for (int more = 0; (more = ::open("/dev/null", O_RDONLY)) >= 0;)
            taken_.push_back(more);
    }

    ~exhausted_descriptors() {
        for (int const each : taken_)
            ::close(each);
        ::setrlimit(RLIMIT_NOFILE, &before_);
    }

    exhausted_descriptors(exhausted_descriptors const&) = delete;
    exhausted_descriptors& operator=(exhausted_descriptors const&) = delete;

  private:
    rlimit before_{};
    std::vector<int> taken_;
};

} // namespace telnyx::tests
