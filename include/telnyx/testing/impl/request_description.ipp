#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/testing/impl/expected_request.hpp"
#include "telnyx/testing/request_description.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace telnyx::testing::detail {

TELNYX_DECL void set_times(expected_request& of, std::size_t count) {
    if (count == 0) throw invalid_argument_error("times", "an expectation is for at least one request");
    of.wanted = count;
    of.unlimited = false;
}

TELNYX_DECL void set_always(expected_request& of) {
    of.unlimited = true;
}

TELNYX_DECL void add_condition(expected_request& to, std::function<bool(recorded_request const&)> accept) {
    to.conditions.push_back(std::move(accept));
}

TELNYX_DECL void add_body_condition(expected_request& to, std::function<bool(std::string const&)> accept) {
    to.needs_body = true;
    add_condition(to, [accept = std::move(accept)](recorded_request const& request) { return accept(request.body); });
}

TELNYX_DECL void add_header_condition(expected_request& to, std::string name, std::string value) {
    add_condition(to, [name = std::move(name), value = std::move(value)](recorded_request const& request) {
        return std::any_of(request.headers.begin(), request.headers.end(), [&](auto const& field) {
            return ascii::equal_ignoring_case(field.name, name) && field.value == value;
        });
    });
}

TELNYX_DECL void add_query_condition(expected_request& to, std::string name, std::string value) {
    add_condition(to, [name = std::move(name), value = std::move(value)](recorded_request const& request) {
        return request.query_parameter(name) == value;
    });
}

TELNYX_DECL void add_json_condition(expected_request& to, boost::json::value body) {
    add_body_condition(to, [body = std::move(body)](std::string const& text) {
        boost::system::error_code failure;
        auto const sent = boost::json::parse(text, failure);
        return !failure && sent == body;
    });
}

} // namespace telnyx::testing::detail
