#pragma once

#include "telnyx/base/config.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::testing::detail {

/// Data of the built-in API: collections of JSON objects, each with an ID. Not thread-safe: used only on the sandbox's
/// thread.
class store {
  public:
    using collection = std::vector<std::pair<std::string, boost::json::object>>;

    /// Adds an object, or replaces the one with this ID, and returns it.
    boost::json::object& put(std::string const& collection_name, std::string const& id, boost::json::object value);

    /// The object with this ID, or null.
    boost::json::object* find(std::string const& collection_name, std::string const& id);

    /// Removes the object with this ID; returns false if there is none.
    bool erase(std::string const& collection_name, std::string const& id);

    /// Removes all objects of a collection.
    void clear(std::string const& collection_name) { collections_.erase(collection_name); }

    /// All objects in the order of insertion.
    collection const& all(std::string const& collection_name) { return collections_[collection_name]; }

  private:
    static collection::iterator find_in(collection& objects, std::string const& id);

    std::map<std::string, collection> collections_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/store.ipp"
#endif
