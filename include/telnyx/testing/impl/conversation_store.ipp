#pragma once

#include "telnyx/testing/impl/conversation_store.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/serialize.hpp>

#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL boost::json::object conversation_store::texts_of(boost::json::object const& metadata) {
    boost::json::object texts;
    for (auto const& [name, value] : metadata)
        texts.emplace(name, value.is_string() ? text_of(value) : boost::json::serialize(value));
    return texts;
}

TELNYX_DECL boost::json::object& conversation_store::add(boost::json::object metadata) const {
    auto const id = state_.new_id();
    auto const time = state_.now_text();
    return state_.data.put(
        "conversations", id,
        {{"id", id}, {"created_at", time}, {"last_message_at", time}, {"metadata", std::move(metadata)}});
}

TELNYX_DECL boost::json::object& conversation_store::find(std::string const& id) const {
    return existing(state_, "conversations", id, "conversation");
}

TELNYX_DECL void conversation_store::add_message(std::string const& id, boost::json::object message) const {
    auto& conversation = find(id);
    auto const time = state_.now_text();
    message["created_at"] = time;
    message.emplace("sent_at", time);
    conversation["last_message_at"] = time;
    state_.data.put(messages_of(id), state_.new_id(), std::move(message));
    state_.tasks.start(task_of(id), text_member(conversation, "name"));
}

TELNYX_DECL std::string_view conversation_store::insight_status(std::string const& id) const {
    return state_.tasks.status(task_of(id), {"pending", "in_progress", "completed", "failed"});
}

TELNYX_DECL void conversation_store::forget_messages(std::string const& id) const {
    state_.data.clear(messages_of(id));
    state_.tasks.forget(task_of(id));
}

} // namespace telnyx::testing::detail
