#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>

// A server may show the API key that it was sent. These functions take it out where a text of the server's enters, so
// that nothing above has to think of it.

namespace telnyx::base {

/// Puts `[API key]` in the place of the key, wherever it stands. One pass, however often that is.
void redact(std::string& text, std::string_view key);

/// The same for a text that may break off within the key: the beginning of one at its end goes, too.
void redact_cut(std::string& text, std::string_view key);

/// At most `limit` bytes of the beginning of `text`, without the key.
std::string redacted_beginning(std::string_view text, std::string_view key, std::size_t limit);

/// A text without the key.
std::string redacted(std::string_view text, std::string_view key);

/// A text without the key, for the eyes of others; copied only when the key is in it.
class redacted_view {
  public:
    redacted_view(std::string_view text, std::string_view key) : shown_(text) {
        if (key.empty() || text.find(key) == std::string_view::npos) return;
        copy_ = redacted(text, key);
        shown_ = copy_;
    }
    redacted_view(redacted_view const&) = delete;
    redacted_view& operator=(redacted_view const&) = delete;

    operator std::string_view() const { return shown_; }

  private:
    std::string copy_;
    std::string_view shown_;
};

} // namespace telnyx::base

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/base/impl/redact.ipp"
#endif
