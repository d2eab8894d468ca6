#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/errors/api_status_error.hpp"
#include "telnyx/errors/server_report.hpp"

#include <utility>

namespace telnyx {

struct api_status_error::parsed {
    explicit parsed(http_info const& http)
        : errors(errors::parse_server_report(http.body())),
          message("the server answered " + std::to_string(http.status()) + ": " +
                  errors::summarize_server_report(errors, http.body())) {
        if (!http.request_id().empty()) message += ", request id " + base::quoted_beginning(http.request_id());
    }

    std::vector<error_detail> errors;
    std::string message;
};

TELNYX_DECL api_status_error::api_status_error(http_info http) : api_status_error(parsed(http), std::move(http)) {}

TELNYX_DECL api_status_error::api_status_error(parsed read, http_info&& http)
    : api_error(errc::http_status, std::move(read.message)), http_(std::move(http)), errors_(std::move(read.errors)) {}

TELNYX_DECL api_status_error::api_status_error(std::string message, http_info&& http)
    : api_error(errc::http_status, std::move(message)),
      http_(std::move(http)),
      errors_(errors::parse_server_report(http_.body())) {}

} // namespace telnyx
