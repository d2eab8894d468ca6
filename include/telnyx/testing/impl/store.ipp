#pragma once

#include "telnyx/testing/impl/store.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL boost::json::object& store::put(std::string const& collection_name, std::string const& id,
                                            boost::json::object value) {
    auto& objects = collections_[collection_name];
    auto const found = find_in(objects, id);
    if (found == objects.end()) return objects.emplace_back(id, std::move(value)).second;
    return found->second = std::move(value);
}

TELNYX_DECL boost::json::object* store::find(std::string const& collection_name, std::string const& id) {
    auto& objects = collections_[collection_name];
    auto const found = find_in(objects, id);
    return found == objects.end() ? nullptr : &found->second;
}

TELNYX_DECL bool store::erase(std::string const& collection_name, std::string const& id) {
    auto& objects = collections_[collection_name];
    auto const found = find_in(objects, id);
    if (found == objects.end()) return false;
    objects.erase(found);
    return true;
}

TELNYX_DECL store::collection::iterator store::find_in(collection& objects, std::string const& id) {
    return std::find_if(objects.begin(), objects.end(), [&](auto const& each) { return each.first == id; });
}

} // namespace telnyx::testing::detail
