#pragma once

#include "telnyx/testing/impl/api_state.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace telnyx::testing::detail {

/// Conversations and their messages, which several resources read and add to.
class conversation_store {
  public:
    explicit conversation_store(api_state& state) : state_(state) {}

    /// Metadata as stored in conversations: all values as text.
    static boost::json::object texts_of(boost::json::object const& metadata);

    /// Adds a conversation.
    boost::json::object& add(boost::json::object metadata) const;

    /// The conversation with this ID; a `refusal` if there is none.
    boost::json::object& find(std::string const& id) const;

    /// Adds a message, and fills in its times if they are missing. The insights of the conversation start again.
    void add_message(std::string const& id, boost::json::object message) const;

    /// Messages, oldest first.
    store::collection const& messages(std::string const& id) const { return state_.data.all(messages_of(id)); }

    /// Status of the insights, which depend on all messages.
    std::string_view insight_status(std::string const& id) const;

    /// Removes the messages of a conversation that is being removed.
    void forget_messages(std::string const& id) const;

  private:
    static std::string messages_of(std::string const& id) { return "conversations/" + id + "/messages"; }
    static std::string task_of(std::string const& id) { return "insights of " + id; }

    api_state& state_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/conversation_store.ipp"
#endif
