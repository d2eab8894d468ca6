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

enum class json_kind { string, boolean, integer, number, object, array };

/// The request's body as an object; a `refusal` when it is none.
boost::json::object json_body(recorded_request const& request);

/// Refuses the request because of what stands at `pointer` in its body.
[[noreturn]] void refuse_value(std::string pointer, std::string const& why);

/// Refuses the request because `pointer` is missing in its body.
[[noreturn]] void refuse_missing(std::string pointer);

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
