#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/errors/api_stream_error.hpp"
#include "telnyx/errors/server_report.hpp"

#include <utility>

namespace telnyx {

namespace detail {

inline std::string with_request_id(std::string text, std::string_view request_id) {
    if (!request_id.empty()) text += ", request id " + base::quoted_beginning(request_id);
    return text;
}

} // namespace detail

TELNYX_DECL api_stream_error::api_stream_error(std::string payload, std::string request_id)
    : api_error(errc::stream_failed, detail::with_request_id("the server reported within the stream: " +
                                                                 errors::summarize_server_report(
                                                                     errors::parse_server_report(payload), payload),
                                                             request_id)),
      payload_(std::move(payload)),
      request_id_(std::move(request_id)),
      errors_(errors::parse_server_report(payload_)) {}

TELNYX_DECL api_stream_error::api_stream_error(std::string request_id)
    : api_error(errc::stream_incomplete,
                detail::with_request_id(make_error_code(errc::stream_incomplete).message(), request_id)),
      request_id_(std::move(request_id)) {}

} // namespace telnyx
