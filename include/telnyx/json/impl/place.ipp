#pragma once

#include "telnyx/json/impl/place.hpp"

namespace telnyx::json::detail {

namespace place_impl {

TELNYX_DECL void append_path(std::string& path, place const* to) {
    if (!to) return;
    append_path(path, to->outer);
    if (to->kind == place::container::array) {
        if (to->count != 0) path.append("[").append(std::to_string(to->count - 1)).append("]");
    } else if (to->key.data() && to->kind == place::container::map) {
        path.append("[\"").append(to->key).append("\"]");
    } else if (to->key.data()) {
        if (!path.empty()) path += '.';
        path += to->key;
    }
}

} // namespace place_impl

TELNYX_DECL std::string place_chain::path() const {
    std::string result;
    place_impl::append_path(result, innermost_);
    return result;
}

} // namespace telnyx::json::detail
