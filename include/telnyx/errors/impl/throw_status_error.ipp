#pragma once

#include "telnyx/errors/authentication_error.hpp"
#include "telnyx/errors/bad_request_error.hpp"
#include "telnyx/errors/conflict_error.hpp"
#include "telnyx/errors/internal_server_error.hpp"
#include "telnyx/errors/not_found_error.hpp"
#include "telnyx/errors/permission_denied_error.hpp"
#include "telnyx/errors/rate_limit_error.hpp"
#include "telnyx/errors/throw_status_error.hpp"
#include "telnyx/errors/unprocessable_entity_error.hpp"

namespace telnyx::errors {

TELNYX_DECL void throw_status_error(http_info http) {
    switch (http.status()) {
    case 400:
        throw bad_request_error(std::move(http));
    case 401:
        throw authentication_error(std::move(http));
    case 403:
        throw permission_denied_error(std::move(http));
    case 404:
        throw not_found_error(std::move(http));
    case 409:
        throw conflict_error(std::move(http));
    case 422:
        throw unprocessable_entity_error(std::move(http));
    case 429:
        throw rate_limit_error(std::move(http));
    default:
        break;
    }
    if (http.status() >= 500) throw internal_server_error(std::move(http));
    throw api_status_error(std::move(http));
}

} // namespace telnyx::errors
