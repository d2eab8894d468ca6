#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::testing {

/// Expected requests that did not occur, or requests that were not expected. Thrown by `verify()`.
class expectation_error : public std::runtime_error {
  public:
    /// With one line for each failure.
    explicit expectation_error(std::vector<std::string> failures)
        : std::runtime_error(joined(failures)), failures_(std::move(failures)) {}

    /// One line for each failure.
    std::vector<std::string> const& failures() const { return failures_; }

  private:
    static std::string joined(std::vector<std::string> const& lines) {
        std::string text = "expectations not met:";
        for (auto const& line : lines)
            text += "\n  " + line;
        return text;
    }

    std::vector<std::string> failures_;
};

} // namespace telnyx::testing
