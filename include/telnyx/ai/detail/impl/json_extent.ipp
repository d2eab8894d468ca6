#pragma once

#include "telnyx/ai/detail/json_extent.hpp"

#include <utility>

namespace telnyx::ai::detail {

TELNYX_DECL void json_extent::add(std::string_view text) {
    for (char const c : text) {
        if (in_string_) {
            if (!std::exchange(escaped_, false)) {
                escaped_ = c == '\\';
                in_string_ = c != '"';
            }
        } else if (c == '"') {
            in_string_ = true;
        } else if (c == '{' || c == '[') {
            begun_ = true;
            ++depth_;
        } else if ((c == '}' || c == ']') && depth_ > 0) {
            --depth_;
        }
    }
}

} // namespace telnyx::ai::detail
