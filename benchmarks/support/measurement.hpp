#pragma once

#include "command_line.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace bench {

using clock = std::chrono::steady_clock;

/// Memory of this process that is in RAM.
inline std::int64_t resident_bytes() {
    std::ifstream pages("/proc/self/statm");
    std::int64_t whole = 0;
    std::int64_t resident = 0;
    pages >> whole >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

/// The most memory that this process has had in RAM. getrusage() would count what its parent had before it.
inline std::int64_t peak_resident_bytes() {
    std::ifstream status("/proc/self/status");
    std::int64_t kilobytes = 0;
    for (std::string word; status >> word;)
        if (word == "VmHWM:") status >> kilobytes;
    return kilobytes * 1024;
}

/// What a client program measures and prints, one JSON object on one line.
class measurement {
  public:
    /// `latencies`: how many will be added, so that they do not allocate while time is taken.
    explicit measurement(std::size_t latencies) { latencies_.reserve(latencies); }

    /// From here on time counts. What was added before is forgotten: it was to warm up.
    void start() {
        latencies_.clear();
        requests_ = 0;
        resident_at_start_ = resident_bytes();
        getrusage(RUSAGE_SELF, &usage_at_start_);
        started_ = clock::now();
    }

    void stop() {
        stopped_ = clock::now();
        getrusage(RUSAGE_SELF, &usage_at_stop_);
        resident_at_stop_ = resident_bytes();
        peak_resident_at_stop_ = peak_resident_bytes();
    }

    void add_latency(clock::duration latency) {
        latencies_.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(latency).count());
    }

    void add_requests(std::size_t count) { requests_ += count; }

    /// `connections` is how many there really were.
    void print(std::string_view client, command_line const& asked, std::size_t connections) {
        std::sort(latencies_.begin(), latencies_.end());
        boost::json::object line;
        line["client"] = client;
        line["work"] = asked.work;
        line["connections"] = connections;
        line["requests"] = requests_;
        line["cpu_user_s"] = seconds(usage_at_stop_.ru_utime) - seconds(usage_at_start_.ru_utime);
        line["cpu_sys_s"] = seconds(usage_at_stop_.ru_stime) - seconds(usage_at_start_.ru_stime);
        line["wall_s"] = std::chrono::duration<double>(stopped_ - started_).count();
        line["p50_us"] = percentile(0.5);
        line["p99_us"] = percentile(0.99);
        line["p999_us"] = percentile(0.999);
        line["rss_start"] = resident_at_start_;
        line["rss_stop"] = resident_at_stop_;
        line["rss_peak"] = peak_resident_at_stop_;
        std::cout << boost::json::serialize(line) << std::endl;
    }

  private:
    static double seconds(timeval time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    }

    double percentile(double part) const {
        if (latencies_.empty()) return 0;
        auto const place = static_cast<std::size_t>(part * static_cast<double>(latencies_.size()));
        return static_cast<double>(latencies_[std::min(place, latencies_.size() - 1)]) * 1e-3;
    }

    std::vector<std::int64_t> latencies_;
    std::size_t requests_ = 0;
    clock::time_point started_;
    clock::time_point stopped_;
    rusage usage_at_start_{};
    rusage usage_at_stop_{};
    std::int64_t resident_at_start_ = 0;
    std::int64_t resident_at_stop_ = 0;
    std::int64_t peak_resident_at_stop_ = 0;
};

} // namespace bench
