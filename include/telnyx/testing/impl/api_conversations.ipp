#pragma once

#include "telnyx/testing/impl/answer_composer.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/assistant_store.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/conversation_store.hpp"
#include "telnyx/testing/impl/insight_group.hpp"
#include "telnyx/testing/impl/page_of.hpp"
#include "telnyx/testing/impl/query_pairs.hpp"
#include "telnyx/testing/impl/query_value.hpp"
#include "telnyx/testing/impl/resource.hpp"
#include "telnyx/testing/impl/row_order.hpp"
#include "telnyx/testing/impl/schema_value.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <limits>

namespace telnyx::testing::detail {

namespace conversation_handling {

inline constexpr page_rules one_page{.default_size = 0};

inline constexpr std::array conversation_members{
    member::text("name"),
    member::map_of(json_kind::scalar, "metadata"),
};

inline constexpr std::array message_members{
    member::text("role").required(),
    member::text("content"),
    member::map_of(json_kind::scalar_or_array, "metadata"),
    member::text("name"),
    member::date_time("sent_at"),
    member::text("tool_call_id"),
    member::list_of(json_kind::object, "tool_calls"),
    member::of(json_kind::string_or_object, "tool_choice"),
};

inline void complete(boost::json::object& conversation) {
    auto const* const given = conversation.if_contains("metadata");
    conversation["metadata"] =
        given == nullptr ? boost::json::object() : conversation_store::texts_of(given->get_object());
}

/// A column of the table of conversations; the metadata are columns, too.
inline std::optional<std::string> column(boost::json::object const& conversation, std::string_view name) {
    static constexpr std::array<std::string_view, 4> columns{"id", "name", "created_at", "last_message_at"};
    auto const* from = &conversation;
    auto key = name;
    if (auto const arrow = name.find("->"); arrow != std::string_view::npos && name.substr(0, arrow) == "metadata") {
        from = &conversation.at("metadata").as_object();
        key = name.substr(arrow + 2);
        if (key.starts_with('>')) key.remove_prefix(1);
    } else if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
        refuse_parameter(std::string(name), "is not a column of conversations");
    }
    if (!from->contains(key)) return std::nullopt;
    return text_member(*from, key);
}

inline column_reader reader(boost::json::value const& conversation) {
    return [&conversation](std::string_view name) { return column(conversation.as_object(), name); };
}

inline void keep_matching(boost::json::array& rows, recorded_request const& request) {
    boost::json::value const blank{{"metadata", boost::json::object()}};
    for (auto const& [key, value] : query_pairs(request.query())) {
        if (key == "order" || key == "limit" || key == "offset") continue;
        auto const filter = row_filter::read(key, value);
        filter.matches(reader(blank)); // refuses unknown columns even if there are no rows
        auto const unwanted = [&](boost::json::value const& row) { return !filter.matches(reader(row)); };
        rows.erase(std::remove_if(rows.begin(), rows.end(), unwanted), rows.end());
    }
}

inline void sort_rows(boost::json::array& rows, recorded_request const& request) {
    boost::json::value const blank{{"metadata", boost::json::object()}};
    auto const text = request.query_parameter("order");
    if (!text) return;
    row_order const order(*text + ",created_at"); // no two have the same time
    order.before(reader(blank), reader(blank));
    std::sort(rows.begin(), rows.end(), [&](boost::json::value const& a, boost::json::value const& b) {
        return order.before(reader(a), reader(b));
    });
}

inline reply list_conversations(resource const& conversations, recorded_request const& request) {
    constexpr auto any = std::numeric_limits<std::int64_t>::max();
    auto rows = conversations.all(request);
    keep_matching(rows, request);
    sort_rows(rows, request);
    auto const skipped = static_cast<std::size_t>(query_integer(request, "offset", 0, any).value_or(0));
    rows.erase(rows.begin(), rows.begin() + std::min(skipped, rows.size()));
    auto const limit = static_cast<std::size_t>(query_integer(request, "limit", 1, any).value_or(any));
    if (rows.size() > limit) rows.resize(limit);
    return reply::json(200, boost::json::object{{"data", std::move(rows)}});
}

inline reply add_message(conversation_store const& conversations, recorded_request const& request) {
    auto const& id = request.path_parameters.at("conversation_id");
    conversations.find(id);
    auto const body = checked_body(request, message_members);
    boost::json::object message{{"role", body.at("role")}, {"text", text_member(body, "content")}};
    for (auto const* const name : {"sent_at", "tool_calls"})
        if (auto const* const value = body.if_contains(name)) message.emplace(name, *value);
    conversations.add_message(id, std::move(message));
    return reply(200);
}

inline reply list_messages(conversation_store const& conversations, recorded_request const& request) {
    auto const& id = request.path_parameters.at("conversation_id");
    conversations.find(id);
    boost::json::array messages;
    for (auto const& [message_id, message] : conversations.messages(id))
        messages.push_back(message);
    return reply::json(200, page_of(request, messages, one_page));
}

/// The result of an insight for a conversation: text, or JSON if the insight has a schema.
inline std::string insight_result(boost::json::object const& insight, std::string const& said) {
    seeded_random dice(0);
    dice.mix(said);
    dice.mix(text_member(insight, "instructions"));
    auto const* const schema = insight.if_contains("json_schema");
    if (schema != nullptr && schema->is_object())
        return boost::json::serialize(schema_value(schema->get_object(), said, dice));
    return answer_text(said, dice);
}

/// The insight group of the conversation's assistant; empty if there is none.
inline std::string insight_group(api_state& state, boost::json::object const& conversation) {
    auto const id = text_member(conversation.at("metadata").as_object(), "assistant_id");
    if (state.data.find("assistants", id) == nullptr) return {};
    auto const* const settings = assistant_store(state).main_version(id).if_contains("insight_settings");
    return settings == nullptr ? std::string() : text_member(settings->as_object(), "insight_group_id");
}

/// The results of the insights in the assistant's group, or of all insights if it has no group.
inline boost::json::array conversation_insights(api_state& state, boost::json::object const& conversation,
                                                std::string const& said) {
    auto const group = insight_group(state, conversation);
    auto const members = insights_of_group(group);
    boost::json::array results;
    for (auto const& [id, insight] : state.data.all("insights"))
        if (group.empty() || state.data.find(members, id) != nullptr)
            results.push_back({{"insight_id", id}, {"result", insight_result(insight, said)}});
    return results;
}

inline reply list_insights(api_state& state, recorded_request const& request) {
    conversation_store const conversations(state);
    auto const& id = request.path_parameters.at("conversation_id");
    auto const& conversation = conversations.find(id);
    std::string said;
    for (auto const& [message_id, message] : conversations.messages(id))
        said += text_member(message, "text") + "\n";
    boost::json::array all;
    if (!said.empty() && !state.data.all("insights").empty()) {
        auto const status = conversations.insight_status(id);
        all.push_back(
            {{"id", id},
             {"status", status},
             {"created_at", conversation.at("last_message_at")},
             {"conversation_insights",
              status == "completed" ? conversation_insights(state, conversation, said) : boost::json::array()}});
    }
    return reply::json(200, page_of(request, all, one_page));
}

} // namespace conversation_handling

TELNYX_DECL void add_conversation_routes(router& routes, api_state& state) {
    using namespace conversation_handling;
    resource conversations(routes, state,
                           {.name = "conversation",
                            .collection = "conversations",
                            .path = "/v2/ai/conversations",
                            .parameter = "conversation_id",
                            .members = conversation_members});
    conversations
        .create(200,
                [](recorded_request const&, boost::json::object& made) {
                    made["last_message_at"] = made.at("created_at");
                    complete(made);
                })
        .remove(200, [&state](recorded_request const&,
                              std::string const& id) { conversation_store(state).forget_messages(id); })
        .add("GET", "",
             [conversations](recorded_request const& request) { return list_conversations(conversations, request); })
        .add("POST", "/{conversation_id}/message",
             [&state](recorded_request const& request) { return add_message(conversation_store(state), request); })
        .add("GET", "/{conversation_id}/messages",
             [&state](recorded_request const& request) { return list_messages(conversation_store(state), request); })
        .add("GET", "/{conversation_id}/conversations-insights",
             [&state](recorded_request const& request) { return list_insights(state, request); });
    conversations.in_data().retrieve().update(
        "PUT", [](recorded_request const&, boost::json::object& changed) { complete(changed); });
}

} // namespace telnyx::testing::detail
