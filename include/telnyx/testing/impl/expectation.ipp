#pragma once

#include "telnyx/http/text.hpp"
#include "telnyx/invalid_argument_error.hpp"
#include "telnyx/testing/expectation.hpp"
#include "telnyx/testing/impl/expectation_list.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::testing {

TELNYX_DECL expectation::expectation(std::shared_ptr<detail::expectation_list> list, std::string method,
                                     std::string path_pattern)
    : list_(std::move(list)),
      call_(std::make_shared<detail::expected_call>(std::move(method), std::move(path_pattern))) {}

TELNYX_DECL expectation& expectation::times(std::size_t count) {
    if (count == 0) throw invalid_argument_error("times", "an expectation is for at least one request");
    call().wanted = count;
    call().unlimited = false;
    return *this;
}

TELNYX_DECL expectation& expectation::always() {
    call().unlimited = true;
    return *this;
}

TELNYX_DECL expectation& expectation::with_header(std::string name, std::string value) {
    return when([name = std::move(name), value = std::move(value)](recorded_request const& request) {
        return std::any_of(request.headers.begin(), request.headers.end(), [&](auto const& field) {
            return http::equal_ignoring_case(field.name, name) && field.value == value;
        });
    });
}

TELNYX_DECL expectation& expectation::with_query(std::string name, std::string value) {
    return when([name = std::move(name), value = std::move(value)](recorded_request const& request) {
        return request.query_parameter(name) == value;
    });
}

TELNYX_DECL expectation& expectation::with_body(std::function<bool(std::string const&)> accept) {
    call().needs_body = true;
    return when([accept = std::move(accept)](recorded_request const& request) { return accept(request.body); });
}

TELNYX_DECL expectation& expectation::with_json(boost::json::value body) {
    return with_body([body = std::move(body)](std::string const& text) {
        boost::system::error_code failure;
        auto const sent = boost::json::parse(text, failure);
        return !failure && sent == body;
    });
}

TELNYX_DECL expectation& expectation::when(std::function<bool(recorded_request const&)> accept) {
    call().conditions.push_back(std::move(accept));
    return *this;
}

TELNYX_DECL void expectation::reply(testing::reply answer) {
    call().at_head = answer.answers_at_head();
    if (call().at_head && call().needs_body)
        throw invalid_argument_error("reply", "an answer at the head cannot depend on the body");
    reply([answer = std::move(answer)](recorded_request const&) { return answer; });
}

TELNYX_DECL void expectation::reply(std::function<testing::reply(recorded_request const&)> make) {
    call().answer = std::move(make);
    begin();
}

TELNYX_DECL void expectation::pass() {
    begin();
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
