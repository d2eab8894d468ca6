#pragma once

// Everything that a call can throw.

#include "telnyx/api_connection_error.hpp"
#include "telnyx/api_error.hpp"
#include "telnyx/api_response_error.hpp"
#include "telnyx/api_status_error.hpp"
#include "telnyx/api_stream_error.hpp"
#include "telnyx/api_timeout_error.hpp"
#include "telnyx/api_user_abort_error.hpp"
#include "telnyx/authentication_error.hpp"
#include "telnyx/bad_request_error.hpp"
#include "telnyx/certificate_error.hpp"
#include "telnyx/configuration_error.hpp"
#include "telnyx/conflict_error.hpp"
#include "telnyx/internal_server_error.hpp"
#include "telnyx/invalid_argument_error.hpp"
#include "telnyx/not_found_error.hpp"
#include "telnyx/permission_denied_error.hpp"
#include "telnyx/rate_limit_error.hpp"
#include "telnyx/redirect_error.hpp"
#include "telnyx/task_failed_error.hpp"
#include "telnyx/unprocessable_entity_error.hpp"
