#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/errors/error_context.hpp"
#include "telnyx/http/http_info.hpp"

#include <exception>

namespace telnyx::errors {

/// The subclass of `api_status_error` for the status, with its context. Nothing is thrown.
std::exception_ptr make_status_error(http_info http, error_context const& context);

} // namespace telnyx::errors

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/make_status_error.ipp"
#endif
