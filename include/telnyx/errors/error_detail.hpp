#pragma once

#include <string>

namespace telnyx {

/// One entry of Telnyx's `errors` list, as the server sent it; fields it left out are empty.
struct error_detail {
    std::string code{};      ///< Telnyx's number or name of the error
    std::string title{};     ///< short summary, the same for every occurrence of the code
    std::string detail{};    ///< what happened this time
    std::string pointer{};   ///< JSON pointer to the offending place in the request body
    std::string parameter{}; ///< name of the offending query or path parameter
    std::string url{};       ///< page that documents the error
};

} // namespace telnyx
