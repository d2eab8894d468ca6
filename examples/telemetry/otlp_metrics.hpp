#pragma once

#include "otlp_values.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace otlp {

/// Histograms and counters, added up since the start of the program. Not thread-safe.
///
/// Servers choose the values of some attributes. So each metric has at most 2000 points; what has other attributes is
/// added up in one with the attribute `otel.metric.overflow`, as in OpenTelemetry's SDKs.
class metrics {
  public:
    void record(std::string const& name, std::string const& unit, std::vector<double> const& bounds, double value,
                attributes const& labels) {
        auto& into = histograms_[{name, unit}];
        into.bounds = bounds;
        auto& at = point(into.points, labels);
        at.buckets.resize(bounds.size() + 1);
        ++at.buckets[static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin())];
        ++at.count;
        at.sum += value;
    }

    /// Counters never fall: other values than positive ones are ignored.
    void count(std::string const& name, std::string const& unit, std::int64_t value, attributes const& labels) {
        if (value > 0) point(counters_[{name, unit}], labels).sum += value;
    }

    boost::json::array list(wall_time start, wall_time now) const {
        constexpr int cumulative = 2;
        boost::json::array all;
        for (auto const& [name, each] : histograms_) {
            boost::json::array points;
            for (auto const& [key, at] : each.points) {
                boost::json::array buckets;
                for (auto const bucket : at.buckets)
                    buckets.push_back(boost::json::value(std::to_string(bucket)));
                boost::json::array const bounds(each.bounds.begin(), each.bounds.end());
                points.push_back({{"attributes", at.labels},
                                  {"startTimeUnixNano", nanoseconds(start)},
                                  {"timeUnixNano", nanoseconds(now)},
                                  {"count", std::to_string(at.count)},
                                  {"sum", at.sum},
                                  {"bucketCounts", buckets},
                                  {"explicitBounds", bounds}});
            }
            all.push_back({{"name", name.first},
                           {"unit", name.second},
                           {"histogram", {{"aggregationTemporality", cumulative}, {"dataPoints", points}}}});
        }
        for (auto const& [name, each] : counters_) {
            boost::json::array points;
            for (auto const& [key, at] : each)
                points.push_back({{"attributes", at.labels},
                                  {"startTimeUnixNano", nanoseconds(start)},
                                  {"timeUnixNano", nanoseconds(now)},
                                  {"asInt", std::to_string(at.sum)}});
            all.push_back(
                {{"name", name.first},
                 {"unit", name.second},
                 {"sum", {{"aggregationTemporality", cumulative}, {"isMonotonic", true}, {"dataPoints", points}}}});
        }
        return all;
    }

  private:
    struct distribution {
        boost::json::array labels{};
        std::vector<std::uint64_t> buckets{};
        std::uint64_t count = 0;
        double sum = 0;
    };
    struct histogram {
        std::vector<double> bounds{};
        std::map<std::string, distribution> points{};
    };
    struct counter {
        boost::json::array labels{};
        std::int64_t sum = 0;
    };
    template <class Point>
    static Point& point(std::map<std::string, Point>& points, attributes const& labels) {
        constexpr std::size_t most = 2000;
        auto const found = points.find(labels.key());
        if (found != points.end()) return found->second;
        static attributes const overflow = attributes().add("otel.metric.overflow", true);
        auto const& shown = points.size() < most - 1 ? labels : overflow;
        auto& made = points[shown.key()];
        made.labels = shown.list();
        return made;
    }

    using name_and_unit = std::pair<std::string, std::string>;

    std::map<name_and_unit, histogram> histograms_;
    std::map<name_and_unit, std::map<std::string, counter>> counters_;
};

} // namespace otlp
