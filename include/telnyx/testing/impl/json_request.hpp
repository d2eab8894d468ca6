#pragma once

#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// Thrown by handlers of the built-in API to respond with an error.
struct refusal {
    reply response;
};

/// Expected kinds of values; a scalar is a string, an integer or a boolean.
enum class json_kind {
    any,
    string,
    date_time,
    boolean,
    integer,
    number,
    object,
    array,
    scalar,
    string_or_object,
    string_or_array,
    scalar_or_array
};

/// Text of a JSON string.
inline std::string text_of(boost::json::value const& value) {
    return {value.get_string().data(), value.get_string().size()};
}

/// Text of a member that has been checked; empty if it is absent or not a string.
inline std::string text_member(boost::json::object const& object, std::string_view name) {
    auto const* const found = object.if_contains(name);
    return found != nullptr && found->is_string() ? text_of(*found) : std::string();
}

/// The request body as an object; a `refusal` if it is not one.
boost::json::object json_body(recorded_request const& request);

/// Refuses the request because of the value at `pointer` in its body.
[[noreturn]] void refuse_value(std::string pointer, std::string const& why);

/// Refuses the request because `pointer` is missing in its body.
[[noreturn]] void refuse_missing(std::string pointer);

/// Refuses the request because of a query parameter.
[[noreturn]] void refuse_parameter(std::string name, std::string const& why);

/// Refuses the request because it conflicts with the current state.
[[noreturn]] void refuse_request(std::string why);

/// Refuses a value of another kind.
void check_kind(boost::json::value const& value, json_kind wanted, std::string const& pointer);

/// The member, or null if it is absent or null; refuses one of another kind.
boost::json::value const* optional_member(boost::json::object const& object, std::string_view name, json_kind wanted,
                                          std::string const& parent_pointer = {});

/// The member; refuses the request if it is absent or of another kind.
boost::json::value const& required_member(boost::json::object const& object, std::string_view name, json_kind wanted,
                                          std::string const& parent_pointer = {});

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/json_request.ipp"
#endif
