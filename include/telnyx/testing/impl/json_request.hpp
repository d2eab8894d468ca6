#pragma once

#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// Thrown by handlers of the built-in API to answer with an error.
struct refusal {
    reply answer;
};

/// What a value is checked for; a scalar is a string, an integer or a boolean.
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

/// Text of a member that has been checked; empty when it is absent or no string.
inline std::string text_member(boost::json::object const& object, std::string_view name) {
    auto const* const found = object.if_contains(name);
    return found != nullptr && found->is_string() ? text_of(*found) : std::string();
}

/// The request's body as an object; a `refusal` when it is none.
boost::json::object json_body(recorded_request const& request);

/// Refuses the request because of what stands at `pointer` in its body.
[[noreturn]] void refuse_value(std::string pointer, std::string const& why);

/// Refuses the request because `pointer` is missing in its body.
[[noreturn]] void refuse_missing(std::string pointer);

/// Refuses the request because of a parameter of its query.
[[noreturn]] void refuse_parameter(std::string name, std::string const& why);

/// Refuses the request because it does not fit what there is.
[[noreturn]] void refuse_request(std::string why);

/// Refuses a value that is not of this kind.
void check_kind(boost::json::value const& value, json_kind wanted, std::string const& pointer);

/// The member, or null when it is absent or null; refused when it is of another kind.
boost::json::value const* optional_member(boost::json::object const& object, std::string_view name, json_kind wanted,
                                          std::string const& parent_pointer = {});

/// The member; refused when it is absent or of another kind.
boost::json::value const& required_member(boost::json::object const& object, std::string_view name, json_kind wanted,
                                          std::string const& parent_pointer = {});

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/json_request.ipp"
#endif
