#pragma once

#include <stdexcept>

namespace telnyx::sse {

/// Thrown by `event_parser::parse()` when a line or the data of one event is longer than the parser's limit.
///
/// A stream that does this is broken or hostile: close it.
class event_too_large : public std::length_error {
  public:
    using std::length_error::length_error;
};

} // namespace telnyx::sse
