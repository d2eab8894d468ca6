#pragma once

#include "browser.hpp"
#include "failure.hpp"

#include <string>
#include <string_view>

namespace relay {

/// A whole response with the headers that each has here.
response make_response(http::status status, std::string_view type, std::string body, unsigned version, bool keep_alive);

/// A response that says what went wrong, as `{"error": {"type": ..., "message": ...}}`.
response error_response(failure const& what, unsigned version, bool keep_alive);

} // namespace relay
