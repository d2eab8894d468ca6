#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/time_text.hpp"

#include <boost/json/parse.hpp>
#include <boost/system/error_code.hpp>

#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL boost::json::object json_body(recorded_request const& request) {
    boost::system::error_code failure;
    auto parsed = boost::json::parse(request.body, failure);
    if (failure)
        throw refusal{api_error(400, "10015", "Bad Request", "The body is not JSON: " + failure.message() + ".")};
    if (!parsed.is_object()) throw refusal{api_error(422, "10015", "Bad Request", "The body is not a JSON object.")};
    return std::move(parsed.as_object());
}

TELNYX_DECL void refuse_value(std::string pointer, std::string const& why) {
    auto detail = "The value at " + pointer + " " + why + ".";
    throw refusal{api_error(422, "10027", "Unprocessable value", std::move(detail), std::move(pointer))};
}

TELNYX_DECL void refuse_missing(std::string pointer) {
    auto detail = "The request needs a value at " + pointer + ".";
    throw refusal{api_error(422, "10004", "Missing required parameter", std::move(detail), std::move(pointer))};
}

TELNYX_DECL void refuse_parameter(std::string name, std::string const& why) {
    error_detail what;
    what.code = "10027";
    what.title = "Unprocessable value";
    what.detail = "The query parameter " + name + " " + why + ".";
    what.parameter = std::move(name);
    throw refusal{api_error(422, std::move(what))};
}

TELNYX_DECL void refuse_request(std::string why) {
    throw refusal{api_error(400, "10015", "Bad Request", std::move(why))};
}

TELNYX_DECL void check_kind(boost::json::value const& value, json_kind wanted, std::string const& pointer) {
    auto const check = [&](bool ok, char const* what) {
        if (!ok) refuse_value(pointer, std::string("must be ") + what);
    };
    bool const integer = value.is_int64() || value.is_uint64();
    bool const scalar = value.is_string() || value.is_bool() || integer;
    switch (wanted) {
    case json_kind::any:
        return;
    case json_kind::string:
        return check(value.is_string(), "a string");
    case json_kind::date_time:
        return check(value.is_string() && parse_time(value.get_string()), "a date and time of ISO 8601");
    case json_kind::boolean:
        return check(value.is_bool(), "a boolean");
    case json_kind::integer:
        return check(integer, "an integer");
    case json_kind::number:
        return check(value.is_number(), "a number");
    case json_kind::object:
        return check(value.is_object(), "an object");
    case json_kind::array:
        return check(value.is_array(), "a list");
    case json_kind::scalar:
        return check(scalar, "a string, an integer or a boolean");
    case json_kind::string_or_object:
        return check(value.is_string() || value.is_object(), "a string or an object");
    case json_kind::string_or_array:
        return check(value.is_string() || value.is_array(), "a string or a list");
    case json_kind::scalar_or_array:
        return check(scalar || value.is_array(), "a string, an integer, a boolean or a list");
    }
}

TELNYX_DECL boost::json::value const* optional_member(boost::json::object const& object, std::string_view name,
                                                      json_kind wanted, std::string const& parent_pointer) {
    auto const* const found = object.if_contains(name);
    if (found == nullptr || found->is_null()) return nullptr;
    check_kind(*found, wanted, (parent_pointer + "/").append(name));
    return found;
}

TELNYX_DECL boost::json::value const& required_member(boost::json::object const& object, std::string_view name,
                                                      json_kind wanted, std::string const& parent_pointer) {
    auto const* const found = object.if_contains(name);
    auto const pointer = (parent_pointer + "/").append(name);
    if (found == nullptr) refuse_missing(pointer);
    check_kind(*found, wanted, pointer);
    return *found;
}

} // namespace telnyx::testing::detail
