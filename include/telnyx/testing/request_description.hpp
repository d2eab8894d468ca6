#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace telnyx::testing {

namespace detail {

struct expected_request;

void set_times(expected_request& of, std::size_t count);
void set_always(expected_request& of);
void add_condition(expected_request& to, std::function<bool(recorded_request const&)> accept);
void add_body_condition(expected_request& to, std::function<bool(std::string const&)> accept);
void add_header_condition(expected_request& to, std::string name, std::string value);
void add_query_condition(expected_request& to, std::string name, std::string value);
void add_json_condition(expected_request& to, boost::json::value body);

} // namespace detail

/// What `expectation` and `scripted_expectation`, one of which is `Self`, have in common: they say which requests are
/// expected, and how often.
template <class Self>
class request_description {
  public:
    /// Expects this many requests; more than that fit the expectations that come later.
    /// @throws invalid_argument_error for 0.
    Self& times(std::size_t count) { return detail::set_times(self().request(), count), self(); }

    /// Fits any number of requests, none included.
    Self& always() { return detail::set_always(self().request()), self(); }

    /// Fits only requests with this header; names compare without regard to case.
    Self& with_header(std::string name, std::string value) {
        return detail::add_header_condition(self().request(), std::move(name), std::move(value)), self();
    }

    /// Fits only requests with this query parameter; both texts are compared decoded.
    Self& with_query(std::string name, std::string value) {
        return detail::add_query_condition(self().request(), std::move(name), std::move(value)), self();
    }

    /// Fits only requests whose body satisfies `accept`. A sandbox calls it in its own thread.
    Self& with_body(std::function<bool(std::string const&)> accept) {
        return detail::add_body_condition(self().request(), std::move(accept)), self();
    }

    /// Fits only requests whose body is this JSON value, whatever the order of its members.
    Self& with_json(boost::json::value body) {
        return detail::add_json_condition(self().request(), std::move(body)), self();
    }

    /// Fits only requests that satisfy `accept`. A sandbox calls it in its own thread; the body must not be looked at
    /// when the reply is given `at_head()`.
    Self& when(std::function<bool(recorded_request const&)> accept) {
        return detail::add_condition(self().request(), std::move(accept)), self();
    }

  private:
    friend Self;
    request_description() = default;

    Self& self() { return static_cast<Self&>(*this); }
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/request_description.ipp"
#endif
