#pragma once

#include "telnyx/base/error.hpp"

#include <string>
#include <utility>

namespace telnyx::ai {

/// The arguments of a tool call do not fit. Inside `run_tools()`, the text goes to the model, which can try again. The
/// function of a tool may throw it, too, to refuse a value:
///
///     throw telnyx::ai::tool_arguments_error("city", "unknown");
///
/// `code()` is `errc::invalid_argument`.
class tool_arguments_error : public error {
  public:
    /// @param path position in the arguments, such as `places[0].city`; empty for the whole
    tool_arguments_error(std::string path, std::string const& reason)
        : error(errc::invalid_argument, path.empty() ? reason : path + ": " + reason), path_(std::move(path)) {}

    /// Position in the arguments, such as `places[0].city`; empty for the whole.
    std::string const& path() const { return path_; }

  private:
    std::string path_;
};

} // namespace telnyx::ai
