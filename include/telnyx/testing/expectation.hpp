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

/// Describes the requests that a test expects and their responses. Created by `sandbox::expect` and `sandbox::on`.
///
///     server.expect("POST", "/v2/ai/chat/completions").times(2).reply(reply::json(503, "{}"));
///
/// The expectation takes effect when `reply()` or `pass()` is called, which ends the description. A request consumes
/// the first expectation, in the order of these calls, that it matches and that is not used up.
class expectation : public request_description<expectation> {
  public:
    /// Responds with a copy of `response`, and activates the expectation.
    /// @throws invalid_argument_error if the response is to be sent before the body has arrived, but the expectation
    ///   checks the body.
    void reply(testing::reply response);

    /// Responds with the reply that `make` returns for the request, and activates the expectation. `make` runs on the
    /// sandbox's thread and blocks all other responses.
    void reply(std::function<testing::reply(recorded_request const&)> make);

    /// Responds as if there were no expectation, and activates the expectation.
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
