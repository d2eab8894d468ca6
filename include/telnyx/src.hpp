#pragma once

// Everything that is not a template, for the one source file that compiles the library. The CMake target
// telnyx::compiled is that file; without it, include this header in one .cpp of a program that defines
// TELNYX_SEPARATE_COMPILATION everywhere.

#ifndef TELNYX_SEPARATE_COMPILATION
#error "telnyx/src.hpp is for programs that define TELNYX_SEPARATE_COMPILATION for all of their source files"
#endif

// g++ 12 warns of coroutines whose frames hold local types, unless they are in the main source file or inline. There is
// only one such source file in a program.
#include "telnyx/ai/impl/chat.ipp"
#include "telnyx/ai/impl/chat_accumulator.ipp"
#include "telnyx/ai/impl/chat_stream.ipp"
#include "telnyx/ai/impl/models.ipp"
#include "telnyx/core/impl/base_url.ipp"
#include "telnyx/core/impl/call.ipp"
#include "telnyx/core/impl/client_core.ipp"
#include "telnyx/core/impl/event_stream.ipp"
#include "telnyx/core/impl/prepared_request.ipp"
#include "telnyx/core/impl/retry_policy.ipp"
#include "telnyx/core/impl/server_report.ipp"
#include "telnyx/core/impl/target.ipp"
#include "telnyx/core/impl/throw_status_error.ipp"
#include "telnyx/http/impl/response_framer.ipp"
#include "telnyx/impl/api_response_error.ipp"
#include "telnyx/impl/api_status_error.ipp"
#include "telnyx/impl/api_stream_error.ipp"
#include "telnyx/impl/client.ipp"
#include "telnyx/impl/clock.ipp"
#include "telnyx/impl/errc.ipp"
#include "telnyx/impl/error.ipp"
#include "telnyx/impl/headers.ipp"
#include "telnyx/impl/open_enum.ipp"
#include "telnyx/json/impl/decode_error.ipp"
#include "telnyx/json/impl/decode_handler.ipp"
#include "telnyx/json/impl/decoder.ipp"
#include "telnyx/json/impl/encode.ipp"
#include "telnyx/json/impl/encode_error.ipp"
#include "telnyx/json/impl/scalar.ipp"
#include "telnyx/json/impl/text_writer.ipp"
#include "telnyx/json/impl/union_match.ipp"
#include "telnyx/net/impl/address_cache.ipp"
#include "telnyx/net/impl/address_order.ipp"
#include "telnyx/net/impl/connection.ipp"
#include "telnyx/net/impl/connector.ipp"
#include "telnyx/net/impl/pool.ipp"
#include "telnyx/net/impl/tls_context.ipp"
#include "telnyx/net/impl/tls_engine.ipp"
#include "telnyx/sse/impl/event_parser.ipp"
