#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>

// A server may echo the API key that it received. These functions redact the key where text from the server enters the
// library, so that the code above does not have to.

namespace telnyx::base {

/// Replaces each occurrence of the key by `[API key]`, in one pass.
void redact(std::string& text, std::string_view key);

/// The same for a text that may be cut within the key: a prefix of the key at its end is removed, too.
void redact_cut(std::string& text, std::string_view key);

/// At most `limit` bytes of the beginning of `text`, with the key redacted.
std::string redacted_beginning(std::string_view text, std::string_view key, std::size_t limit);

/// A text with the key redacted.
std::string redacted(std::string_view text, std::string_view key);

/// A text with the key redacted; copied only if it contains the key.
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
