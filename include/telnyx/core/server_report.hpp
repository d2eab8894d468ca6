#pragma once

#include "telnyx/config.hpp"
#include "telnyx/error_detail.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace telnyx::core {

/// The errors a server reports in a JSON body: Telnyx's `errors` list, an `error` object as OpenAI has it, also
/// without the object around it as vLLM does, or FastAPI's `detail`. Empty for anything else.
std::vector<error_detail> parse_server_report(std::string_view body);

/// One line for people: the reported errors, or the beginning of the body when it has none. What the server said is
/// quoted, shortened, and cleaned of control characters.
std::string summarize_server_report(std::vector<error_detail> const& errors, std::string_view body);

/// At most `limit` bytes of the beginning of `text` in quotes, cut between UTF-8 characters, with control characters
/// and what is no UTF-8 replaced, so that it can stand in a message or a log line.
std::string quoted_beginning(std::string_view text, std::size_t limit = 200);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/server_report.ipp"
#endif
