#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <string_view>

namespace telnyx::ai::detail {

/// Finds the end of a JSON object that arrives in chunks, by its braces and quotes alone.
class json_extent {
  public:
    /// Adds the next chunk of the text.
    TELNYX_DECL void add(std::string_view text);

    /// Whether the object has ended: anything that follows belongs to another one.
    bool complete() const { return begun_ && depth_ == 0; }

  private:
    std::size_t depth_ = 0;
    bool begun_ = false;
    bool in_string_ = false;
    bool escaped_ = false;
};

} // namespace telnyx::ai::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/detail/impl/json_extent.ipp"
#endif
