#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/testing/expectation.hpp"
#include "telnyx/testing/impl/expectation_list.hpp"

#include <utility>

namespace telnyx::testing {

TELNYX_DECL expectation::expectation(std::shared_ptr<detail::expectation_list> list, std::string method,
                                     std::string path_pattern)
    : list_(std::move(list)),
      call_(std::make_shared<detail::expected_call>(std::move(method), std::move(path_pattern))) {}

TELNYX_DECL void expectation::reply(testing::reply response) {
    call().at_head = response.responds_at_head();
    if (call().at_head && call().needs_body)
        throw invalid_argument_error("reply", "a response at the head cannot depend on the body");
    reply([response = std::move(response)](recorded_request const&) { return response; });
}

TELNYX_DECL void expectation::reply(std::function<testing::reply(recorded_request const&)> make) {
    call().respond = std::move(make);
    begin();
}

TELNYX_DECL void expectation::pass() {
    begin();
}

TELNYX_DECL detail::expected_request& expectation::request() {
    return call();
}

TELNYX_DECL detail::expected_call& expectation::call() {
    if (!call_) throw invalid_argument_error("expectation", "it is in force already and cannot be changed");
    return *call_;
}

TELNYX_DECL void expectation::begin() {
    call();
    list_->add(std::exchange(call_, nullptr));
}

} // namespace telnyx::testing
