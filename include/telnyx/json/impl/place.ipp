#pragma once

#include "telnyx/json/impl/place.hpp"

namespace telnyx::json::detail {

TELNYX_DECL std::string path_of(place const* innermost) {
    if (!innermost) return {};
    auto path = path_of(innermost->outer);
    if (innermost->kind == place::container::array) {
        if (innermost->count != 0) path.append("[").append(std::to_string(innermost->count - 1)).append("]");
    } else if (innermost->key.data() && innermost->kind == place::container::map) {
        path.append("[\"").append(innermost->key).append("\"]");
    } else if (innermost->key.data()) {
        if (!path.empty()) path += '.';
        path += innermost->key;
    }
    return path;
}

} // namespace telnyx::json::detail
