#pragma once

#include "telnyx/testing/impl/api_state.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace telnyx::testing::detail {

/// Assistants and their versions, which several resources read and change. An assistant is represented by its main
/// version.
class assistant_store {
  public:
    explicit assistant_store(api_state& state) : state_(state) {}

    /// Adds an assistant with a first version, which is the main version.
    boost::json::object& add(boost::json::object members) const;

    /// The main version; a `refusal` if there is no such assistant.
    boost::json::object& main_version(std::string const& id) const;

    /// One version; a `refusal` if there is no such assistant or version.
    boost::json::object& version(std::string const& id, std::string const& version_id) const;

    bool has_version(std::string const& id, std::string const& version_id) const;

    /// Adds a version: the main version with changes.
    boost::json::object& add_version(std::string const& id, boost::json::object const& changes) const;

    std::string main_version_id(std::string const& id) const;

    void set_main_version(std::string const& id, std::string const& version_id) const;

    /// Removes an assistant and everything that belongs to it.
    void remove(std::string const& id) const;

    /// Name of the collection with the versions of an assistant.
    static std::string versions_of(std::string const& id) { return "assistants/" + id + "/versions"; }

  private:
    boost::json::object& find(std::string const& id) const;

    api_state& state_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/assistant_store.ipp"
#endif
