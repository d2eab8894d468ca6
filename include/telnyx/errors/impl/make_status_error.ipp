#pragma once

#include "telnyx/errors/authentication_error.hpp"
#include "telnyx/errors/bad_request_error.hpp"
#include "telnyx/errors/conflict_error.hpp"
#include "telnyx/errors/internal_server_error.hpp"
#include "telnyx/errors/make_status_error.hpp"
#include "telnyx/errors/not_found_error.hpp"
#include "telnyx/errors/permission_denied_error.hpp"
#include "telnyx/errors/rate_limit_error.hpp"
#include "telnyx/errors/unprocessable_entity_error.hpp"

#include <utility>

namespace telnyx::errors {

namespace detail {

template <class Error>
std::exception_ptr make(http_info http, error_context const& context) {
    Error failure(std::move(http));
    context.add_to(failure);
    return std::make_exception_ptr(std::move(failure));
}

} // namespace detail

TELNYX_DECL std::exception_ptr make_status_error(http_info http, error_context const& context) {
    switch (http.status()) {
    case 400:
        return detail::make<bad_request_error>(std::move(http), context);
    case 401:
        return detail::make<authentication_error>(std::move(http), context);
    case 403:
        return detail::make<permission_denied_error>(std::move(http), context);
    case 404:
        return detail::make<not_found_error>(std::move(http), context);
    case 409:
        return detail::make<conflict_error>(std::move(http), context);
    case 422:
        return detail::make<unprocessable_entity_error>(std::move(http), context);
    case 429:
        return detail::make<rate_limit_error>(std::move(http), context);
    default:
        break;
    }
    if (http.status() >= 500) return detail::make<internal_server_error>(std::move(http), context);
    return detail::make<api_status_error>(std::move(http), context);
}

} // namespace telnyx::errors
