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

/// Common part of `expectation` and `scripted_expectation`, one of which is `Self`: which requests are expected, and
/// how often.
template <class Self>
class request_description {
  public:
    /// Expects this many requests; further ones match later expectations.
    /// @throws invalid_argument_error if `count` is 0.
    Self& times(std::size_t count) { return detail::set_times(self().request(), count), self(); }

    /// Matches any number of requests, including none.
    Self& always() { return detail::set_always(self().request()), self(); }

    /// Matches only requests with this header; names are compared case-insensitively.
    Self& with_header(std::string name, std::string value) {
        return detail::add_header_condition(self().request(), std::move(name), std::move(value)), self();
    }

    /// Matches only requests with this query parameter; name and value are compared decoded.
    Self& with_query(std::string name, std::string value) {
        return detail::add_query_condition(self().request(), std::move(name), std::move(value)), self();
    }

    /// Matches only requests whose body satisfies `accept`. A sandbox calls it on its own thread.
    Self& with_body(std::function<bool(std::string const&)> accept) {
        return detail::add_body_condition(self().request(), std::move(accept)), self();
    }

    /// Matches only requests whose body is this JSON value; the order of members does not matter.
    Self& with_json(boost::json::value body) {
        return detail::add_json_condition(self().request(), std::move(body)), self();
    }

    /// Matches only requests that satisfy `accept`. A sandbox calls it on its own thread; it must not read the body if
    /// the reply is sent `at_head()`.
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
