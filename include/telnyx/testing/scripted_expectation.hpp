#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/request_description.hpp"
#include "telnyx/testing/scripted_reply.hpp"
#include "telnyx/testing/scripted_request.hpp"

#include <functional>
#include <memory>
#include <string>

namespace telnyx::testing {

namespace detail {
struct scripted_call;
class scripted_state;
} // namespace detail

/// Describes the requests that a test expects and their responses. Created by `scripted_transport::expect`.
///
///     network->expect("POST", "/v2/ai/chat/completions").times(2).reply(scripted_reply::json(503, "{}"));
///
/// The expectation takes effect when `reply()` is called, which ends the description. A request consumes the first
/// expectation, in the order of these calls, that it matches and that is not used up.
class scripted_expectation : public request_description<scripted_expectation> {
  public:
    /// Responds with a copy of `response`, and activates the expectation.
    void reply(scripted_reply response);

    /// Responds with the reply that `make` returns for the request, and activates the expectation. `make` runs on the
    /// caller's thread.
    void reply(std::function<scripted_reply(scripted_request const&)> make);

  private:
    friend class scripted_transport;
    friend class request_description<scripted_expectation>;
    scripted_expectation(std::shared_ptr<detail::scripted_state> state, std::string method, std::string path_pattern);
    detail::expected_request& request();

    std::shared_ptr<detail::scripted_state> state_;
    std::shared_ptr<detail::scripted_call> call_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/scripted_expectation.ipp"
#endif
