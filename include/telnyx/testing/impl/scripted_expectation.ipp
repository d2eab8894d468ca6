#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/testing/impl/scripted_state.hpp"
#include "telnyx/testing/scripted_expectation.hpp"

#include <utility>

namespace telnyx::testing {

TELNYX_DECL scripted_expectation::scripted_expectation(std::shared_ptr<detail::scripted_state> state,
                                                       std::string method, std::string path_pattern)
    : state_(std::move(state)),
      call_(std::make_shared<detail::scripted_call>(std::move(method), std::move(path_pattern))) {}

TELNYX_DECL void scripted_expectation::reply(scripted_reply response) {
    reply([response = std::move(response)](scripted_request const&) { return response; });
}

TELNYX_DECL void scripted_expectation::reply(std::function<scripted_reply(scripted_request const&)> make) {
    request();
    call_->respond = std::move(make);
    state_->calls.add(std::exchange(call_, nullptr));
}

TELNYX_DECL detail::expected_request& scripted_expectation::request() {
    if (!call_) throw invalid_argument_error("expectation", "it is in force already and cannot be changed");
    return *call_;
}

} // namespace telnyx::testing
