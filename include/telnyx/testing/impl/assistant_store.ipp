#pragma once

#include "telnyx/testing/impl/assistant_store.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL boost::json::object& assistant_store::add(boost::json::object members) const {
    auto const id = state_.new_id("assistant-");
    auto const version_id = state_.new_id();
    members["id"] = id;
    members["version_id"] = version_id;
    members["created_at"] = state_.now_text();
    state_.data.put("assistants", id, {{"main_version", version_id}});
    return state_.data.put(versions_of(id), version_id, std::move(members));
}

TELNYX_DECL boost::json::object& assistant_store::main_version(std::string const& id) const {
    return version(id, main_version_id(id));
}

TELNYX_DECL boost::json::object& assistant_store::version(std::string const& id, std::string const& version_id) const {
    find(id);
    return existing(state_, versions_of(id), version_id, "version");
}

TELNYX_DECL bool assistant_store::has_version(std::string const& id, std::string const& version_id) const {
    return state_.data.find(versions_of(id), version_id) != nullptr;
}

TELNYX_DECL boost::json::object& assistant_store::add_version(std::string const& id,
                                                              boost::json::object const& changes) const {
    auto made = main_version(id);
    auto const version_id = state_.new_id();
    made["version_id"] = version_id;
    for (auto const& [name, value] : changes)
        made.insert_or_assign(name, value);
    return state_.data.put(versions_of(id), version_id, std::move(made));
}

TELNYX_DECL std::string assistant_store::main_version_id(std::string const& id) const {
    return text_member(find(id), "main_version");
}

TELNYX_DECL void assistant_store::set_main_version(std::string const& id, std::string const& version_id) const {
    find(id)["main_version"] = version_id;
}

TELNYX_DECL void assistant_store::remove(std::string const& id) const {
    find(id);
    state_.data.erase("assistants", id);
    state_.data.erase("canary_deploys", id);
    state_.data.clear(versions_of(id));
    state_.data.clear("assistants/" + id + "/scheduled_events");
}

TELNYX_DECL boost::json::object& assistant_store::find(std::string const& id) const {
    return existing(state_, "assistants", id, "assistant");
}

} // namespace telnyx::testing::detail
