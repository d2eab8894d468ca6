#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace telnyx::base {

/// At most `limit` bytes of the beginning of `text` in quotes, cut between UTF-8 characters, with control characters
/// and invalid UTF-8 replaced, for use in messages and log lines.
std::string quoted_beginning(std::string_view text, std::size_t limit = 200);

} // namespace telnyx::base

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/base/impl/quoted_beginning.ipp"
#endif
