#pragma once

// Everything that is not a template, for the one source file that compiles the library. The CMake target
// telnyx::compiled is that file; without it, include this header in one .cpp of a program that defines
// TELNYX_SEPARATE_COMPILATION everywhere.

#ifndef TELNYX_SEPARATE_COMPILATION
#error "telnyx/testing/src.hpp is for programs that define TELNYX_SEPARATE_COMPILATION for all of their source files"
#endif

// g++ 12 warns of coroutines whose frames hold local types, unless they are in the main source file or inline. There is
// only one such source file in a program.
#include "telnyx/testing/impl/api.ipp"
#include "telnyx/testing/impl/api_chat.ipp"
#include "telnyx/testing/impl/api_models.ipp"
#include "telnyx/testing/impl/api_routes.ipp"
#include "telnyx/testing/impl/certificate_authority.ipp"
#include "telnyx/testing/impl/chat_answer.ipp"
#include "telnyx/testing/impl/chat_request.ipp"
#include "telnyx/testing/impl/chat_text.ipp"
#include "telnyx/testing/impl/chat_writer.ipp"
#include "telnyx/testing/impl/expectation.ipp"
#include "telnyx/testing/impl/expectation_list.ipp"
#include "telnyx/testing/impl/expected_request.ipp"
#include "telnyx/testing/impl/gate.ipp"
#include "telnyx/testing/impl/json_request.ipp"
#include "telnyx/testing/impl/manual_clock.ipp"
#include "telnyx/testing/impl/path_pattern.ipp"
#include "telnyx/testing/impl/recorded_request.ipp"
#include "telnyx/testing/impl/regex_text.ipp"
#include "telnyx/testing/impl/reply.ipp"
#include "telnyx/testing/impl/reply_script.ipp"
#include "telnyx/testing/impl/request_description.ipp"
#include "telnyx/testing/impl/request_log.ipp"
#include "telnyx/testing/impl/request_reader.ipp"
#include "telnyx/testing/impl/router.ipp"
#include "telnyx/testing/impl/sandbox.ipp"
#include "telnyx/testing/impl/schema_value.ipp"
#include "telnyx/testing/impl/scripted_body.ipp"
#include "telnyx/testing/impl/scripted_expectation.ipp"
#include "telnyx/testing/impl/scripted_reply.ipp"
#include "telnyx/testing/impl/scripted_state.ipp"
#include "telnyx/testing/impl/scripted_transport.ipp"
#include "telnyx/testing/impl/server.ipp"
#include "telnyx/testing/impl/server_connection.ipp"
#include "telnyx/testing/impl/server_tls.ipp"
#include "telnyx/testing/impl/store.ipp"
