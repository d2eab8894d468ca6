#pragma once

#include <string>

namespace telnyx {

/// One entry of Telnyx's `errors` list, as sent by the server; missing fields are empty.
struct error_detail {
    std::string code{};      ///< Telnyx's error number or name
    std::string title{};     ///< short summary, the same for every occurrence of the code
    std::string detail{};    ///< what happened in this case
    std::string pointer{};   ///< JSON pointer to the offending place in the request body
    std::string parameter{}; ///< name of the offending query or path parameter
    std::string url{};       ///< page that documents the error
};

} // namespace telnyx
