#pragma once

#include <stdexcept>

namespace telnyx::sse {

/// Thrown by `event_parser::parse()` if a line or the data of one event exceeds the parser's limit.
///
/// Such a stream is broken or hostile: close it.
class event_too_large : public std::length_error {
  public:
    using std::length_error::length_error;
};

} // namespace telnyx::sse
