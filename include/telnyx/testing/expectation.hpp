#pragma once

#include "telnyx/config.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
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
class expectation {
  public:
    /// Expects this many requests; more than that fit the expectations that come later.
    /// @throws invalid_argument_error for 0.
    expectation& times(std::size_t count);

    /// Fits any number of requests, none included.
    expectation& always();

    /// Fits only requests with this header; names compare without regard to case.
    expectation& with_header(std::string name, std::string value);

    /// Fits only requests with this query parameter; both texts are compared decoded.
    expectation& with_query(std::string name, std::string value);

    /// Fits only requests whose body satisfies `accept`, which runs in the sandbox's thread.
    expectation& with_body(std::function<bool(std::string const&)> accept);

    /// Fits only requests whose body is this JSON value, whatever the order of its members.
    expectation& with_json(boost::json::value body);

    /// Fits only requests that satisfy `accept`, which runs in the sandbox's thread. The body must not be looked at
    /// when the reply is given `at_head()`.
    expectation& when(std::function<bool(recorded_request const&)> accept);

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
    expectation(std::shared_ptr<detail::expectation_list> list, std::string method, std::string path_pattern);
    detail::expected_call& call();
    void begin();

    std::shared_ptr<detail::expectation_list> list_;
    std::shared_ptr<detail::expected_call> call_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/expectation.ipp"
#endif
