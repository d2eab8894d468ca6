#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"
#include "telnyx/testing/request_description.hpp"

#include <functional>
#include <memory>
#include <string>

namespace telnyx::testing {

namespace detail {
struct expected_call;
class expectation_list;
} // namespace detail

/// Describes requests that a test expects and says how they are answered. Made by `sandbox::expect` and `sandbox::on`.
///
///     server.expect("POST", "/v2/ai/chat/completions").times(2).reply(reply::json(503, "{}"));
///
/// Nothing is expected before one of `reply()` and `pass()` has been called, which ends the description. A request
/// uses up the first expectation, in the order of these calls, that it fits and that has not been used up.
class expectation : public request_description<expectation> {
  public:
    /// Answers with a copy of `answer`, and begins to expect.
    /// @throws invalid_argument_error when the answer is to be given before the body, which the expectation asks for.
    void reply(testing::reply answer);

    /// Answers with what `make` returns for the request, and begins to expect. It runs in the sandbox's thread, and
    /// nothing else is answered meanwhile.
    void reply(std::function<testing::reply(recorded_request const&)> make);

    /// Answers as if there were no expectation, and begins to expect.
    void pass();

  private:
    friend class sandbox;
    friend class request_description<expectation>;
    expectation(std::shared_ptr<detail::expectation_list> list, std::string method, std::string path_pattern);
    detail::expected_request& request();
    detail::expected_call& call();
    void begin();

    std::shared_ptr<detail::expectation_list> list_;
    std::shared_ptr<detail::expected_call> call_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/expectation.ipp"
#endif
