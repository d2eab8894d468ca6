#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/errors/api_response_error.hpp"

#include <utility>

namespace telnyx {

namespace detail {

inline std::string describe_bad_response(std::string const& reason, std::string const& path, http_info const& http) {
    std::string text = path.empty() ? reason : path + ": " + reason;
    if (http.status() != 0) text += " in a response with status " + std::to_string(http.status());
    if (!http.content_type().empty()) text += " and content type " + base::quoted_beginning(http.content_type());
    if (!http.request_id().empty()) text += ", request id " + base::quoted_beginning(http.request_id());
    if (!http.body().empty()) text += ", body " + base::quoted_beginning(http.body(), 120);
    return text;
}

} // namespace detail

TELNYX_DECL api_response_error::api_response_error(errc code, std::string const& reason, std::string path,
                                                   http_info http, std::vector<error_detail> errors)
    : api_error(code, detail::describe_bad_response(reason, path, http)),
      http_(std::move(http)),
      path_(std::move(path)),
      errors_(std::move(errors)) {}

} // namespace telnyx
