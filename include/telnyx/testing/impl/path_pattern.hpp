#pragma once

#include "telnyx/base/config.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// A path such as `/v2/ai/assistants/{id}/versions`: `{name}` matches one segment that is not empty, `*` as the last
/// segment matches any number of segments.
class path_pattern {
  public:
    explicit path_pattern(std::string_view pattern);

    /// Whether `path`, without a query, matches; `parameters` receives the decoded segments by name.
    bool matches(std::string_view path, std::map<std::string, std::string>& parameters) const;

    /// Whether this pattern has fixed text at the first segment where the other has none.
    bool more_specific_than(path_pattern const& other) const;

  private:
    struct segment {
        enum class kind { text, parameter, rest } what;
        std::string text;
    };

    static std::vector<std::string_view> split(std::string_view path);

    std::vector<segment> segments_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/path_pattern.ipp"
#endif
