#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/expected_calls.hpp"
#include "telnyx/testing/impl/expected_request.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// One expectation: which requests it matches, how often, and the response.
struct expected_call : expected_request {
    using expected_request::expected_request;

    std::function<reply(recorded_request const&)> respond; // empty: as if there were no expectation
    bool at_head = false;
};

/// The expectations of a sandbox and their failures. Thread-safe; conditions and replies are called without the lock,
/// so that they may call the sandbox.
class expectation_list {
  public:
    explicit expectation_list(bool strict) : strict_(strict) {}

    void add(std::shared_ptr<expected_call> call) { calls_.add(std::move(call)); }

    /// Consumes the first matching expectation that responds at the head. Adds the path parameters to the request.
    std::optional<reply> respond_to_head(recorded_request& request);

    /// Consumes the first matching expectation; `std::nullopt` if there is none, or if it passes the request on.
    std::optional<reply> respond(recorded_request& request);

    void add_failure(std::string failure) { calls_.add_failure(std::move(failure)); }

    /// One line for each unmet expectation and each failure.
    std::vector<std::string> failures() const { return calls_.failures(); }

  private:
    std::shared_ptr<expected_call> take(recorded_request& request, bool at_head);

    bool const strict_;
    expected_calls<expected_call> calls_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/expectation_list.ipp"
#endif
