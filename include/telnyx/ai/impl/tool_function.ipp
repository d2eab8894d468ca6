#pragma once

#include "telnyx/ai/detail/tool_function.hpp"
#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/json/decode.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace telnyx::ai::detail {

TELNYX_DECL boost::json::value parse_arguments(std::string_view arguments) {
    try {
        return json::decode<boost::json::value>(given_arguments(arguments));
    } catch (json::decode_error const& failure) {
        throw tool_arguments_error(failure.path(), failure.reason());
    }
}

TELNYX_DECL void check_no_arguments(std::string_view arguments) {
    auto const parsed = parse_arguments(arguments);
    if (parsed.is_null()) return;
    if (!parsed.is_object()) throw tool_arguments_error({}, "expected an object");
    for (auto const& each : parsed.get_object())
        throw tool_arguments_error({}, "unknown member " + base::quoted_beginning(each.key(), 100));
}

TELNYX_DECL boost::json::object schema_of_nothing(bool strict) {
    boost::json::object schema;
    schema["type"] = "object";
    schema["properties"] = boost::json::object();
    if (strict) schema["required"] = boost::json::array();
    schema["additionalProperties"] = false;
    return schema;
}

} // namespace telnyx::ai::detail
