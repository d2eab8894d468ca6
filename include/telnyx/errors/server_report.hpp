#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/errors/error_detail.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace telnyx::errors {

/// What a server reports to have gone wrong.
struct server_report {
    std::vector<error_detail> errors; ///< empty when nothing is reported
    std::string_view key;             ///< member of the document that holds it; empty for a document that is a text
    bool certain = false;             ///< whether it can mean nothing else; `{"message": "..."}` may also be good news
};

/// Finds a report in a document: Telnyx's `errors` list and its relatives, an `error` as OpenAI, OAuth and others have
/// it, the same without the object around it as vLLM does, FastAPI's `detail`, problem details (RFC 9457), a `message`
/// or `msg` alone, or a text alone.
server_report find_server_report(boost::json::value const& document);

/// The document that a body is; null for one that is no JSON, or too long to be a report of an error.
boost::json::value parse_small_document(std::string_view body);

/// The errors that a body reports; empty for anything else.
std::vector<error_detail> parse_server_report(std::string_view body);

/// One line for people: the reported errors, or the beginning of the body when it has none. What the server said is
/// quoted, shortened, and cleaned of control characters.
std::string summarize_server_report(std::vector<error_detail> const& errors, std::string_view body);

} // namespace telnyx::errors

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/server_report.ipp"
#endif
