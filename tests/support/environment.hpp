#pragma once

#include <cstdlib>
#include <optional>
#include <string>

namespace telnyx::tests {

/// Sets a variable of the environment, or removes it, and restores it at the end. Not for tests with other threads.
class environment_variable {
  public:
    environment_variable(std::string name, std::optional<std::string> const& value) : name_(std::move(name)) {
        if (auto const* const before = std::getenv(name_.c_str())) before_ = before;
        set(value);
    }
    environment_variable(environment_variable const&) = delete;
    environment_variable& operator=(environment_variable const&) = delete;
    ~environment_variable() { set(before_); }

    void set(std::optional<std::string> const& value) {
        if (value)
            ::setenv(name_.c_str(), value->c_str(), 1);
        else
            ::unsetenv(name_.c_str());
    }

  private:
    std::string name_;
    std::optional<std::string> before_;
};

} // namespace telnyx::tests
