#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/errors/error_detail.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace telnyx::errors {

/// The errors that a server reports in a body.
struct server_report {
    std::vector<error_detail> errors{}; ///< empty if no error is reported
    std::string_view key{};             ///< member of the document with the report; empty if the document is a string
    bool certain = false; ///< whether it is certainly an error; `{"message": "..."}` may also be a success
};

/// Finds an error report in a document: Telnyx's `errors` list and similar ones, an `error` as in OpenAI, OAuth and
/// others, the same without the object around it as in vLLM, FastAPI's `detail`, problem details (RFC 9457), a lone
/// `message` or `msg`, or a lone string.
server_report find_server_report(boost::json::value const& document);

/// The parsed body; null if it is not JSON, or too long to be an error report.
boost::json::value parse_small_document(std::string_view body);

/// The errors that a body reports; empty if there are none.
std::vector<error_detail> parse_server_report(std::string_view body);

/// One human-readable line: the reported errors, or the beginning of the body if there are none. Text from the server
/// is quoted, shortened, and stripped of control characters.
std::string summarize_server_report(std::vector<error_detail> const& errors, std::string_view body);

} // namespace telnyx::errors

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/server_report.ipp"
#endif
